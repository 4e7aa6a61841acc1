package dev.baton.lab.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.kafka.Ack;
import dev.baton.model.Epoch;
import dev.baton.port.Resource.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A primary at work, its standby, and a planned change between them. */
class ServingIT extends BrokerTestBase {
    @Test
    void theFirstCommitOfAnEpochIsToldOnce() throws Exception {
        try (Topics topics = new Topics(bootstrap, "told");
                TestMember a = new TestMember("orders-a", topics, bootstrap)) {
            a.serve(1);
            assertEquals(List.of(), a.effective);
            topics.commands(3);
            a.awaitAcks(3);
            topics.commands(3);
            a.awaitAcks(6);
            assertEquals(List.of(new Epoch(1)), a.effective);
        }
    }

    @Test
    void promotionCommitsAMarkerAndItsAnswerIsTheReceipt() throws Exception {
        try (Topics topics = new Topics(bootstrap, "receipt");
                TestMember a = new TestMember("orders-a", topics, bootstrap)) {
            a.resource.promote(new Epoch(7));
            Report.Promoted promoted = a.expect(Report.Promoted.class);
            assertEquals(new Epoch(7), promoted.epoch());
            assertTrue(promoted.receipt());
            assertEquals(List.of("7 orders-a"), topics.markers());
            assertEquals(2, promoted.position());
            topics.commands(3);
            a.expectNoReport();
            assertEquals(List.of(), a.acks, "it must not serve before it is activated");
            a.resource.activate(new Epoch(7));
            a.awaitAcks(3);
            assertEquals(List.of(), topics.faults(3));
        }
    }

    @Test
    void standbyFollowsAndGoesOnWhereThePrimaryStopped() throws Exception {
        try (Topics topics = new Topics(bootstrap, "handover");
                TestMember a = new TestMember("orders-a", topics, bootstrap);
                TestMember b = new TestMember("orders-b", topics, bootstrap)) {
            a.serve(1);
            topics.commands(50);
            a.awaitAcks(50);
            a.resource.pause(new Epoch(1));
            Report.Drained drained = a.expect(Report.Drained.class);
            await().until(() -> b.resource.status().position() == drained.position());
            topics.commands(10);
            a.resource.demote();
            assertEquals(new Epoch(1), a.expect(Report.Demoted.class).epoch());
            b.serve(2);
            b.awaitAcks(10);
            assertEquals(List.of(), topics.faults(60));
            assertEquals(Map.of("account-0", 21L, "account-1", 20L, "account-2", 19L), topics.balances());
            assertEquals(50, a.acks.size());
            // The old primary follows, up to the very end, and can take over again.
            await().until(() ->
                    a.resource.status().position() == b.resource.status().position());
            a.serve(3);
            topics.commands(1);
            a.awaitAcks(51);
            assertEquals(List.of(), topics.faults(61));
        }
    }

    @Test
    void pauseEndsAtAnExactPositionAndResumeServesOn() throws Exception {
        try (Topics topics = new Topics(bootstrap, "pause");
                TestMember a = new TestMember("orders-a", topics, bootstrap)) {
            a.serve(1);
            topics.commands(5);
            a.awaitAcks(5);
            a.resource.pause(new Epoch(1));
            Report.Drained drained = a.expect(Report.Drained.class);
            Ack last = a.acks.get(4);
            assertEquals(last.logOffset() + 2, drained.position());
            topics.commands(5);
            assertEquals(5, topics.results().size());
            a.resource.resume(new Epoch(1));
            a.awaitAcks(10);
            assertEquals(List.of(), topics.faults(10));
            assertEquals(List.of("1 orders-a"), topics.markers());
        }
    }

    @Test
    void higherEpochInTheLogRefusesThePromotion() throws Exception {
        try (Topics topics = new Topics(bootstrap, "higher");
                TestMember a = new TestMember("orders-a", topics, bootstrap);
                TestMember b = new TestMember("orders-b", topics, bootstrap)) {
            a.serve(5);
            b.resource.promote(new Epoch(4));
            Report.Refused refused = b.expect(Report.Refused.class);
            assertEquals(new Epoch(5), refused.held());
            b.resource.promote(new Epoch(5));
            assertEquals(new Epoch(5), b.expect(Report.Refused.class).held(), "the epoch of another member");
            assertEquals(List.of("5 orders-a"), topics.markers());
            b.resource.demote();
            b.expect(Report.Demoted.class);
            b.awaitReady();
        }
    }

