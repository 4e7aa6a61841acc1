package dev.baton.lab.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.kafka.Committed;
import dev.baton.model.Epoch;
import dev.baton.port.Resource.Report;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A processor at work: exactly once, whatever happens to its writer and whatever the inputs hold. */
class ProcessorIT extends BrokerTestBase {
    @Test
    void everyInputOfEveryPartitionIsAnsweredOnceAcrossTakeovers() throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "once");
                ProcessorMember a = new ProcessorMember("orders-a", topics);
                ProcessorMember b = new ProcessorMember("orders-b", topics)) {
            a.serve(1);
            topics.add(50);
            a.awaitAnswered(50);
            b.serve(2);
            topics.add(50);
            b.awaitAnswered(50);
            assertEquals(new Epoch(1), a.expect(Report.Fenced.class).epoch());
            a.demote();
            a.serve(3);
            topics.add(20);
            a.awaitAnswered(70);
            assertEquals(List.of(), topics.faults());
            Committed last = a.commits.get(a.commits.size() - 1);
            assertEquals(topics.end(topics.changelog), last.position());
        }
    }

    @Test
    void writerThatStandsBetweenSendAndCommitChangesNothingOnceItIsFenced() throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "stand");
                ProcessorMember a = new ProcessorMember("orders-a", topics);
                ProcessorMember b = new ProcessorMember("orders-b", topics)) {
            a.serve(1);
            topics.add(10);
            a.awaitAnswered(10);
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            a.atCheck = () -> {
                inside.countDown();
                waitFor(goOn);
            };
            topics.add(10);
            assertTrue(inside.await(20, TimeUnit.SECONDS));
            b.serve(2);
            b.awaitAnswered(10);
            goOn.countDown();
            a.expect(Report.Fenced.class);
            assertEquals(10, a.answered());
            assertEquals(List.of(), topics.faults());
        }
    }

    @Test
    void whatWasNotCommittedIsForgottenAndTheRestOfTheStateIsKept() throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "forget");
                ProcessorMember a = new ProcessorMember("orders-a", topics)) {
            a.serve(1);
            topics.add(10);
            a.awaitAnswered(10);
            long position = a.resource.status().position();
            a.shutGuard();
            topics.add(10);
            a.expect(Report.Fenced.class);
            assertEquals(position, a.resource.status().position());
            a.openGuard();
            // The same epoch goes on once it is promoted again.
            a.resource.promote(new Epoch(1));
            a.expect(Report.Promoted.class);
            a.awaitAnswered(20);
            assertEquals(List.of(), topics.faults());
        }
    }

    @Test
    void poisonGoesToTheDeadLettersWithItsReasonAndTheNextOnesAreServed() throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "poison");
                ProcessorMember a = new ProcessorMember("orders-a", topics);
                ProcessorMember b = new ProcessorMember("orders-b", topics)) {
            a.serve(4);
            topics.word("x", "1");
            topics.word("x", "one");
            topics.word("x", "elsewhere");
            topics.word("x", "long 950000");
            topics.word("x", "deep");
            topics.word("x", "1");
            a.awaitAnswered(6);
            assertEquals(List.of(), topics.faults());
            List<ConsumerRecord<byte[], byte[]>> dead = topics.read(topics.deadLetters);
            assertEquals(
                    List.of("one", "elsewhere", "long 950000", "deep"),
                    dead.stream().map(r -> new String(r.value(), UTF_8)).toList());
            assertEquals("java.lang.NumberFormatException", text(dead.get(0), "exception"));
            assertTrue(text(dead.get(0), "reason").contains("one"));
            assertEquals(topics.inputs, text(dead.get(0), "source.topic"));
            assertEquals(0, number(dead.get(0), "source.partition"));
            assertEquals(1, number(dead.get(0), "source.offset"));
            assertEquals(4, number(dead.get(0), "epoch"));
            assertTrue(text(dead.get(1), "reason").contains("nobody-told-of-this"));
            assertTrue(text(dead.get(2), "reason").contains("950001 bytes"));
            assertEquals("java.lang.StackOverflowError", text(dead.get(3), "exception"));
            a.awaitHealth("4 dead letters");
            a.expectNoReport();
            // The position moved on with them: nobody meets them again.
            b.serve(5);
            topics.word("x", "1");
            b.awaitAnswered(1);
            assertEquals(4, topics.read(topics.deadLetters).size());
            assertEquals(List.of(), topics.faults());
        }
    }

    @Test
    void recordThatTheBrokerRefusesAsTooLargeIsAPoisonAndItsLetterIsCutUntilItFits() throws Exception {
        Map<String, String> small = Map.of("max.message.bytes", "1500");
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "large", small);
                ProcessorMember a = new ProcessorMember("orders-a", topics)) {
            a.serve(1);
            topics.word("x", "1");
            topics.word("x", "long 4000");
            topics.word("x", "1");
            topics.word("x", "one" + " ".repeat(4_000));
            topics.word("x", "1");
            a.awaitAnswered(5);
            assertEquals(List.of(), topics.faults());
            List<ConsumerRecord<byte[], byte[]>> dead = topics.read(topics.deadLetters);
            assertEquals(2, dead.size());
            assertEquals("long 4000", new String(dead.get(0).value(), UTF_8));
            assertTrue(
                    text(dead.get(0), "reason").contains(topics.outputs + " refuses it"),
                    () -> text(dead.get(0), "reason"));
            assertNull(dead.get(1).value());
            assertEquals(4_003, number(dead.get(1), "left-out"));
            assertEquals(3, number(dead.get(1), "source.offset"));
            // Neither fenced nor lost: the transaction was only worked out again.
            a.expectNoReport();
        }
    }

    @Test
    void inputThatChangesNothingMovesThePositionAllTheSame() throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "idle");
                ProcessorMember a = new ProcessorMember("orders-a", topics);
                ProcessorMember b = new ProcessorMember("orders-b", topics)) {
            a.serve(1);
            for (int i = 0; i < 20; i++) {
                topics.word("x", "nothing");
            }
            a.awaitAnswered(20);
            // The marker, and for each batch one record.
            assertEquals(1 + a.commits.size(), topics.read(topics.changelog).size());
            b.serve(2);
            topics.word("x", "1");
            b.awaitAnswered(1);
            assertEquals(1, b.answered());
            assertEquals(List.of(), topics.faults());
        }
    }

    @Test
    void positionsAreExportedInTheSameTransaction() throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "export");
                ProcessorMember a = new ProcessorMember("orders-a", topics, b -> b.exportOffsets("shown"));
                Admin admin = topics.admin()) {
            a.serve(1);
            topics.add(50);
            a.awaitAnswered(50);
            TopicPartition more = new TopicPartition(topics.moreInputs, 0);
            await().until(() -> {
                Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets("shown")
                        .partitionsToOffsetAndMetadata()
                        .get(20, TimeUnit.SECONDS);
                return offsets.size() == ProcessorTopics.PARTITIONS + 1
                        && new OffsetAndMetadata(10).equals(offsets.get(more));
            });
            assertEquals(List.of(), topics.faults());
        }
    }

    @Test
    void rehearsalTouchesNothingRealAndSaysHowLongATakeoverTakes() throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "rehearsed");
                ProcessorMember a = new ProcessorMember("orders-a", topics);
                ProcessorMember b = new ProcessorMember("orders-b", topics)) {
            a.serve(1);
            b.awaitReady();
            await().until(() -> {
                b.resource.rehearse();
                return topics.end(topics.changelog + ".rehearsal") >= 30;
            });
            topics.add(5);
            a.awaitAnswered(5);
            a.expectNoReport();
            await().until(() -> b.resource.status().recoveryMillis() > 0);
            assertEquals(0, a.resource.status().recoveryMillis());
            b.serve(2);
            topics.add(5);
            b.awaitAnswered(5);
            assertEquals(List.of(), topics.faults());
        }
    }

    @Test
    void missingTopicIsNamedInTheHealth() throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "missing");
                ProcessorMember a = new ProcessorMember("orders-a", topics, b -> b.outputs("there-is-no-such-topic"))) {
            a.awaitHealth("has no topic there-is-no-such-topic");
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), UTF_8);
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String header) {
        return ByteBuffer.wrap(record.headers().lastHeader(header).value()).getLong();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
