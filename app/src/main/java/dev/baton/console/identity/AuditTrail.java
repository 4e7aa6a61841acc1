package dev.baton.console.identity;

import dev.baton.model.OperatorRecord;
import dev.baton.port.CoordinationStore;
import dev.baton.port.StoreOp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What must be written together with a change of who may act, so that no change is without its entry in the audit. */
@FunctionalInterface
public interface AuditTrail {
    /**
     * The operations that append an entry for each record, on what the store holds now; they fail where somebody appended since.
     *
     * @param records as they are after the change
     */
    CompletionStage<List<StoreOp>> entries(
            CoordinationStore store, Duration timeout, String by, List<OperatorRecord> records);
}