    @Test
    void shutGuardAbortsWhatIsInFlightAndIsTold() throws Exception {
        try (Topics topics = new Topics(bootstrap, "guard");
                TestMember a = new TestMember("orders-a", topics, bootstrap)) {
            a.serve(1);
            topics.commands(3);
            a.awaitAcks(3);
            a.shutGuard();
            topics.commands(3);
            await().until(() -> a.resource.status().health().contains("shut by the test"));
            a.expect(Report.Fenced.class);
            a.expectNoReport();
            assertEquals(3, topics.results().size());
            a.resource.demote();
            a.expect(Report.Demoted.class);
            a.openGuard();
            a.serve(2);
            a.awaitAcks(6);
            assertEquals(List.of(), topics.faults(6));
            assertEquals(Map.of("account-0", 2L, "account-1", 2L, "account-2", 2L), topics.balances());
        }
    }

    @Test
    void poisonInputIsAnsweredByAnErrorAndTheNextOnesAreServed() throws Exception {
        try (Topics topics = new Topics(bootstrap, "poison");
                TestMember a = new TestMember("orders-a", topics, bootstrap)) {
            a.serve(1);
            topics.command("x", "1");
            topics.command("x", "not a number");
            topics.command("x", "1");
            a.awaitAcks(3);
            assertEquals(List.of(), topics.faults(3));
            assertNotNull(topics.results().get(1).error());
            assertNull(topics.results().get(2).error());
            assertEquals(Map.of("x", 2L), topics.balances());
        }
    }

    @Test
    void recordWithoutHeadersInTheLogIsSkippedAndTold() throws Exception {
        try (Topics topics = new Topics(bootstrap, "intruder");
                TestMember a = new TestMember("orders-a", topics, bootstrap);
                TestMember b = new TestMember("orders-b", topics, bootstrap)) {
            topics.intrude("who is this");
            a.serve(1);
            topics.commands(4);
            a.awaitAcks(4);
            await().until(() -> b.resource.status().health().contains("header kind is missing"));
            b.serve(2);
            topics.commands(1);
            b.awaitAcks(1);
            assertEquals(
                    List.of(0L, 1L, 2L, 3L, 4L),
                    topics.raw().stream()
                            .filter(r -> r.headers().lastHeader("in") != null)
                            .map(r -> dev.baton.kafka.LogRecord.parse(r).in())
                            .toList());
        }
    }

    @Test
    void commandOfAnEpochThatIsOverChangesNothing() throws Exception {
        try (Topics topics = new Topics(bootstrap, "over");
                TestMember a = new TestMember("orders-a", topics, bootstrap)) {
            a.serve(2);
            a.resource.pause(new Epoch(1));
            topics.commands(2);
            a.awaitAcks(2);
            a.resource.demote();
            a.expect(Report.Demoted.class);
            a.resource.activate(new Epoch(2));
            a.resource.demote();
            a.expect(Report.Demoted.class);
            topics.commands(1);
            assertEquals(2, topics.results().size());
        }
    }

    @Test
    void rehearsalTouchesNothingRealAndGivesWay() throws Exception {
        try (Topics topics = new Topics(bootstrap, "rehearsed");
                TestMember a = new TestMember("orders-a", topics, bootstrap);
                TestMember b = new TestMember("orders-b", topics, bootstrap)) {
            a.serve(1);
            b.awaitReady();
            b.resource.rehearse();
            await().until(() -> topics.rehearsed() >= 3);
            topics.commands(3);
            a.awaitAcks(3);
            a.expectNoReport();
            b.serve(2);
            topics.commands(1);
            b.awaitAcks(1);
            b.resource.rehearse();
            assertEquals(List.of(), topics.faults(4));
            assertEquals(List.of("1 orders-a", "2 orders-b"), topics.markers());
        }
    }

    @Test
    void tellsHowLongAPromotionTakes() throws Exception {
        try (Topics topics = new Topics(bootstrap, "speed");
                TestMember a = new TestMember("orders-a", topics, bootstrap);
                TestMember b = new TestMember("orders-b", topics, bootstrap)) {
            a.awaitReady();
            b.awaitReady();
            StringBuilder times = new StringBuilder();
            int sent = 0;
            for (int epoch = 1; epoch <= 20; epoch++) {
                TestMember to = epoch % 2 == 0 ? a : b;
                TestMember from = epoch % 2 == 0 ? b : a;
                long start = System.nanoTime();
                to.serve(epoch);
                times.append(' ').append((System.nanoTime() - start) / 1_000_000.0);
                from.resource.demote();
                from.expect(Report.Demoted.class);
                int had = to.acks.size();
                topics.commands(1);
                sent++;
                to.awaitAcks(had + 1);
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> from.resource.status().position()
                                == to.resource.status().position());
            }
            System.out.println("promotions with a live predecessor, ms:" + times);
            assertEquals(List.of(), topics.faults(sent));
        }
    }
}
