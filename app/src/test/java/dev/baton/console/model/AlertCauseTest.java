package dev.baton.console.model;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static dev.baton.console.model.Events.ORDERS;
import static dev.baton.console.model.Events.at;
import static dev.baton.console.model.Events.beat;
import static dev.baton.console.model.Events.leads;
import static dev.baton.console.model.Events.link;
import static dev.baton.console.model.Events.status;
import static dev.baton.console.model.Events.store;
import static dev.baton.console.model.Events.telemetry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.theme.Messages;
import dev.baton.model.Activation;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.Event;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.PromiseAsk;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each alert from its real cause: events in, alert out. */
class AlertCauseTest {
    private final AlertStory story = new AlertStory();

    @Test
    void whenAllIsWellNothingIsSaid() {
        story.healthy(10_000);
        assertEquals(List.of(), story.incidents(10_010));
        assertTrue(Calm.is(Events.orders(story.view()), story.view(), 10_010));
    }

    @Test
    void twoOpenClaimsAreAProvenSplitBrainWithItsLengthEpochsAndTheStalePrimaryUnderIt() {
        story.healthy(10_000);
        story.add(store(leads(10_050, B, 7, LeadershipState.PRIMARY, story.zxid())));
        story.leases(B, 7, 10_100, 12_000);
        story.beats(A, Role.PRIMARY, 6, 10_100, 12_000, UnaryOperator.identity());
        story.beats(B, Role.PRIMARY, 7, 10_100, 12_000, UnaryOperator.identity());
        story.beats(C, Role.STANDBY, 7, 10_100, 12_000, UnaryOperator.identity());
        Alert alert = story.only(Alert.Kind.SPLIT_BRAIN, 12_010);
        assertEquals(Alert.Severity.ALARM, alert.severity());
        assertEquals("split-brain-orders", alert.id());
        assertEquals("e6+e7", alert.mark());
        assertTrue(
                Messages.of(alert.text()).contains("orders-a acts as primary in epoch 6"), Messages.of(alert.text()));
        assertTrue(Messages.of(alert.text()).contains("at once for 1910 ms"), Messages.of(alert.text()));
        assertEquals(
                List.of(Alert.Kind.STALE_PRIMARY),
                alert.under().stream().map(Alert::kind).toList());
        assertEquals(Map.of(A, 10L, B, 10L), alert.committed());
        assertTrue(Messages.of(Guidance.of(alert).safe()).contains("(orders-a)"));
    }

    @Test
    void aSilentHolderWhoseGuardMayStillBeOpenIsAPossibleSplitBrainUntilItHasRunOut() {
        story.healthy(10_000);
        story.beats(B, Role.STANDBY, 6, 10_100, 10_200, UnaryOperator.identity());
        story.beats(C, Role.STANDBY, 6, 10_100, 10_700, UnaryOperator.identity());
        story.add(link(new Event.Reached(at(10_150), "console", ORDERS, A, Reach.TIMEOUT, -1, "no answer")));
        story.add(store(hung(10_250, B, 7)));
        story.leases(B, 7, 10_250, 10_750);
        story.beats(B, Role.PRIMARY, 7, 10_300, 10_700, UnaryOperator.identity());
        assertEquals(
                List.of(Alert.Kind.SPLIT_BRAIN_POSSIBLE),
                story.incidents(10_750).stream()
                        .map(Alert::kind)
                        .filter(kind -> kind != Alert.Kind.MEMBER_DOWN)
                        .toList());
        story.beats(B, Role.PRIMARY, 7, 10_800, 11_000, UnaryOperator.identity());
        story.beats(C, Role.STANDBY, 7, 10_800, 11_000, UnaryOperator.identity());
        assertTrue(story.incidents(11_010).stream().noneMatch(a -> a.kind() == Alert.Kind.SPLIT_BRAIN_POSSIBLE));
    }

    private static Event.LeadershipSeen hung(long millis, MemberId holder, long epoch) {
        Leadership leadership = new Leadership(
                new Epoch(epoch),
                holder,
                Events.life(holder, 1),
                LeadershipState.PRIMARY,
                at(millis),
                Cause.HUNG,
                null,
                null,
                Set.of(),
                null);
        return new Event.LeadershipSeen(at(millis), "console", ORDERS, leadership, 9, 5_000);
    }

