package dev.baton.lab.sim.search;

import dev.baton.protocol.MemberState;
import dev.baton.protocol.StateKey;
import dev.baton.protocol.StateKey.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Canonical value of a world: two worlds with the same value go on alike. Time, versions and positions are told as distances from the present
 * ones, so that a world that has come back to where it was is known again, and the number of worlds is finite.
 */
final class WorldKey {
    private final SmallWorld w;
    private final Frame frame;
    private final LongConsumer out;

    private WorldKey(SmallWorld w, LongConsumer out) {
        this.w = w;
        this.out = out;
        SmallStore s = w.store;
        List<MemberState> group = new ArrayList<>(w.members.length);
        for (SmallMember m : w.members) {
            if (m.alive) {
                group.add(m.state);
            }
        }
        this.frame = new Frame(
                w.now(),
                s.leaseVersion,
                s.leadershipVersion,
                s.actionVersion,
                s.openVersion,
                w.log.end(),
                s.policy.timing().cooldownMillis(),
                group);
    }

    static void write(SmallWorld w, LongConsumer out) {
        WorldKey k = new WorldKey(w, out);
        k.turn();
        k.store();
        for (SmallMember m : w.members) {
            k.member(m);
        }
        k.put(w.flights.size());
        FlightKey flights = new FlightKey(w, k.frame, out);
        w.flights.forEach(flights::flight);
    }

    private void turn() {
        which(w.stage);
        put(w.stage == SmallWorld.Stage.FAULTS ? w.cursor : 0);
        put(w.stalled);
        put(w.storeStepped && (w.left.stall() || w.left.deaf()) ? 1 : 0);
        Budget b = w.left;
        put(b.faults());
        put(b.crashes());
        put(b.restarts());
        put(b.pauses());
        put(b.losses());
        put(b.delays());
        put(b.stalls());
        put(b.deafs());
        put(b.mutes());
        put(b.switchovers());
        for (int holder : w.holders) {
            put(holder);
        }
        put(w.log.end() - w.log.acknowledged());
        put(w.log.highest());
    }

    private void store() {
        SmallStore s = w.store;
        StateKey.write(s.lease, frame, out);
        StateKey.write(s.leadership, frame, out);
        for (int i = 0; i < s.members.length; i++) {
            StateKey.text(FlightKey.changing(s.members[i]), out);
            put(s.memberVersions[i]);
        }
        put(s.policyVersion);
        put(s.epochs);
        put(s.activations);
        StateKey.text(s.open.id(), out);
        StateKey.write(s.action, frame, out);
    }

    private void member(SmallMember m) {
        put(m.life);
        put(m.alive ? 1 : 0);
        if (!m.alive) {
            return;
        }
        put(m.paused);
        put(m.holding ? 1 : 0);
        put(m.timerFirst ? 1 : 0);
        put(m.deaf);
        put(m.mute);
        put(m.stepped && (w.left.crash() || w.left.pause()) && w.stage != SmallWorld.Stage.FAULTS ? 1 : 0);
        boolean open = m.guardOpen(w.nanos());
        put(open ? m.guardEpoch : 0);
        put(open ? m.guardUntil - w.nanos() : 0);
        put(open ? Math.max(0, m.exclusiveFrom - w.nanos()) : 0);
        put(m.token == w.log.token() ? 1 : 0);
        put(m.resourceEpoch);
        put(m.activated);
        put(m.serving ? 1 : 0);
        put(m.writesPaused ? 1 : 0);
        which(m.watch);
        put(m.told);
        put(m.seenLease == w.store.leaseVersion ? 1 : 0);
        put(m.seenLeadership == w.store.leadershipVersion ? 1 : 0);
        put(m.seenAction == w.store.actionVersion ? 1 : 0);
        put(m.seenOpen == w.store.openVersion ? 1 : 0);
        for (int version : m.seenMembers) {
            put(version);
        }
        put(w.store.policyVersion - m.seenPolicy);
        StateKey.write(m.state, frame, out);
    }

    @SuppressWarnings("EnumOrdinal") // A number for each, for as long as a search runs.
    private void which(Enum<?> value) {
        out.accept(value.ordinal());
    }

    private void put(long value) {
        out.accept(value);
    }
}
