package dev.baton.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.model.StandbyKind;
import dev.baton.state.Change;
import dev.baton.state.Digest;
import dev.baton.state.Frozen;
import dev.baton.state.Input;
import dev.baton.state.MemoryStore;
import dev.baton.state.Progress;
import dev.baton.state.SnapshotReader;
import dev.baton.state.StateException;
import dev.baton.state.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A replica fed by hand: what it takes from the changelog, and what a store that fails does to it. */
class ProcessorReplicaTest {
    private static final Epoch EPOCH = new Epoch(4);

    private final Failing store = new Failing();
    private final ProcessorSettings processor = new ProcessorSettings(
            (state, input) -> Step.to().put(input.key(), input.value()).done(),
            () -> store,
            "dead",
            Set.of(),
            1_000,
            1,
            null,
            null,
            1,
            Duration.ZERO,
            committed -> {});
    private final ProcessorReplica replica = replica();
    private long offset;

    private ProcessorReplica replica() {
        Settings settings = new Settings(
                new MemberId("orders-a"),
                "nowhere:1",
                List.of("in"),
                true,
                "log",
                List.of("dead"),
                "id",
                StandbyKind.hot(),
                10,
                Duration.ofSeconds(1),
                Map.of());
        return new ProcessorReplica(settings, store, new Vault(settings, processor, store), () -> false);
    }

    private void apply(ProducerRecord<byte[], byte[]> record) {
        ConsumerRecord<byte[], byte[]> read = new ConsumerRecord<>("log", 0, offset++, record.key(), record.value());
        record.headers().forEach(read.headers()::add);
        replica.apply(read);
    }

    private void change(String key, String value) {
        apply(ChangelogRecord.change(
                "log", ChangelogRecord.header(ChangelogRecord.CHANGE, EPOCH), new Change(bytes(key), bytes(value))));
    }

    @Test
    void takesStatePositionsAndEpochFromTheChangelog() {
        apply(ChangelogRecord.marker("log", EPOCH, "orders-b"));
        change("a", "1");
        apply(ChangelogRecord.progress("log", EPOCH, Map.of(new Input("in", 3), 9L), null));
        replica.reached(offset + 1);
        assertEquals("1", text(store.get(bytes("a"))));
        assertEquals(4, replica.position());
        assertEquals(9, replica.nextInput(new TopicPartition("in", 3)));
        assertEquals(-1, replica.nextInput(new TopicPartition("in", 0)));
        assertEquals(new Progress(4, EPOCH, "orders-b", Map.of(new Input("in", 3), 9L)), store.progress());
        assertNotNull(replica.refusal(EPOCH), "the epoch of another member");
        assertNull(replica.refusal(EPOCH.next()));
        assertEquals("", replica.problems());
    }

    @Test
    void whatTheStoreDoesNotTakeIsKeptAndTheMemberIsNotReadyUntilItDoes() {
        apply(ChangelogRecord.marker("log", EPOCH, "orders-b"));
        change("a", "1");
        store.fails = true;
        assertThrows(StateException.class, () -> replica.reached(offset));
        assertEquals("the disk is full", replica.unfit());
        assertThrows(StateException.class, () -> replica.tend(true));
        store.fails = false;
        replica.tend(true);
        assertEquals("", replica.unfit());
        assertEquals("1", text(store.get(bytes("a"))));
        assertEquals(2, store.progress().position());
    }

    @Test
    void committedChangesThatTheStoreDoesNotTakeAreReadFromTheChangelogAgain() {
        apply(ChangelogRecord.marker("log", EPOCH, "orders-a"));
        replica.reached(2);
        ConsumerRecord<byte[], byte[]> input = new ConsumerRecord<>("in", 0, 5, bytes("a"), bytes("1"));
        Plan plan = new Planner(processor, "log", () -> 0).plan(store, List.of(input), Map.of(), EPOCH, false);
        store.fails = true;
        assertThrows(StateException.class, () -> replica.committed(plan, EPOCH, 5));
        assertEquals(2, replica.position());
        assertEquals(-1, replica.nextInput(new TopicPartition("in", 0)));
    }

    @Test
    void storeThatCannotBeReadMakesNoPoison() {
        ConsumerRecord<byte[], byte[]> input = new ConsumerRecord<>("in", 0, 5, bytes("a"), bytes("1"));
        ProcessorSettings reading = new ProcessorSettings(
                (state, record) -> {
                    throw new StateException("the disk is gone");
                },
                () -> store,
                "dead",
                Set.of(),
                1_000,
                1,
                null,
                null,
                1,
                Duration.ZERO,
                committed -> {});
        Planner planner = new Planner(reading, "log", () -> 0);
        assertThrows(StateException.class, () -> planner.plan(store, List.of(input), Map.of(), EPOCH, false));
    }

    @Test
    void changelogThatEndsBeforeTheStateIsAGapOnlyWhenItStaysSo() {
        long[] now = new long[1];
        Gap gap = new Gap(() -> now[0]);
        gap.ends("ends early");
        assertEquals("", gap.toString());
        now[0] = 900_000_000L;
        gap.ends("ends early");
        assertEquals("", gap.toString());
        now[0] = 1_000_000_000L;
        gap.ends("ends early");
        assertEquals("ends early", gap.toString());
        assertTrue(gap.resting());
        gap.calm();
        assertEquals("ends early", gap.toString(), "one good round may only be a slow answer");
        gap.calm();
        assertEquals("", gap.toString());
        now[0] = 5_000_000_000L;
        gap.ends("ends early");
        assertEquals("", gap.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    /** In memory, and does not take anything while told so. */
    private static final class Failing implements StateStore {
        private final MemoryStore memory = new MemoryStore();
        boolean fails;

        @Override
        public byte @Nullable [] get(byte[] key) {
            return memory.get(key);
        }

        @Override
        public void write(Iterable<Change> changes, Progress progress) {
            if (fails) {
                throw new StateException("the disk is full");
            }
            memory.write(changes, progress);
        }

        @Override
        public Progress progress() {
            return memory.progress();
        }

        @Override
        public Digest digest() {
            return memory.digest();
        }

        @Override
        public @Nullable Frozen freeze() {
            return memory.freeze();
        }

        @Override
        public void restore(SnapshotReader snapshot) throws IOException {
            memory.restore(snapshot);
        }

        @Override
        public void clear() {
            memory.clear();
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
