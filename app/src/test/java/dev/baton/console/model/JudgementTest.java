package dev.baton.console.model;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static dev.baton.console.model.Events.ORDERS;
import static dev.baton.console.model.Events.at;
import static dev.baton.console.model.Events.beat;
import static dev.baton.console.model.Events.fold;
import static dev.baton.console.model.Events.leads;
import static dev.baton.console.model.Events.lease;
import static dev.baton.console.model.Events.link;
import static dev.baton.console.model.Events.live;
import static dev.baton.console.model.Events.member;
import static dev.baton.console.model.Events.orders;
import static dev.baton.console.model.Events.registered;
import static dev.baton.console.model.Events.sees;
import static dev.baton.console.model.Events.status;
import static dev.baton.console.model.Events.store;
import static dev.baton.console.model.Events.storeLink;
import static dev.baton.console.model.Events.telemetry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.theme.Messages;
import dev.baton.model.Event;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.Policy;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import dev.baton.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
    /** All well at 10 000: orders-a is primary of epoch 6, the others stand by, everybody was heard just now. */
    private static ClusterView healthy() {
        return fold(List.of(
                store(storeLink(1, 1)),
                store(leads(9_000, A, 6, LeadershipState.PRIMARY, 60)),
                store(registered(5_000, A, 11)),
                store(registered(5_000, B, 12)),
                store(registered(5_000, C, 13)),
                store(live(5_001, A, true, 14)),
                store(live(5_001, B, true, 15)),
                store(live(5_001, C, true, 16)),
                store(lease(9_990, A, 6, 4, 70)),
                link(beat(9_990, 100, A, Role.PRIMARY, 6)),
                link(beat(9_991, 100, B, Role.STANDBY, 6)),
                link(beat(9_992, 100, C, Role.STANDBY, 6))));
    }

    private static Verdict verdict(ClusterView view, MemberId id, long now) {
        return Verdicts.of(member(view, id), orders(view), view, now).verdict();
    }

    private static GroupState state(ClusterView view, long now) {
        return GroupStates.of(orders(view), view, now);
    }

    private static List<Alert.Kind> alerts(ClusterView view, long now) {
        return Alerts.of(view, now).stream().map(Alert::kind).toList();
    }

    @Test
    void everybodyHeardAndOnePrimaryIsHealthy() {
        ClusterView view = healthy();
        assertEquals(GroupState.HEALTHY, state(view, 10_000));
        assertEquals(Verdict.HEALTHY, verdict(view, A, 10_000));
        assertEquals(List.of(), alerts(view, 10_000));
    }

    @Test
    void withoutTheStoreNothingIsClaimed() {
        ClusterView view = fold(healthy(), List.of(store(storeLink(10_000, 0))));
        assertEquals(GroupState.UNKNOWN, state(view, 10_001));
        assertEquals(List.of(Alert.Kind.STORE_LOST), alerts(view, 10_001));
    }

    @Test
    void refusedReconnectOfASilentHolderIsACrashAndTheGroupFailsOver() {
        List<Observed> more = standbysGoOn(10_000, 10_600);
        more.add(link(new Event.Reached(at(10_005), "console", ORDERS, A, Reach.REFUSED, -1, "connection refused")));
        ClusterView view = fold(healthy(), more);
        assertEquals(Verdict.CRASHED, verdict(view, A, 10_600));
        assertEquals(Role.OFFLINE, Roles.of(member(view, A), orders(view), Verdict.CRASHED, 10_600));
        assertEquals(GroupState.FAILING_OVER, state(view, 10_600));
        assertTrue(alerts(view, 10_600).contains(Alert.Kind.MEMBER_DOWN));
    }

    @Test
    void refusedHolderIsACrashAtOnceHoweverYoungItsLastWord() {
        List<Observed> more = standbysGoOn(10_000, 10_020);
        more.add(link(new Event.Reached(at(10_005), "console", ORDERS, A, Reach.REFUSED, -1, "connection refused")));
        ClusterView view = fold(healthy(), more);
        assertEquals(Verdict.CRASHED, verdict(view, A, 10_020));
        assertEquals(GroupState.FAILING_OVER, state(view, 10_020));
    }

    @Test
    void refusalOfThisConsoleAloneDoesNotKillAMemberThatStillSpeaks() {
        List<Observed> more = standbysGoOn(10_000, 10_100);
        more.add(link(new Event.Reached(at(10_005), "console", ORDERS, A, Reach.REFUSED, -1, "connection refused")));
        more.add(telemetry(beat(10_090, 101, A, Role.PRIMARY, 6)));
        ClusterView view = fold(healthy(), more);
        assertTrue(verdict(view, A, 10_100) != Verdict.CRASHED);
    }

    @Test
    void silentHolderWhoseLeaseIsRenewedIsOnlyCutOff() {
        List<Observed> more = standbysGoOn(10_000, 11_000);
        more.add(link(new Event.Reached(at(10_005), "console", ORDERS, A, Reach.TIMEOUT, -1, "no answer")));
        more.add(store(lease(10_900, A, 6, 9, 90)));
        ClusterView view = fold(healthy(), more);
        assertEquals(Verdict.PARTITIONED, verdict(view, A, 11_000));
        assertEquals(Role.PRIMARY, Roles.of(member(view, A), orders(view), Verdict.PARTITIONED, 11_000));
        assertEquals(GroupState.DEGRADED, state(view, 11_000));
    }

    @Test
    void peersThatStopHearingAMemberNameThePartition() {
        ClusterView view = fold(
                healthy(),
                List.of(link(
                        beat(10_000, 101, status(B, 1, Role.STANDBY, 6, sees(C, Reach.TIMEOUT, Verdict.HUNG, 900))))));
        Judgement judgement = Verdicts.of(member(view, C), orders(view), view, 10_001);
        assertEquals(Verdict.PARTITIONED, judgement.verdict());
        assertEquals("alive, cut off from orders-b", Messages.of(judgement.says()));
        assertTrue(judgement.evidence().stream()
                .anyMatch(row ->
                        row.vantage().equals("orders-b") && row.reach() == Reach.TIMEOUT && row.ageMillis() == 901));
    }

    @Test
    void silenceWithoutARefusalIsHungNotCrashed() {
        List<Observed> more = new ArrayList<>(List.of(
                link(beat(11_900, 120, A, Role.PRIMARY, 6)),
                link(beat(11_900, 120, C, Role.STANDBY, 6)),
                store(lease(11_950, A, 6, 9, 90)),
                link(new Event.Reached(at(11_000), "console", ORDERS, B, Reach.TIMEOUT, -1, "no answer"))));
        ClusterView view = fold(healthy(), more);
        assertEquals(Verdict.HUNG, verdict(view, B, 12_000));
        assertEquals(GroupState.DEGRADED, state(view, 12_000));
    }

    @Test
    void claimOfAnEpochThatIsOverIsAStalePrimary() {
        ClusterView granted = fold(healthy(), List.of(store(leads(10_000, B, 7, LeadershipState.PRIMARY, 80))));
        assertEquals(
                Verdict.HEALTHY, verdict(granted, A, 10_050), "within one heartbeat it may simply not have spoken yet");
        ClusterView view = fold(
                granted,
                List.of(link(beat(10_200, 102, A, Role.PRIMARY, 6)), link(beat(10_200, 103, B, Role.PRIMARY, 7))));
        assertEquals(Verdict.STALE_PRIMARY, verdict(view, A, 10_210));
        assertEquals(GroupState.SPLIT_BRAIN, state(view, 10_210));
        assertTrue(alerts(view, 10_210).containsAll(List.of(Alert.Kind.SPLIT_BRAIN, Alert.Kind.STALE_PRIMARY)));
    }

    @Test
    void twoPrimariesWithOneShutGuardAreNoSplitBrain() {
        List<Observed> more = standbysGoOn(10_000, 12_000);
        more.add(store(leads(10_000, B, 7, LeadershipState.PRIMARY, 80)));
        more.add(store(lease(11_990, B, 7, 8, 90)));
        more.add(link(beat(12_000, 200, B, Role.PRIMARY, 7)));
        assertEquals(GroupState.DEGRADED, state(fold(healthy(), more), 12_001));
    }

    @Test
    void promotionIsAFailoverUntilItTakesTooLong() {
        ClusterView view = fold(healthy(), List.of(store(leads(10_000, B, 7, LeadershipState.PROMOTING, 80))));
        assertEquals(GroupState.FAILING_OVER, state(view, 10_100));
        assertEquals(GroupState.NO_PRIMARY, state(view, 30_000));
    }

    @Test
    void leaseThatRanOutWithAnOpenGuardIsHeldByPromise() {
        List<Observed> more = standbysGoOn(10_000, 11_500);
        more.add(link(beat(11_490, 140, A, Role.PRIMARY, 6)));
        assertEquals(GroupState.HELD_BY_PROMISE, state(fold(healthy(), more), 11_500));
    }

    @Test
    void leaseThatRanOutWithNobodyEligibleIsNoPrimary() {
        ClusterView view = healthy();
        assertEquals(GroupState.NO_PRIMARY, state(view, 14_000));
        assertTrue(alerts(view, 14_000).contains(Alert.Kind.NO_PRIMARY));
    }

    @Test
    void servedGroupWithFailoverOffIsPaused() {
        ClusterView view = fold(healthy(), List.of(store(Events.policy(9_999, Policy.Mode.PAUSED, 1, 75))));
        assertEquals(GroupState.PAUSED, state(view, 10_000));
    }

    @Test
    void corruptNodeDegradesItsGroupAlone() {
        String path = StoreLayout.policy(ORDERS);
        ClusterView view =
                fold(healthy(), List.of(store(new Event.Corrupt(at(9_999), "console", ORDERS, path, "not JSON"))));
        assertEquals(GroupState.DEGRADED, state(view, 10_000));
        Alert alert = Alerts.of(view, 10_000).getFirst();
        assertEquals(Alert.Kind.CORRUPT, alert.kind());
        assertEquals(List.of(path + ": not JSON"), Messages.of(alert.evidence()));
    }

    @Test
    void dataOlderThanThreeHeartbeatsIsStale() {
        ClusterView view = healthy();
        assertTrue(!Freshness.stale(member(view, A), orders(view), 10_290));
        assertTrue(Freshness.stale(member(view, A), orders(view), 10_291));
    }

    private static List<Observed> standbysGoOn(long from, long to) {
        List<Observed> beats = new ArrayList<>();
        long seq = 101;
        for (long t = from; t <= to; t += 100) {
            beats.add(link(beat(t, seq, B, Role.STANDBY, 6)));
            beats.add(link(beat(t, seq, C, Role.STANDBY, 6)));
            seq++;
        }
        return beats;
    }
}
