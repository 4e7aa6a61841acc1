package dev.baton.console.connect;

import dev.baton.console.model.AlertBook;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
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
 * Keeps acknowledgements of alerts in the store, so that every console sees them. Compare-and-set: two operators at once both stay. What is
 * acknowledged is one occurrence, by its mark, so one that began since it was shown is not acknowledged unseen.
 *
 * <p>Threading: any thread; nothing blocks.
 */
public final class AcknowledgingAlerts {
    /** How often another operator's write may come in between. */
    static final int TRIES = 5;

    private final CoordinationStore store;
    private final Duration timeout;

    public AcknowledgingAlerts(CoordinationStore store, Duration timeout) {
        this.store = store;
        this.timeout = timeout;
    }

    /** How it ended. */
    public sealed interface Result {
        /** In the store with that zxid. */
        record Done(AlertAcknowledgements.One acknowledgement, long zxid) implements Result {}

        /** That occurrence is acknowledged already. Nothing was written. */
        record Nothing(AlertAcknowledgements.One by) implements Result {}

        /** Nothing was written. */
        record Refused(String why) implements Result {}

        /** No answer came; it may have been written. Asking again is safe. */
        record Unknown(String detail) implements Result {}
    }

    /** Never completes exceptionally; within {@value #TRIES} times two timeouts. */
    public CompletionStage<Result> acknowledge(GroupId group, AlertAcknowledgements.One one) {
        return attempt(group, one, TRIES)
                .exceptionally(failed -> new Result.Unknown(String.valueOf(failed.getMessage())));
    }

    private CompletionStage<Result> attempt(GroupId group, AlertAcknowledgements.One one, int left) {
        String path = StoreLayout.alerts(group);
        return store.read(path, timeout).thenCompose(read -> switch (read) {
            case ReadResult.Found found -> found(group, found, one, left);
            case ReadResult.Absent _ -> {
                byte[] data = Json.bytes(AlertAcknowledgements.NONE.with(one));
                yield write(group, new StoreOp.Create(path, data, false), one, left);
            }
            case ReadResult.Unknown unknown -> done(new Result.Unknown(unknown.detail()));
        });
    }

    private CompletionStage<Result> found(
            GroupId group, ReadResult.Found found, AlertAcknowledgements.One one, int left) {
        AlertAcknowledgements known = known(found);
        AlertAcknowledgements.One before = known.of(one.alert());
        if (before != null && before.mark().equals(one.mark()) && !earlier(before, one)) {
            return done(new Result.Nothing(before));
        }
        AlertAcknowledgements next =
                known.since(one.at().millis() - AlertBook.ACKNOWLEDGED_MILLIS).with(one);
        return write(group, new StoreOp.Set(found.path(), Json.bytes(next), found.version()), one, left);
    }

    /**
     * Where the mark cannot tell two occurrences apart, an older acknowledgement may be of an earlier one: it is renewed, which tells every
     * console that it counts for this one too. Only a repeated click within moments is nothing new.
     */
    private static boolean earlier(AlertAcknowledgements.One before, AlertAcknowledgements.One now) {
        return now.at().millis() - before.at().millis() > 2_000;
    }

    /** A record that cannot be read acknowledges nothing, and is replaced. */
    private static AlertAcknowledgements known(ReadResult.Found found) {
        try {
            return Json.read(found.data(), AlertAcknowledgements.class, found.path());
        } catch (Json.MalformedException corrupt) {
            return AlertAcknowledgements.NONE;
        }
    }

    private CompletionStage<Result> write(GroupId group, StoreOp op, AlertAcknowledgements.One one, int left) {
        return store.write(List.of(op), timeout).thenCompose(written -> switch (written) {
            case WriteResult.Applied applied -> done(new Result.Done(one, applied.zxid()));
            case WriteResult.Refused refused ->
                left > 1 && raced(refused.why())
                        ? attempt(group, one, left - 1)
                        : done(new Result.Refused(refused.path() + ": " + refused.why() + ", " + refused.detail()));
            case WriteResult.Unknown unknown -> done(new Result.Unknown(unknown.detail()));
        });
    }

    private static boolean raced(WriteResult.Why why) {
        return why == WriteResult.Why.BAD_VERSION || why == WriteResult.Why.NODE_EXISTS;
    }

    private static CompletionStage<Result> done(Result result) {
        return CompletableFuture.completedFuture(result);
    }
}
