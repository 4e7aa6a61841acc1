package dev.baton.lab.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.kafka.KafkaProcessorBuilder;
import dev.baton.model.Epoch;
import dev.baton.model.StandbyKind;
import dev.baton.port.Resource.Report;
import dev.baton.state.Change;
import dev.baton.state.Frozen;
import dev.baton.state.MemoryStore;
import dev.baton.state.Progress;
import dev.baton.state.RocksStore;
import dev.baton.state.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standbys of each kind, the snapshots they start from, and states that must not be served. */
class StandbyIT extends BrokerTestBase {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void warmStandbyRestsBetweenItsReplaysAndCatchesUpWhenItIsPromoted() throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "warm");
                ProcessorMember a = new ProcessorMember("orders-a", topics);
                ProcessorMember b = new ProcessorMember("orders-b", topics, p -> p.standby(StandbyKind.warm(LONG)))) {
            b.awaitReady();
            a.serve(1);
            topics.add(50);
            a.awaitAnswered(50);
            await().until(() -> b.resource.status().lag() >= 10);
            assertEquals(0, b.resource.status().position());
            assertTrue(b.resource.status().ready());
            assertEquals(StandbyKind.warm(LONG), b.resource.status().kind());
            assertTrue(b.resource.status().recoveryMillis() > 0);
            b.serve(2);
            topics.add(50);
            b.awaitAnswered(50);
            assertEquals(List.of(), topics.faults());
        }
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "often");
                ProcessorMember a = new ProcessorMember("orders-a", topics);
                ProcessorMember b = new ProcessorMember(
                        "orders-b", topics, p -> p.standby(StandbyKind.warm(Duration.ofMillis(300))))) {
            a.serve(1);
            topics.add(50);
            a.awaitAnswered(50);
            await().until(() ->
                    b.resource.status().position() == a.resource.status().position());
        }
    }

    @Test
    void coldStandbyHoldsNothingAndRestoresASnapshotWhenItIsPromoted(@TempDir Path dir) throws Exception {
        UnaryOperator<KafkaProcessorBuilder> often = p -> p.snapshots(dir).snapshotEvery(50, LONG);
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "cold");
                ProcessorMember a = new ProcessorMember("orders-a", topics, often);
                ProcessorMember b = new ProcessorMember(
                        "orders-b", topics, p -> often.apply(p).standby(StandbyKind.cold()))) {
            a.serve(1);
            topics.add(200);
            a.awaitAnswered(200);
            await().until(() -> !snapshots(dir, ".snapshot").isEmpty());
            long newest = position(snapshots(dir, ".snapshot"));
            assertEquals(0, b.resource.status().position());
            await().until(() -> b.resource.status().lag() >= 0
                    && b.resource.status().lag() <= topics.end(topics.changelog) - newest);
            // Only the snapshot can bring it there.
            topics.truncate(newest);
            b.serve(2);
            topics.add(100);
            b.awaitAnswered(100);
            assertEquals(List.of(), topics.faults());
            b.demote();
            await().until(() -> b.resource.status().position() == 0);
        }
    }

    @Test
    void snapshotThatDoesNotMatchItsChecksumIsSetAsideAndTheOneBeforeIsUsed(@TempDir Path dir) throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "bad")) {
            try (ProcessorMember a = new ProcessorMember(
                    "orders-a", topics, p -> p.snapshots(dir).snapshotEvery(20, LONG))) {
                a.serve(1);
                for (int round = 1; round <= 2; round++) {
                    int snapshots = round;
                    topics.add(100);
                    a.awaitAnswered(100 * round);
                    await().until(() -> snapshots(dir, ".snapshot").size() >= snapshots);
                }
            }
            List<Path> all = snapshots(dir, ".snapshot");
            Path newest = all.get(all.size() - 1);
            byte[] bytes = Files.readAllBytes(newest);
            bytes[bytes.length / 2] ^= 1;
            Files.write(newest, bytes);
            topics.truncate(1);
            try (ProcessorMember b = new ProcessorMember("orders-b", topics, p -> p.snapshots(dir))) {
                b.awaitHealth("refused");
                b.awaitReady();
                assertFalse(Files.exists(newest));
                assertEquals(1, snapshots(dir, ".refused").size());
                b.serve(2);
                topics.add(10);
                b.awaitAnswered(10);
                assertEquals(List.of(), topics.faults());
            }
        }
    }

    @Test
    void gapBetweenTheStateAndTheChangelogIsNeverSkipped(@TempDir Path dir) throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "gap");
                ProcessorMember a = new ProcessorMember("orders-a", topics)) {
            a.serve(1);
            topics.add(100);
            a.awaitAnswered(100);
            topics.truncate(10);
            try (ProcessorMember b = new ProcessorMember("orders-b", topics, p -> p.snapshots(dir))) {
                b.awaitHealth("begins at offset 10, the state ends at 0");
                assertFalse(b.resource.status().ready());
                b.resource.promote(new Epoch(2));
                assertTrue(b.expect(Report.Failed.class).detail().contains("begins at offset 10"));
                // The primary was not disturbed.
                topics.add(10);
                a.awaitAnswered(110);
                a.expectNoReport();
                assertEquals(List.of(), topics.faults());
                // Somebody brings a snapshot.
                MemoryStore other = new MemoryStore();
                other.write(
                        balances(20), new Progress(topics.end(topics.changelog), new Epoch(1), "orders-a", Map.of()));
                snapshot(dir, topics, other);
                b.awaitReady();
            }
        }
    }

    @Test
    void stateWhoseDigestDiffersIsRefusedAndRebuiltWithoutTheSnapshotThatItCameFrom(@TempDir Path dir)
            throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "differs");
                ProcessorMember a = new ProcessorMember("orders-a", topics, p -> p.checkEvery(1))) {
            a.serve(1);
            topics.add(50);
            a.awaitAnswered(50);
            // A snapshot that is whole and well, of a state that never was.
            MemoryStore wrong = new MemoryStore();
            wrong.write(
                    List.of(new Change("account-7".getBytes(UTF_8), "7".getBytes(UTF_8))),
                    new Progress(topics.end(topics.changelog), new Epoch(1), "orders-a", Map.of()));
            snapshot(dir, topics, wrong);
            try (ProcessorMember b = new ProcessorMember("orders-b", topics, p -> p.snapshots(dir))) {
                b.awaitReady();
                topics.add(5);
                a.awaitAnswered(55);
                b.awaitHealth("led to another state than the primary's");
                b.awaitReady();
                assertEquals(1, snapshots(dir, ".refused").size());
                b.serve(2);
                topics.add(5);
                b.awaitAnswered(5);
                assertEquals(List.of(), topics.faults());
            }
        }
    }

    @Test
    void stateThatEvenTheWholeChangelogGivesIsNotServedWhileThePrimarysDiffers() throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "suspect");
                ProcessorMember a = new ProcessorMember("orders-a", topics, p -> p.checkEvery(1));
                ProcessorMember b = new ProcessorMember("orders-b", topics)) {
            a.serve(1);
            topics.add(5);
            a.awaitAnswered(5);
            topics.intrude("account-9", "1", 1);
            topics.add(5);
            a.awaitAnswered(10);
            b.awaitHealth("look at the primary's state");
            assertFalse(b.resource.status().ready());
            b.resource.promote(new Epoch(2));
            assertTrue(b.expect(Report.Failed.class).detail().contains("state refused"));
            topics.add(5);
            a.awaitAnswered(15);
            a.expectNoReport();
        }
    }

    @Test
    void rocksStoreGoesOnFromWhereItStoppedAfterARestart(@TempDir Path dir) throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "rocks")) {
            UnaryOperator<KafkaProcessorBuilder> rocks = p -> p.store(RocksStore.at(dir));
            try (ProcessorMember a = new ProcessorMember("orders-a", topics, rocks)) {
                a.serve(1);
                topics.add(100);
                a.awaitAnswered(100);
            }
            // What it has applied is gone: without its own state it would be at a loss.
            topics.truncate(topics.end(topics.changelog));
            try (ProcessorMember a = new ProcessorMember("orders-a", topics, rocks)) {
                a.awaitReady();
                a.serve(2);
                topics.add(100);
                a.awaitAnswered(100);
                assertEquals(List.of(), topics.faults());
            }
        }
    }

    private static List<Change> balances(int each) {
        return Stream.of(0, 1, 2, 3, 4)
                .map(i -> new Change(
                        ("account-" + i).getBytes(UTF_8), Integer.toString(each).getBytes(UTF_8)))
                .toList();
    }

    private static void snapshot(Path dir, ProcessorTopics topics, MemoryStore store) throws IOException {
        try (Frozen frozen = Objects.requireNonNull(store.freeze())) {
            new Snapshots(dir, "orders", topics.changelog, "orders-x").write(frozen, () -> false);
        }
    }

    /** In the order of their positions. */
    static List<Path> snapshots(Path dir, String end) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    static long position(List<Path> snapshots) {
        return Long.parseLong(
                snapshots.get(snapshots.size() - 1).getFileName().toString().split("\\.", -1)[1]);
    }
}
