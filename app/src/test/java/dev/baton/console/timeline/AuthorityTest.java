package dev.baton.console.timeline;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.timeline.NavigationTest.group;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Events;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Observed;
import dev.baton.console.model.Via;
import dev.baton.model.Activation;
import dev.baton.model.Cause;
import dev.baton.model.Event;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AuthorityTest {
    private static final long NOW = SampleCluster.NOW;

    /** A leads epoch 1 until {@code cut}; B is granted epoch 2 then and serves ten milliseconds later, by a wait. */
    private static GroupView handedOver(long cut, long granted) {
        List<Observed> events = new ArrayList<>();
        events.add(Events.store(Events.epoch(1_000, 1, A, Cause.INITIAL, true, 1)));
        long seq = 0;
        for (long at = 1_000; at <= cut; at += 100) {
            events.add(Events.telemetry(Events.beat(at, seq++, A, Role.PRIMARY, 1)));
            events.add(Events.store(Events.lease(at, A, 1, seq, 2 + seq)));
        }
        events.add(Events.store(Events.epoch(granted, 2, B, Cause.LEASE_EXPIRED, true, 90_000)));
        for (long at = granted + 20; at <= granted + 1_000; at += 100) {
            events.add(Events.telemetry(Events.beat(at, seq++, B, Role.PRIMARY, 2)));
        }
        return Events.orders(Events.fold(ClusterView.EMPTY, events));
    }

    private static Authority.Band band(GroupView group, long epoch) {
        return Authority.of(group, 9_000).stream()
                .filter(b -> b.epoch() == epoch)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void authorityLastsFromTheGrantToTheEndOfTheLeaseWidenedByWhatOthersMustWait() {
        Authority.Band first = band(handedOver(5_000, 7_000), 1);
        assertEquals(1_000, first.fromMillis());
        assertEquals(1_010, first.activeMillis());
        // Lease 1,000 ms, margin 80, drift 1 %, tolerance of the clock 40.
        assertEquals(5_920, first.certainMillis());
        assertEquals(6_050, first.possibleMillis());
    }

    @Test
    void aSuccessorThatWaitedLongEnoughOverlapsNothing() {
        assertEquals(List.of(), Overlaps.of(handedOver(5_000, 6_100), 9_000));
    }

    @Test
    void whereOnlyTheUncertaintyReachesTheSuccessorAnOverlapIsPossibleNotProven() {
        List<Overlaps.Overlap> found = Overlaps.of(handedOver(5_000, 6_020), 9_000);
        assertEquals(1, found.size());
        assertFalse(found.getFirst().proven());
        assertEquals(20, found.getFirst().millis());
    }

    @Test
    void aReceiptEndsTheAuthorityOfAMemberThatWasKilled() {
        GroupView orders = group(SampleCluster.failover(), "orders");
        assertEquals(List.of(), Overlaps.of(orders, NOW));
        Authority.Band killed = Authority.of(orders, NOW).stream()
                .filter(b -> b.epoch() == 12)
                .findFirst()
                .orElseThrow();
        assertEquals(NOW - 3_000 + 260, killed.possibleMillis(), "fenced when its successor served");
    }

    @Test
    void aStalePrimaryKeepsItsAuthorityByItsOwnWord() {
        Authority.Band stale = Authority.of(group(SampleCluster.splitBrain(), "payments"), NOW).stream()
                .filter(b -> b.epoch() == 6)
                .findFirst()
                .orElseThrow();
        assertTrue(stale.certainMillis() > NOW, "its guard is open still");
    }

    @Test
    void riskIsSeenInAnHourForAFenceOfATenthOfASecond() {
        GroupView orders = group(SampleCluster.failover(), "orders");
        int[] risks = Risk.of(orders, new TimeScale(NOW - 3_600_000, 3_600_000, 0, 700), 500, NOW);
        int fences = 0;
        for (int risk : risks) {
            fences += (risk & Risk.FENCE) != 0 ? 1 : 0;
        }
        assertTrue(fences == 1 || fences == 2, fences + " columns: it may lie across the edge of one");
        assertEquals(Risk.UNKNOWN, risks[0], "nothing is known of an hour ago");
    }

    @Test
    void aSilentMemberIsStaleDataAndAHealthyGroupIsNoRisk() {
        TimeScale minute = new TimeScale(NOW - 60_000, 60_000, 0, 600);
        int[] calm = Risk.of(group(SampleCluster.healthy(), "orders"), minute, 500, NOW);
        for (int i = 0; i < 600; i++) {
            assertEquals(0, calm[i], "column " + i);
        }
        int[] failed = Risk.of(group(SampleCluster.failover(), "orders"), minute, 500, NOW);
        assertEquals(0, failed[560]);
        assertEquals(Risk.STALE, failed[598] & Risk.STALE, "orders-a is silent");
        assertEquals(0, failed[598] & Risk.NO_STANDBY, "orders-c stands by");
    }

    @Test
    void aStandbyThatWouldNotTakeOverIsNoStandby() {
        List<Observed> events = new ArrayList<>();
        for (long at = 1_000; at <= 20_000; at += 100) {
            events.add(Events.telemetry(Events.beat(at, at, A, Role.PRIMARY, 1)));
            var fit = Events.status(B, 1, Role.STANDBY, 1);
            events.add(Events.telemetry(Events.beat(at, at, at < 10_000 ? fit : Unfit.of(fit))));
        }
        GroupView orders = Events.orders(Events.fold(events));
        int[] risks = Risk.of(orders, new TimeScale(0, 20_000, 0, 200), 500, 20_000);
        assertEquals(0, risks[80]);
        assertEquals(Risk.NO_STANDBY, risks[150]);
    }

    @Test
    void aRangeTellsWhatItHeld() {
        RangeStats stats = RangeStats.of(group(SampleCluster.failover(), "orders"), Range.between(NOW - 10_000, NOW));
        assertEquals(1, stats.epochs());
        assertEquals(265, stats.outageMillis());
        assertEquals(SampleCluster.id("orders-a"), stats.silent());
        assertEquals(3_000, stats.gapMillis());
        assertTrue(stats.heartbeats() > 250 && stats.heartbeats() < 300, stats.words());
    }

    /** As heard by a console to which the words of the killed one came six milliseconds later than those of its successor. */
    private static GroupView fencedByReceipt() {
        List<Observed> events = new ArrayList<>();
        events.add(Events.store(Events.epoch(1_000, 1, A, Cause.INITIAL, true, 1)));
        long seq = 0;
        for (long at = 1_000; at <= 5_000; at += 100) {
            events.add(new Observed(Events.beat(at, seq++, A, Role.PRIMARY, 1), Via.LINK, at + 6));
            events.add(Events.store(Events.lease(at, A, 1, seq, 2 + seq)));
        }
        Event.EpochSeen next = Events.epoch(5_040, 2, B, Cause.CRASHED, true, 90_000);
        Activation active = new Activation(next.epoch().epoch(), Events.at(5_060), 1_000, 60, "receipts", null);
        events.add(Events.store(
                new Event.EpochSeen(next.at(), "console", Events.ORDERS, next.epoch(), active, next.zxid())));
        for (long at = 5_070; at <= 6_000; at += 100) {
            events.add(new Observed(Events.beat(at, seq++, B, Role.PRIMARY, 2), Via.LINK, at));
        }
        return Events.orders(Events.fold(events));
    }

    @Test
    void aReceiptThatTheClocksDoNotShowIsToldCalmlyAndIsNoRisk() {
        GroupView orders = fencedByReceipt();
        List<Overlaps.Overlap> found = Overlaps.of(orders, 6_100);
        assertEquals(1, found.size(), found::toString);
        assertEquals(Overlaps.Certainty.FENCED, found.getFirst().certainty());
        assertEquals(6, found.getFirst().millis());
        int[] risks = Risk.of(orders, new TimeScale(5_050, 100, 0, 100), 500, 6_100);
        assertEquals(0, risks[13] & Risk.FENCE, "at 5 063, within what the clocks seem to show");
    }
}