    @Test
    void aHolderThatHandedOverIsNoPossibleSplitBrain() {
        story.healthy(10_000);
        story.add(store(leads(10_050, B, 7, LeadershipState.PRIMARY, story.zxid())));
        story.leases(B, 7, 10_050, 10_090);
        story.beats(B, Role.PRIMARY, 7, 10_060, 10_090, UnaryOperator.identity());
        assertTrue(story.incidents(10_095).stream().noneMatch(a -> a.kind() == Alert.Kind.SPLIT_BRAIN_POSSIBLE));
    }

    @Test
    void lagBeyondThePolicysLimitIsNamedWithBothNumbers() {
        story.healthy(9_900);
        story.beats(B, Role.STANDBY, 6, 10_000, 10_000, s -> AlertStory.lagging(s, 12_400));
        story.beats(A, Role.PRIMARY, 6, 10_000, 10_000, UnaryOperator.identity());
        Alert alert = story.only(Alert.Kind.LAG, 10_010);
        assertEquals("orders-b: lag 12400 > 1000 records.", Messages.of(alert.text()));
        assertEquals("lag-orders-b", alert.id());
    }

    @Test
    void aGroupWhoseStandbysWouldAllRefuseHasNoStandby() {
        story.healthy(9_900);
        story.beats(A, Role.PRIMARY, 6, 10_000, 10_000, UnaryOperator.identity());
        for (MemberId member : List.of(B, C)) {
            story.beats(member, Role.STANDBY, 6, 10_000, 10_000, AlertCauseTest::refusing);
        }
        Alert alert = story.only(Alert.Kind.NO_STANDBY, 10_010);
        assertTrue(Messages.of(alert.evidence()).contains("orders-b: STANDBY, disk full"), alert::toString);
    }

    private static MemberStatus refusing(MemberStatus s) {
        return new MemberStatus(
                s.member(),
                s.incarnation(),
                s.role(),
                s.epoch(),
                s.guardMillis(),
                s.position(),
                s.lag(),
                s.committed(),
                s.priority(),
                false,
                "disk full",
                false,
                "disk full",
                s.storeConnections(),
                s.peers(),
                null,
                null,
                null);
    }

    @Test
    void twoDownOfThreeIsAQuorumAtRiskWithBothUnderIt() {
        story.healthy(10_000);
        story.beats(A, Role.PRIMARY, 6, 10_100, 12_000, UnaryOperator.identity());
        story.leases(A, 6, 10_250, 12_000);
        for (MemberId member : List.of(B, C)) {
            story.add(link(
                    new Event.Reached(at(10_050), "console", ORDERS, member, Reach.REFUSED, -1, "connection refused")));
        }
        Alert alert = story.only(Alert.Kind.QUORUM, 12_010);
        assertEquals("1 of 3 electors of orders are heard: expected at least 2.", Messages.of(alert.text()));
        assertEquals(
                Set.of("member-down-orders-b", "member-down-orders-c", "no-standby-orders"),
                Set.copyOf(alert.under().stream().map(Alert::id).toList()));
    }

    @Test
    void electorsWithoutAStoreSessionAreAQuorumAtRiskToo() {
        story.healthy(9_900);
        story.beats(A, Role.PRIMARY, 6, 10_000, 10_000, UnaryOperator.identity());
        for (MemberId member : List.of(B, C)) {
            story.beats(member, Role.STANDBY, 6, 10_000, 10_000, s -> AlertStory.rebuilt(s, -1, 0, 10, 0, null));
        }
        Alert alert = story.only(Alert.Kind.QUORUM, 10_010);
        assertEquals("1 of 3 electors of orders have a store session: expected at least 2.", Messages.of(alert.text()));
    }

