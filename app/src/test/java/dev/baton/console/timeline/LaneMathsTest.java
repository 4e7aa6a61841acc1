package dev.baton.console.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Lane;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.Ticks;
import dev.baton.console.theme.Tone;
import dev.baton.model.Epoch;
import dev.baton.model.Hlc;
import dev.baton.model.MemberId;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LaneMathsTest {
    private static Ticks every(long step, long from, long to) {
        Ticks ticks = Ticks.EMPTY;
        for (long at = from; at <= to; at += step) {
            ticks = ticks.with(at);
        }
        return ticks;
    }

    @Test
    void aSilenceIsFoundEvenWhenItBeganBeforeTheLeftEdge() {
        Ticks ticks = every(100, 0, 1_000).with(9_000).with(9_100);
        TimeScale scale = new TimeScale(5_000, 5_000, 0, 100);
        assertEquals(List.of(new Beats.Gap(1_000, 9_000, false)), Beats.gaps(ticks, scale, 500, 9_200));
    }

    @Test
    void aSilenceThatLastsIsOpen() {
        TimeScale scale = new TimeScale(0, 10_000, 0, 100);
        assertEquals(List.of(new Beats.Gap(1_000, 4_000, true)), Beats.gaps(every(100, 0, 1_000), scale, 500, 4_000));
        assertEquals(List.of(), Beats.gaps(every(100, 0, 1_000), scale, 500, 1_400));
    }

    @Test
    void twoClaimsAtOnceAreFoundWithTheirLength() {
        GroupView payments = Objects.requireNonNull(
                SampleCluster.splitBrain().view().groups().get(SampleCluster.group("payments")));
        List<Overlaps.Overlap> found = Overlaps.of(payments, SampleCluster.NOW);
        assertEquals(1, found.size());
        assertTrue(found.getFirst().proven());
        assertEquals(SampleCluster.NOW - 1_800, found.getFirst().fromMillis());
        assertTrue(found.getFirst().toMillis() > SampleCluster.NOW - 500);
    }

    @Test
    void aProperFailoverHasNoTwoClaims() {
        GroupView orders =
                Objects.requireNonNull(SampleCluster.failover().view().groups().get(SampleCluster.group("orders")));
        assertEquals(List.of(), Overlaps.of(orders, SampleCluster.NOW));
    }

    @Test
    void aMemberThatWasKilledAndCameBackNeverClaimedTogetherWithItsSuccessor() {
        Ticks beats = every(100, 0, 5_000);
        for (long at = 30_000; at <= 40_000; at += 100) {
            beats = beats.with(at);
        }
        MemberView killed = member("orders-a", beats, span(Role.PRIMARY, 1, 0), span(Role.STANDBY, 2, 30_000));
        MemberView successor =
                member("orders-b", every(100, 0, 40_000), span(Role.STANDBY, 1, 0), span(Role.PRIMARY, 2, 5_200));
        assertEquals(List.of(), Overlaps.claims(List.of(killed, successor), 40_000));
    }

    @Test
    void claimsThatOverlapByLessThanTheClocksCanBeApartProveNothing() {
        MemberView one =
                member("orders-a", every(10, 0, 5_050), span(Role.PRIMARY, 1, 0), span(Role.STANDBY, 2, 5_060));
        MemberView other =
                member("orders-b", every(10, 0, 9_000), span(Role.STANDBY, 1, 0), span(Role.PRIMARY, 2, 5_000));
        List<Overlaps.Overlap> found = Overlaps.claims(List.of(one, other), 9_000);
        assertEquals(1, found.size());
        assertTrue(!found.getFirst().proven(), "50 ms on two clocks that may each be 40 ms off");
    }

    private static Lane.Span span(Role role, long epoch, long fromMillis) {
        return new Lane.Span(role, new Epoch(epoch), new Hlc(fromMillis, 0), "");
    }

    private static MemberView member(String id, Ticks beats, Lane.Span... spans) {
        MemberView m = MemberView.unknown(new MemberId(id));
        return new MemberView(
                m.id(),
                m.record(),
                m.recordZxid(),
                m.live(),
                m.liveZxid(),
                m.status(),
                m.statusSeq(),
                m.statusAt(),
                m.statusMillis(),
                m.linkMillis(),
                m.telemetryMillis(),
                m.clockOffsetMillis(),
                m.reach(),
                m.reachAt(),
                m.reachDetail(),
                m.rttMicros(),
                new Lane(List.of(spans), beats, Hlc.ZERO));
    }

    @Test
    void noChipCoversAnotherAndTheGravestComesFirst() {
        List<Chips.Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            wanted.add(new Chips.Wanted(100 + i * 9, "chip", i == 7 ? 10 : 1, Tone.WARN));
        }
        List<Chips.Placed> placed = Chips.place(wanted, text -> 60, 2, 100, 500);
        assertEquals(10, placed.getFirst().wanted().weight());
        assertEquals(0, placed.getFirst().row());
        for (Chips.Placed one : placed) {
            for (Chips.Placed other : placed) {
                boolean apart = one.equals(other)
                        || one.row() < 0
                        || one.row() != other.row()
                        || one.left() + one.width() <= other.left()
                        || other.left() + other.width() <= one.left();
                assertTrue(apart, one + " covers " + other);
            }
        }
        assertTrue(placed.stream().anyMatch(p -> p.row() < 0), "more than two rows cannot hold are lines only");
    }
}
