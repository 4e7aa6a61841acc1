package dev.baton.kafka;

import dev.baton.model.Epoch;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The order of a promotion, for the real thing and for its rehearsal (protocol, The Kafka resource, steps 1 to 4; spec: KafkaFence.tla InitTxn, Replay,
 * Refuse, SendMarker, ReplayAfterFence, MarkerCheck, Marker, ReceiptAt; Takeover.tla AllReceipts).
 */
final class Takeover {
    private Takeover() {}

    /**
     * Fences, replays, checks and commits the marker.
     *
     * @param end the committed end of the log, asked for only where the replica is far behind: a long replay must not happen inside the
     *     marker's transaction, which would run out
     * @param far whether it is
     * @param fenced told once how many nanoseconds it took until every earlier writer was barred
     * @return null once the marker's commit is answered, which is the receipt; else why the log refuses the epoch
     * @throws org.apache.kafka.common.KafkaException where a step was not answered, or the writer was fenced
     */
    static @Nullable String run(
            FencedWriter writer,
            Tail tail,
            Replica replica,
            Epoch epoch,
            boolean far,
            LongSupplier end,
            Duration stall,
            LongConsumer fenced,
            BooleanSupplier over)
            throws Tail.Abandoned {
        long from = System.nanoTime();
        writer.init();
        fenced.accept(System.nanoTime() - from);
        if (far) {
            if (replica.fetch(over)) {
                tail.align();
            }
            tail.replayTo(end.getAsLong(), stall, over);
        }
        writer.begin();
        // The marker's own offset is the end of all that the fenced writers could still commit.
        long offset = writer.sendNow(replica.marker(epoch));
        tail.replayTo(offset, stall, over);
        String refusal = replica.refusal(epoch);
        if (refusal != null) {
            writer.abort();
            return refusal;
        }
        writer.commit();
        // Two further: the marker itself and the broker's record of its commit.
        replica.marked(epoch, offset + 2);
        return null;
    }
}
