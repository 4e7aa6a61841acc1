package dev.baton.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.state.Input;
import dev.baton.state.MemoryStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What a batch of inputs brings about, without any broker. */
class PlannerTest {
    private static final Epoch EPOCH = new Epoch(7);

    private final MemoryStore store = new MemoryStore();
    private final List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    private long nanos;

    private void input(int partition, long offset, String word) {
        batch.add(new ConsumerRecord<>("in", partition, offset, bytes("k" + partition), bytes(word)));
    }

    private Plan plan(Processing processing, Map<Integer, DeadLetter> condemned) {
        ProcessorSettings settings = new ProcessorSettings(
                processing,
                MemoryStore::new,
                "dead",
                Set.of("out"),
                1_000,
                1,
                null,
                null,
                1,
                Duration.ZERO,
                committed -> {});
        return new Planner(settings, "log", () -> nanos).plan(store, batch, condemned, EPOCH, true);
    }

    private static Step echo(ConsumerRecord<byte[], byte[]> input) {
        return Step.to()
                .put(input.key(), input.value())
                .output("out", input.key(), input.value())
                .done();
    }

    @Test
    void outputsCarryTheEpochAndTheStateOnlyItsLastChanges() {
        input(0, 5, "a");
        input(0, 6, "b");
        input(1, 9, "c");
        Plan plan = plan((state, input) -> echo(input), Map.of());
        assertEquals(
                List.of("out a", "out b", "out c", "log b", "log c", "log"),
                plan.sends().stream().map(s -> name(s.record())).toList());
        for (Plan.Send send : plan.sends().subList(0, 3)) {
            assertEquals(7, number(send.record(), "epoch"));
        }
        assertEquals(Map.of(new Input("in", 0), 7L, new Input("in", 1), 10L), plan.next());
        assertEquals(3, plan.inputs());
    }

    @Test
    void eachInputSeesWhatTheOnesBeforeHaveMadeOfTheState() {
        input(0, 0, "a");
        input(0, 1, "b");
        List<String> seen = new ArrayList<>();
        plan(
                (state, input) -> {
                    byte[] before = state.get(input.key());
                    seen.add(before == null ? "nothing" : new String(before, UTF_8));
                    return echo(input);
                },
                Map.of());
        assertEquals(List.of("nothing", "a"), seen);
        assertNull(store.get(bytes("k0")), "nothing is written by planning");
    }

    @Test
    void lastRecordHoldsThePositionsAndTheDigestOfWhatTheStateWillBe() {
        input(0, 0, "a");
        Plan plan = plan((state, input) -> echo(input), Map.of());
        ProducerRecord<byte[], byte[]> last =
                plan.sends().get(plan.sends().size() - 1).record();
        ConsumerRecord<byte[], byte[]> read = new ConsumerRecord<>("log", 0, 3, last.key(), last.value());
        last.headers().forEach(read.headers()::add);
        ChangelogRecord.Moved moved = (ChangelogRecord.Moved) ChangelogRecord.parse(read);
        assertEquals(plan.next(), moved.next());
        assertEquals(plan.overlay().digest(store.digest()), moved.digest());
        assertEquals(EPOCH, moved.epoch());
    }

    @Test
    void whatThrowsOrCannotBeWrittenBecomesADeadLetterAndChangesNothing() {
        input(0, 0, "throw");
        input(0, 1, "large");
        input(0, 2, "elsewhere");
        input(0, 3, "good");
        Plan plan = plan(
                (state, input) -> switch (new String(input.value(), UTF_8)) {
                    case "throw" -> throw new java.io.IOException("no such account");
                    case "large" -> Step.to().put(input.key(), new byte[1_001]).done();
                    case "elsewhere" ->
                        Step.to()
                                .put(input.key(), input.value())
                                .output("in", null, null)
                                .done();
                    default -> echo(input);
                },
                Map.of());
        assertEquals(
                List.of("dead throw", "dead large", "dead elsewhere", "out good", "log good", "log"),
                plan.sends().stream().map(s -> name(s.record())).toList());
        ProducerRecord<byte[], byte[]> first = plan.sends().get(0).record();
        assertEquals("java.io.IOException: no such account", text(first, "reason"));
        assertEquals("java.io.IOException", text(first, "exception"));
        assertEquals("in", text(first, "source.topic"));
        assertEquals(0, number(first, "source.offset"));
        assertEquals(3, plan.deadLetters());
        assertEquals(Map.of(new Input("in", 0), 4L), plan.next());
    }

