package dev.baton.console.connect;

import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.model.Acknowledgement;
import dev.baton.model.FailoverMark;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Acknowledges a group's last automatic failover, which ends its cooldown. One multi that also checks that the leadership is still what the
 * operator was shown (protocol S5): a failover that came in between is not acknowledged unseen.
 *
 * <p>Threading: any thread; nothing blocks.
 */
public final class Acknowledging {
    private final CoordinationStore store;
    private final Duration timeout;

    public Acknowledging(CoordinationStore store, Duration timeout) {
        this.store = store;
        this.timeout = timeout;
    }

    /** How it ended. */
    public sealed interface Result {
        /** In the store with that zxid. */
        record Done(Acknowledgement acknowledgement, long zxid) implements Result {}

        /** There was no automatic failover, or the last one is acknowledged already. Nothing was written. */
        record Nothing(String why) implements Result {}

        /** Nothing was written: what stands is not what was shown. */
        record Refused(String why) implements Result {}

        /** No answer came; it may have been written. Asking again is safe. */
        record Unknown(String detail) implements Result {}
    }

    /** Never completes exceptionally; within a few timeouts. */
    public CompletionStage<Result> acknowledge(GroupView group, String by, String note, Hlc at) {
        Stored<Leadership> leadership = group.leadership();
        FailoverMark last = leadership == null ? null : leadership.value().lastFailover();
        if (leadership == null || last == null) {
            return done(new Result.Nothing("group " + group.id() + " had no automatic failover"));
        }
        Acknowledgement word = new Acknowledgement(last.epoch(), by, note, at);
        String path = StoreLayout.acknowledged(group.id());
        StoreOp shown = new StoreOp.Check(StoreLayout.leadership(group.id()), leadership.version());
        return store.read(path, timeout)
                .thenCompose(read -> switch (read) {
                    case ReadResult.Found found ->
                        known(found, last)
                                ? done(new Result.Nothing("epoch " + last.epoch() + " is acknowledged already"))
                                : write(shown, new StoreOp.Set(path, Json.bytes(word), found.version()), word);
                    case ReadResult.Absent _ -> write(shown, new StoreOp.Create(path, Json.bytes(word), false), word);
                    case ReadResult.Unknown unknown -> done(new Result.Unknown(unknown.detail()));
                })
                .exceptionally(failed -> new Result.Unknown(String.valueOf(failed.getMessage())));
    }

    /** A record that cannot be read acknowledges nothing, and is replaced. */
    private static boolean known(ReadResult.Found found, FailoverMark last) {
        try {
            return !last.epoch()
                    .isAfter(Json.read(found.data(), Acknowledgement.class, found.path())
                            .epoch());
        } catch (Json.MalformedException corrupt) {
            return false;
        }
    }

    private CompletionStage<Result> write(StoreOp shown, StoreOp op, Acknowledgement word) {
        return store.write(List.of(shown, op), timeout).thenApply(written -> switch (written) {
            case WriteResult.Applied applied -> new Result.Done(word, applied.zxid());
            case WriteResult.Refused refused ->
                new Result.Refused(
                        refused.op() == 0
                                ? "the leadership has changed since it was shown: look again"
                                : refused.path() + ": " + refused.why());
            case WriteResult.Unknown unknown -> new Result.Unknown(unknown.detail());
        });
    }

    private static CompletionStage<Result> done(Result result) {
        return CompletableFuture.completedFuture(result);
    }
}
