package dev.baton.console.identity;

import dev.baton.port.CoordinationStore;
import dev.baton.port.StoreOp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What must be written together with a change of who may act, so that no change is without its entry in the audit. */
@FunctionalInterface
public interface AuditTrail {
    /** Of a store that keeps no audit. */
    AuditTrail NONE = (store, timeout, by, what) -> CompletableFuture.completedFuture(List.of());

    /** The operations that append the entry, on what the store holds now; they fail where somebody appended since. */
    CompletionStage<List<StoreOp>> entry(CoordinationStore store, Duration timeout, String by, String what);
}