    @Test
    void threeChangesByThemselvesInTenMinutesAreFlappingAndSwitchoversAreNot() {
        story.healthy(10_000);
        for (long epoch = 3; epoch <= 5; epoch++) {
            story.add(store(Events.epoch(1_000 + epoch, epoch, A, Cause.SWITCHOVER, true, story.zxid())));
        }
        assertEquals(List.of(), story.incidents(10_010));
        for (long epoch = 4; epoch <= 6; epoch++) {
            story.add(store(Events.epoch(2_000 + epoch, epoch + 3, A, Cause.CRASHED, true, story.zxid())));
        }
        Alert alert = story.only(Alert.Kind.FLAPPING, 10_010);
        assertEquals(3, alert.evidence().size());
        assertTrue(Alerts.of(story.view(), 10_010 + Flapping.WINDOW_MILLIS).stream()
                .noneMatch(a -> a.kind() == Alert.Kind.FLAPPING));
    }

    private void certificate(long untilMillis) {
        Live live = new Live(B, Events.life(B, 1), "127.0.0.1:7001", "ab", untilMillis);
        story.add(store(new Event.LiveSeen(at(10_000), "console", ORDERS, B, live, story.zxid())));
    }

    private List<Alert> certificates(long now) {
        return Alerts.of(story.view(), now).stream()
                .filter(alert -> alert.kind() == Alert.Kind.CERTIFICATE)
                .toList();
    }

    @Test
    void aCertificateThatEndsIsToldWeeksAheadAndIsAnAlarmDaysAhead() {
        story.healthy(10_000);
        long day = 86_400_000L;
        certificate(30 * day);
        assertEquals(List.of(), certificates(9 * day));
        Alert warning = certificates(10 * day).getFirst();
        assertEquals("certificate-b", warning.id());
        assertEquals("Certificate ends - service b", Messages.of(warning.headline()));
        assertEquals(Alert.Severity.WARNING, warning.severity());
        assertTrue(
                Messages.of(warning.text()).contains("is valid for 20 days more, until 1970-01-31 00:00 UTC"),
                Messages.of(warning.text()));
        assertTrue(Messages.of(Guidance.of(warning).safe()).contains("no restart"));
        assertEquals(Alert.Severity.ALARM, certificates(28 * day).getFirst().severity());
        Alert over = certificates(31 * day).getFirst();
        assertEquals(Alert.Severity.ALARM, over.severity());
        assertEquals("Certificate expired - service b", Messages.of(over.headline()));
        assertTrue(Messages.of(over.text()).contains("has expired"), Messages.of(over.text()));
        certificate(90 * day);
        assertEquals(List.of(), certificates(31 * day));
    }

    @Test
    void aClockThatIsAheadIsSkewOfItsServiceAndOneThatIsRightIsNot() {
        story.healthy(10_000);
        Event.Heartbeat ahead = beat(13_000, 900, status(B, 1, Role.STANDBY, 6));
        story.add(new Observed(ahead, Via.TELEMETRY, 10_000));
        story.add(telemetry(beat(10_000, 901, status(A, 1, Role.PRIMARY, 6))));
        story.add(telemetry(beat(10_000, 902, status(C, 1, Role.STANDBY, 6))));
        Alert alert = story.only(Alert.Kind.CLOCK_SKEW, 10_010);
        assertEquals("clock-skew-b", alert.id());
        assertTrue(
                Messages.of(alert.text()).contains("is ahead of this console's by 3.0 s"), Messages.of(alert.text()));
    }

    @Test
    void whenMostClocksDifferTheSameWayItIsThisConsolesOwn() {
        story.healthy(10_000);
        for (MemberId member : List.of(A, B)) {
            Role role = member.equals(A) ? Role.PRIMARY : Role.STANDBY;
            story.add(new Observed(beat(13_000, 900, status(member, 1, role, 6)), Via.TELEMETRY, 10_000));
        }
        story.add(telemetry(beat(10_000, 902, status(C, 1, Role.STANDBY, 6))));
        assertEquals(
                "clock-skew-console", story.only(Alert.Kind.CLOCK_SKEW, 10_010).id());
    }

