package dev.baton.console.timeline;

import dev.baton.console.model.EpochView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Lane;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.Stored;
import dev.baton.model.Activation;
import dev.baton.model.Epoch;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.Role;
import dev.baton.model.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who could write when: from each grant to the end of the lease, by the holder's own word on its guard and by the last renewal that was
 * seen. Pure. Instants are by the holder's clock, as all of its lane.
 */
final class Authority {
    private static final String WAIT = "wait";
    private static final String RECEIPTS = "receipts";

    private Authority() {}

    /**
     * One epoch's authority.
     *
     * @param fromMillis the grant
     * @param activeMillis when it began to serve; {@link Long#MAX_VALUE} while it has not: until then it may not write
     * @param certainMillis until when it could write by its own guard
     * @param possibleMillis the same, widened by what others must wait for it and by how well the clocks are known
     * @param offsetMillis this console's clock less the holder's
     * @param fenced whether a receipt ended it: what a successor's grant needed before it could serve
     */
    record Band(
            int lane,
            long epoch,
            long fromMillis,
            long activeMillis,
            long certainMillis,
            long possibleMillis,
            long offsetMillis,
            boolean fenced) {}

    /** All bands, newest epoch first. */
    static List<Band> of(GroupView group, long nowMillis) {
        Map<MemberId, Integer> lanes = new HashMap<>();
        for (MemberId id : group.members().keySet()) {
            lanes.put(id, lanes.size());
        }
        List<Band> bands = new ArrayList<>();
        long nextGrant = Long.MAX_VALUE;
        long fencedBy = Long.MAX_VALUE;
        boolean receipt = false;
        for (EpochView epoch : group.epochs()) {
            MemberView holder = group.members().get(epoch.record().holder());
            if (holder != null) {
                int lane = lanes.getOrDefault(holder.id(), 0);
                Band band = band(group, epoch, holder, lane, Math.min(nextGrant, nowMillis), fencedBy, receipt);
                bands.add(band);
            }
            nextGrant = epoch.record().at().millis();
            Activation active = epoch.activation();
            // A receipt, or nobody left to wait for, ends all earlier authority; a wait ends it by arithmetic alone.
            if (active != null && !active.proof().equals(WAIT)) {
                fencedBy = active.at().millis();
                receipt = active.proof().equals(RECEIPTS);
            }
        }
        return bands;
    }

    private static Band band(
            GroupView group, EpochView epoch, MemberView holder, int lane, long unknown, long fenced, boolean receipt) {
        Epoch number = epoch.record().epoch();
        Timing timing = group.timing();
        long offset = offset(holder);
        long released = released(holder.lane(), number);
        long own = holder.lane().guards().untilMillis(number.value());
        Stored<Lease> lease = group.leases().get(number);
        long duration = lease == null ? timing.leaseMillis() : lease.value().durationMillis();
        long guard = timing.guardNanos(duration) / 1_000_000;
        long renewed = lease == null ? -1 : lease.seenMillis() - offset;
        long certain = Math.max(own, renewed < 0 ? -1 : renewed + guard);
        long known = certain < 0 ? unknown : certain;
        // The others wait from the renewal that they saw; of one that only the holder told of, from when it must have
        // been.
        long sent = Math.max(renewed, own < 0 ? -1 : own - guard);
        long outer = sent < 0 ? known : Math.max(known, sent + timing.waitNanos(duration) / 1_000_000);
        long from = epoch.record().at().millis();
        Activation active = epoch.activation();
        long end = Math.min(Math.min(known, released), fenced);
        // Of an epoch of which neither lease nor heartbeat was seen nothing is suspected either.
        long width = certain < 0 ? 0 : uncertainty(holder);
        long widest = Math.min(Math.min(outer, released) + width, fenced);
        return new Band(
                lane,
                number.value(),
                from,
                active == null ? Long.MAX_VALUE : Math.max(from, active.at().millis()),
                Math.max(from, end),
                Math.max(from, widest),
                offset,
                receipt);
    }

    /** When it said itself that it no longer leads that epoch. */
    private static long released(Lane lane, Epoch epoch) {
        boolean led = false;
        for (Lane.Span span : lane.spans()) {
            boolean leads =
                    span.epoch().equals(epoch) && (span.role() == Role.PRIMARY || span.role() == Role.PROMOTING);
            if (led && !leads) {
                return span.fromMillis();
            }
            led = led || leads;
        }
        return Long.MAX_VALUE;
    }

    /** This console's clock less the member's, as far as its fastest word showed it. */
    static long offset(MemberView member) {
        return member.clockOffsetMillis() == Long.MAX_VALUE ? 0 : member.clockOffsetMillis();
    }

    /** How much of that is not known: a clock may move so much within a lease, and a word takes its time on the way. */
    static long uncertainty(MemberView member) {
        return Timing.CLOCK_TOLERANCE_MILLIS + Math.max(0, member.rttMicros() / 1_000);
    }
}
