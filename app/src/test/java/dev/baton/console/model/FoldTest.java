package dev.baton.console.model;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.ORDERS;
import static dev.baton.console.model.Events.at;
import static dev.baton.console.model.Events.beat;
import static dev.baton.console.model.Events.fold;
import static dev.baton.console.model.Events.leads;
import static dev.baton.console.model.Events.link;
import static dev.baton.console.model.Events.live;
import static dev.baton.console.model.Events.member;
import static dev.baton.console.model.Events.orders;
import static dev.baton.console.model.Events.status;
import static dev.baton.console.model.Events.store;
import static dev.baton.console.model.Events.telemetry;
import static dev.baton.console.model.Events.transition;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.Event;
import dev.baton.model.Hlc;
import dev.baton.model.LeadershipState;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldTest {
    @Test
    void heartbeatHeardByBothWaysIsOneBeatWithTwoTimesOfHearing() {
        Event.Heartbeat beat = beat(1_000, 1, A, Role.PRIMARY, 1);
        ClusterView view = fold(List.of(new Observed(beat, Via.LINK, 1_002), new Observed(beat, Via.TELEMETRY, 1_050)));
        MemberView a = member(view, A);
        assertEquals(1, a.lane().beats().size());
        assertEquals(1_002, a.linkMillis());
        assertEquals(
                1_002, a.telemetryMillis(), "telemetry was 48 ms later than the fastest way, so it heard as of 1002");
        assertEquals(1_050, view.telemetryMillis());
    }

    @Test
    void olderHeartbeatNeverReplacesNewerStatus() {
        ClusterView view = fold(List.of(
                link(beat(1_200, 3, A, Role.PRIMARY, 2)),
                telemetry(beat(1_100, 2, A, Role.PROMOTING, 2)),
                telemetry(beat(1_000, 1, A, Role.STANDBY, 1))));
        MemberView a = member(view, A);
        assertEquals(3, a.statusSeq());
        assertEquals(Role.PRIMARY, role(a));
    }

    @Test
    void restartedMemberCountsItsHeartbeatsAnew() {
        ClusterView view = fold(List.of(
                link(beat(1_000, 500, status(A, 1, Role.PRIMARY, 1))),
                link(beat(3_000, 1, status(A, 2, Role.STANDBY, 2)))));
        assertEquals(1, member(view, A).statusSeq());
    }

    @Test
    void stampsFromFarAwayDoNotStopTheFold() {
        for (long far = 1L << 20; far > 0; far = far << 1 | 0x5a5a5) {
            List<Observed> told = List.of(
                    telemetry(transition(far, A, Role.STANDBY, Role.PROMOTING, 2, "granted")),
                    telemetry(transition(1_790_000_000_123L, A, Role.PROMOTING, Role.PRIMARY, 2, "receipts")),
                    telemetry(transition(0, A, Role.DETACHED, Role.STANDBY, 1, "follows")));
            assertTrue(member(fold(told), A).lane().spans().size() > 1, "stamped " + far);
        }
    }

    private static Role role(MemberView view) {
        if (view.status() == null) {
            throw new AssertionError(view.id() + " has no status");
        }
        return view.status().role();
    }

    @Test
    void backlogOfTelemetryIsNotTakenForFreshHearing() {
        ClusterView view = fold(List.of(
                new Observed(beat(60_000, 9, A, Role.PRIMARY, 1), Via.LINK, 60_001),
                new Observed(beat(10_000, 1, A, Role.PRIMARY, 1), Via.TELEMETRY, 60_005)));
        assertEquals(10_001, member(view, A).telemetryMillis());
    }

    /** As links bring them: without a stamp of the member, by this console's clock. */
    private static Observed unstamped(long receivedMillis, Role role, long epoch) {
        return new Observed(beat(receivedMillis, -1, A, role, epoch), Via.LINK, receivedMillis);
    }

    @Test
    void heartbeatOverALinkTakesItsPlaceByTheMembersClockWhichIsWorkedOut() {
        long ahead = 5_000;
        ClusterView view = fold(List.of(
                new Observed(beat(1_000 + ahead, 1, A, Role.STANDBY, 1), Via.TELEMETRY, 1_040),
                unstamped(1_102, Role.STANDBY, 1),
                new Observed(beat(1_100 + ahead, 2, A, Role.STANDBY, 1), Via.TELEMETRY, 1_141),
                unstamped(1_200, Role.PRIMARY, 2)));
        MemberView a = member(view, A);
        assertEquals(Role.PRIMARY, role(a), "the link was the last to say something, whatever the clocks say");
        assertEquals(1_200, a.linkMillis());
        assertEquals(1_140, a.telemetryMillis());
        assertTrue(a.lane().beats().last() > 6_000, "beats are drawn by the member's clock");
    }

    @Test
    void beatThatWasOvertakenByItsTransitionDoesNotSplitTheBand() {
        ClusterView view = fold(List.of(
                unstamped(1_000, Role.STANDBY, 1),
                unstamped(1_100, Role.STANDBY, 1),
                new Observed(transition(1_098, A, Role.STANDBY, Role.PROMOTING, 2, "granted"), Via.LINK, 1_101),
                unstamped(1_103, Role.STANDBY, 1),
                unstamped(1_203, Role.PROMOTING, 2)));
        assertEquals(
                List.of(Role.STANDBY, Role.PROMOTING),
                member(view, A).lane().spans().stream().map(Lane.Span::role).toList());
    }

    @Test
    void laneFollowsTransitionsWhicheverOrderTheyComeIn() {
        List<Observed> history = List.of(
                telemetry(transition(1_000, A, Role.DETACHED, Role.STANDBY, 1, "follows")),
                telemetry(transition(2_000, A, Role.STANDBY, Role.PROMOTING, 2, "granted")),
                telemetry(transition(2_100, A, Role.PROMOTING, Role.PRIMARY, 2, "receipts")));
        for (List<Observed> order : List.of(history, history.reversed())) {
            assertEquals(
                    List.of(
                            new Lane.Span(Role.STANDBY, new Epoch(1), at(1_000), "follows"),
                            new Lane.Span(Role.PROMOTING, new Epoch(2), at(2_000), "granted"),
                            new Lane.Span(Role.PRIMARY, new Epoch(2), at(2_100), "receipts")),
                    member(fold(order), A).lane().spans());
        }
    }

    @Test
    void heartbeatsAloneDrawTheRoleBands() {
        ClusterView view = fold(List.of(
                link(beat(1_000, 1, A, Role.STANDBY, 1)),
                link(beat(1_100, 2, A, Role.STANDBY, 1)),
                link(beat(1_200, 3, A, Role.PRIMARY, 2))));
        assertEquals(
                List.of(
                        new Lane.Span(Role.STANDBY, new Epoch(1), at(1_000), ""),
                        new Lane.Span(Role.PRIMARY, new Epoch(2), at(1_200), "")),
                member(view, A).lane().spans());
    }

    @Test
    void lateObservationInsideTheLastBandSplitsIt() {
        ClusterView view = fold(List.of(
                link(beat(1_000, 1, A, Role.PRIMARY, 1)),
                link(beat(1_400, 5, A, Role.PRIMARY, 1)),
                telemetry(transition(1_200, A, Role.PRIMARY, Role.DEMOTING, 1, "handover"))));
        assertEquals(
                List.of(
                        new Lane.Span(Role.PRIMARY, new Epoch(1), at(1_000), ""),
                        new Lane.Span(Role.DEMOTING, new Epoch(1), at(1_200), "handover"),
                        new Lane.Span(Role.PRIMARY, new Epoch(1), at(1_400), "")),
                member(view, A).lane().spans());
    }

    @Test
    void olderReadOfTheStoreNeverReplacesANewerOne() {
        ClusterView view = fold(List.of(
                store(leads(2_000, B, 2, LeadershipState.PRIMARY, 20)),
                store(leads(1_000, A, 1, LeadershipState.PRIMARY, 10))));
        Stored<?> leadership = orders(view).leadership();
        assertEquals(20, leadership == null ? -1 : leadership.zxid());
        assertEquals(20, view.storeZxid());
    }

    @Test
    void goneEphemeralStaysGoneUntilANewOneIsWritten() {
        ClusterView gone = fold(List.of(
                store(live(1_000, A, true, 5)), store(live(2_000, A, false, 5)), store(live(2_001, A, true, 5))));
        assertNull(member(gone, A).live());
        ClusterView back = fold(gone, List.of(store(live(3_000, A, true, 9))));
        assertTrue(member(back, A).live() != null, "orders-a has come back");
    }

    @Test
    void epochsAreNewestFirstAndKeepTheirActivation() {
        ClusterView view = fold(List.of(
                store(Events.epoch(2_000, 2, B, Cause.CRASHED, true, 20)),
                store(Events.epoch(1_000, 1, A, Cause.INITIAL, true, 10)),
                store(Events.epoch(2_000, 2, B, Cause.CRASHED, false, 19))));
        List<EpochView> epochs = orders(view).epochs();
        assertEquals(
                List.of(new Epoch(2), new Epoch(1)),
                epochs.stream().map(e -> e.record().epoch()).toList());
        assertTrue(epochs.getFirst().activation() != null);
        assertEquals(19, epochs.getFirst().zxid(), "the grant's, not the activation's");
        assertEquals(2, orders(view).markers().size(), "one marker an epoch, however often it is read");
    }

    @Test
    void corruptNodeIsNamedUntilItIsReadWellAgain() {
        String path = StoreLayout.leadership(ORDERS);
        Event corrupt = new Event.Corrupt(at(1_500), "console", ORDERS, path, "not JSON");
        ClusterView bad = fold(List.of(store(leads(1_000, A, 1, LeadershipState.PRIMARY, 10)), store(corrupt)));
        assertEquals("not JSON", orders(bad).corrupt().get(path));
        assertTrue(orders(bad).leadership() != null, "what was known is kept");
        ClusterView good = fold(bad, List.of(store(leads(2_000, B, 2, LeadershipState.PRIMARY, 11))));
        assertTrue(orders(good).corrupt().isEmpty());
    }

    @Test
    void corruptNodeOfNoGroupIsKeptAside() {
        ClusterView view =
                fold(List.of(store(new Event.Corrupt(at(1), "console", null, "/groups/a b", "illegal name"))));
        assertEquals("illegal name", view.corrupt().get("/groups/a b"));
        assertTrue(view.groups().isEmpty());
    }

    @Test
    void ownStoreLinkIsNotMixedUpWithAnAgentsOne() {
        ClusterView view = fold(List.of(
                store(Events.storeLink(1_000, 1)),
                telemetry(new Event.StoreLink(at(1_100), "orders-a", 0, 2, 0, "lost"))));
        assertTrue(view.storeReadable());
    }

    @Test
    void reachKeepsTheNewestFinding() {
        ClusterView view = fold(List.of(
                link(new Event.Reached(at(2_000), "console", ORDERS, A, Reach.REFUSED, -1, "refused")),
                link(new Event.Reached(at(1_000), "console", ORDERS, A, Reach.OK, 300, "open"))));
        assertEquals(Reach.REFUSED, member(view, A).reach());
    }

    @Test
    void everyOrderOfAHistoryEndsInTheSameView() {
        List<Observed> history = List.of(
                store(leads(1_000, A, 1, LeadershipState.PRIMARY, 10)),
                store(Events.lease(1_250, A, 1, 1, 12)),
                store(Events.lease(1_500, A, 1, 2, 13)),
                store(Events.registered(900, A, 3)),
                store(live(950, A, true, 4)),
                store(live(1_800, A, false, 4)),
                store(Events.epoch(1_000, 1, A, Cause.INITIAL, false, 10)),
                store(Events.epoch(1_000, 1, A, Cause.INITIAL, true, 11)),
                store(Events.epoch(2_000, 2, B, Cause.CRASHED, true, 20)),
                store(leads(2_000, B, 2, LeadershipState.PROMOTING, 20)),
                store(leads(2_050, B, 2, LeadershipState.PRIMARY, 21)),
                telemetry(transition(1_000, A, Role.PROMOTING, Role.PRIMARY, 1, "wait")),
                telemetry(transition(2_000, B, Role.STANDBY, Role.PROMOTING, 2, "granted")),
                telemetry(transition(2_050, B, Role.PROMOTING, Role.PRIMARY, 2, "receipts")),
                telemetry(beat(1_100, 1, A, Role.PRIMARY, 1)),
                link(beat(1_200, 2, A, Role.PRIMARY, 1)),
                link(beat(2_010, 7, B, Role.PROMOTING, 2)),
                link(beat(2_100, 8, B, Role.PRIMARY, 2)),
                store(Events.action(Events.switchover("s1", 2_500, A, 2, 21), 2_500, 30)));
        ClusterView expected = timeless(fold(history));
        long seed = 20_261_122L;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<Observed> shuffled = new ArrayList<>(history);
            shuffled.addAll(history.subList(random.nextInt(history.size()), history.size()));
            Collections.shuffle(shuffled, random);
            assertEquals(expected, timeless(fold(shuffled)), "seed " + seed + ", round " + round + ": " + shuffled);
        }
    }

    /** Without when and how often this console heard, which does depend on the order of arrival. */
    private static ClusterView timeless(ClusterView view) {
        GroupView group = orders(view);
        for (MemberView m : group.members().values()) {
            group = group.withMember(m.withHeard(0, 0, 0, m.lane()));
        }
        ClusterView kept = view.withGroup(group);
        return new ClusterView(kept.groups(), 0, 0, "", kept.storeZxid(), 0, 0, kept.corrupt(), 0, 0);
    }

    @Test
    void ticksStaySortedWhenTheyComeLate() {
        Ticks ticks = Ticks.EMPTY;
        for (long i = 0; i < 400; i++) {
            ticks = ticks.with(2 * i);
        }
        for (long i = 0; i < 400; i++) {
            ticks = ticks.with(2 * i + 1).with(2 * i);
        }
        List<Long> seen = new ArrayList<>();
        ticks.forEachFrom(500, seen::add);
        assertEquals(800, ticks.size());
        assertEquals(300, seen.size());
        assertEquals(seen.stream().sorted().toList(), seen);
        assertEquals(Hlc.ZERO, Lane.EMPTY.observed());
    }
}