    @Test
    void aRefusedReconnectIsAMemberDownByName() {
        story.healthy(10_000);
        story.beats(A, Role.PRIMARY, 6, 10_100, 10_500, UnaryOperator.identity());
        story.beats(B, Role.STANDBY, 6, 10_100, 10_500, UnaryOperator.identity());
        story.leases(A, 6, 10_250, 10_500);
        story.add(link(new Event.Reached(at(10_050), "console", ORDERS, C, Reach.REFUSED, -1, "connection refused")));
        Alert alert = story.only(Alert.Kind.MEMBER_DOWN, 10_510);
        assertEquals("member-down-orders-c", alert.id());
        assertEquals(C + ".1", alert.mark());
    }

    @Test
    void aHolderThatAsksForPromisesIsAStoreStallAndHeldOnceItsLeaseIsOver() {
        story.healthy(10_000);
        UnaryOperator<MemberStatus> asks =
                s -> AlertStory.rebuilt(s, 800, 0, 10, s.storeConnections(), new PromiseAsk(new Epoch(6), 1, 1_000));
        story.beats(A, Role.PRIMARY, 6, 10_100, 11_500, asks);
        story.beats(B, Role.STANDBY, 6, 10_100, 11_500, UnaryOperator.identity());
        story.beats(C, Role.STANDBY, 6, 10_100, 11_500, UnaryOperator.identity());
        Alert alert = story.only(Alert.Kind.STORE_STALL, 11_510);
        assertEquals("store-stall", alert.id());
        assertEquals(ORDERS, alert.home());
        assertTrue(Messages.of(alert.under().getFirst().text()).contains("serves by the promises"), alert::toString);
    }

    @Test
    void aFenceThatTheMemberDoesNotHeedIsUnconfirmedAndOneThatItHeedsIsNot() {
        story.healthy(10_000);
        MemberRecord fenced = new MemberRecord(
                A,
                Events.life(A, 1),
                1,
                Map.of(),
                new MemberRecord.FenceRecord(new Epoch(6), "f-1", "by hand", at(10_000)),
                false);
        story.add(store(new Event.MemberSeen(at(10_000), "console", ORDERS, fenced, 2, story.zxid())));
        assertTrue(story.incidents(10_010).stream().anyMatch(a -> a.id().equals("fence-unconfirmed-orders-a")));
        story.beats(A, Role.FENCED, 6, 10_020, 10_020, UnaryOperator.identity());
        assertTrue(story.incidents(10_030).stream().noneMatch(a -> a.kind() == Alert.Kind.FENCE_UNCONFIRMED));
    }

    @Test
    void aPeerThatIsDeafToAMemberIsEnoughToBeNoLongerCalm() {
        story.healthy(9_900);
        story.beats(A, Role.PRIMARY, 6, 10_000, 10_000, UnaryOperator.identity());
        story.add(link(beat(
                10_000, story.seq(), status(B, 1, Role.STANDBY, 6, Events.sees(C, Reach.TIMEOUT, Verdict.HUNG, 900)))));
        assertEquals(
                "member-down-orders-c",
                story.only(Alert.Kind.MEMBER_DOWN, 10_010).id());
    }

    @Test
    void aReceiptOfTheSuccessorLeavesNoSplitBrainPossible() {
        story.healthy(10_000);
        story.beats(C, Role.STANDBY, 6, 10_100, 10_700, UnaryOperator.identity());
        story.add(link(new Event.Reached(at(10_150), "console", ORDERS, A, Reach.TIMEOUT, -1, "no answer")));
        story.add(store(hung(10_250, B, 7)));
        Event.EpochSeen next = Events.epoch(10_200, 7, B, Cause.HUNG, true, story.zxid());
        story.add(store(new Event.EpochSeen(
                at(10_250),
                "console",
                ORDERS,
                next.epoch(),
                new Activation(new Epoch(7), at(10_250), 1_000, 60, "receipts", null),
                next.zxid())));
        story.leases(B, 7, 10_250, 10_750);
        story.beats(B, Role.PRIMARY, 7, 10_300, 10_700, UnaryOperator.identity());
        assertTrue(story.incidents(10_750).stream().noneMatch(a -> a.kind() == Alert.Kind.SPLIT_BRAIN_POSSIBLE));
    }
}