    @Test
    void letterOfACondemnedInputGetsShorterUntilThereIsNone() {
        input(0, 0, "whatever");
        DeadLetter letter = DeadLetter.refused("too large", RuntimeException.class);
        List<String> forms = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Plan plan = plan((state, input) -> echo(input), Map.of(0, letter));
            ProducerRecord<byte[], byte[]> record = plan.sends().get(0).record();
            forms.add(
                    plan.sends().size() == 1
                            ? "none"
                            : (record.key() == null ? "" : "key ") + (record.value() == null ? "" : "value"));
            assertEquals(Map.of(new Input("in", 0), 1L), plan.next(), "the position moves on");
            letter = letter.less();
        }
        assertEquals(List.of("key value", "key ", "", "none", "none"), forms);
    }

    @Test
    void letterLargerThanARecordMayBeIsCutFromTheStart() {
        batch.add(new ConsumerRecord<>("in", 0, 0, new byte[1_200], new byte[5_000]));
        Plan plan = plan(
                (state, input) -> {
                    throw new IllegalStateException("x".repeat(100_000));
                },
                Map.of());
        ProducerRecord<byte[], byte[]> record = plan.sends().get(0).record();
        assertNull(record.key());
        assertNull(record.value());
        assertEquals(5_000, number(record, "left-out"));
        assertTrue(DeadLetter.size(null, null, record.headers()) < 1_000);
    }

    @Test
    void slowProcessingEndsTheTransactionEarly() {
        for (int i = 0; i < 10; i++) {
            input(0, i, "a");
        }
        Plan plan = plan(
                (state, input) -> {
                    nanos += 400_000_000L;
                    return Step.nothing();
                },
                Map.of());
        assertEquals(3, plan.inputs());
        assertEquals(Map.of(new Input("in", 0), 3L), plan.next());
    }

    @Test
    void markerAndMalformedRecordsOfAChangelog() {
        ProducerRecord<byte[], byte[]> marker = ChangelogRecord.marker("log", EPOCH, "orders-a");
        ConsumerRecord<byte[], byte[]> read = new ConsumerRecord<>("log", 0, 3, marker.key(), marker.value());
        assertEquals("header baton of 9 bytes is missing", wrong(read));
        marker.headers().forEach(read.headers()::add);
        assertEquals(new ChangelogRecord.Marker(EPOCH, "orders-a"), ChangelogRecord.parse(read));
        read.headers()
                .add("baton", ByteBuffer.allocate(9).put((byte) 9).putLong(1).array());
        assertEquals("kind is 9, expected 1 to 3", wrong(read));
        read.headers().add("baton", ChangelogRecord.header(ChangelogRecord.PROGRESS, EPOCH));
        assertNotNull(wrong(read));
        read.headers().add("baton", ChangelogRecord.header(ChangelogRecord.CHANGE, EPOCH));
        assertEquals("a change has no key", wrong(read));
    }

    @Test
    void headersOfAnOutputAreKept() {
        input(0, 0, "a");
        Plan plan = plan(
                (state, input) -> Step.to()
                        .output(new Output(
                                "out",
                                bytes("k"),
                                bytes("v"),
                                List.of(new org.apache.kafka.common.header.internals.RecordHeader("mine", bytes("x")))))
                        .done(),
                Map.of());
        ProducerRecord<byte[], byte[]> out = plan.sends().get(0).record();
        assertArrayEquals(bytes("x"), out.headers().lastHeader("mine").value());
        assertEquals(7, number(out, "epoch"));
    }

    private static String wrong(ConsumerRecord<byte[], byte[]> record) {
        try {
            return "none: " + ChangelogRecord.parse(record);
        } catch (IllegalArgumentException expected) {
            String message = Objects.requireNonNull(expected.getMessage());
            return message.substring(message.indexOf(": ") + 2);
        }
    }

    /** Topic and value; the value of a progress is left out. */
    private static String name(ProducerRecord<byte[], byte[]> record) {
        boolean progress = record.topic().equals("log") && record.key() == null;
        String value = new String(record.value(), UTF_8);
        return record.topic() + (progress ? "" : " " + value);
    }

    private static String text(ProducerRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), UTF_8);
    }

    private static long number(ProducerRecord<byte[], byte[]> record, String header) {
        return ByteBuffer.wrap(record.headers().lastHeader(header).value()).getLong();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
