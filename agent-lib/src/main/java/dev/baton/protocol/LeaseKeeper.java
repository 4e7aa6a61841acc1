package dev.baton.protocol;

import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps the lease of the epoch that is held (spec: Lease.tla SendRenew, Answer, Reread, Demote, FromSend, LostIsNoNews, TieEpoch,
 * RefusedRereads, DFixed; Promise.tla Join).
 *
 * <p>A renewal is a compare-and-set on the version, every D/4; unanswered for D/8 it is repeated, which the store adapter sends over its
 * other connection. The guard counts from the sending of the very renewal that was answered. A refused renewal makes the holder read the
 * lease: with two connections it may have lost against its own unanswered renewal.
 */
final class LeaseKeeper {
    private static final int MAX_UNANSWERED = 4;
    private static final long REREAD_NANOS = 20_000_000L;

    private LeaseKeeper() {}

    static void drive(MemberState s, Now now) {
        Hold hold = s.hold;
        if (hold == null || s.phase instanceof Phase.Demoting) {
            return;
        }
        if (lost(s, now, hold)) {
            return;
        }
        if (s.phase instanceof Phase.HandingOver) {
            return; // The candidate's grant compares with the lease as it is: leave it alone.
        }
        if (!hold.guardOpen(now) && now.nanos() - hold.opening().graceUntilNanos() >= 0) {
            Demotion.begin(
                    s,
                    now,
                    "the guard ran out: no renewal was answered in time"
                            + (s.asks != null && s.asks.asking() ? ", and not every elector promised to wait" : ""),
                    true);
            return;
        }
        if (now.nanos() - hold.nextRenewNanos() >= 0 && !s.reads(Request.Why.REFUSED)) {
            renew(s, now, hold);
        }
    }

    /** Whether the store showed that the epoch is over; then the demotion has begun. */
    private static boolean lost(MemberState s, Now now, Hold hold) {
        if (Fencing.barred(s, s.id)) {
            Demotion.begin(s, now, Fencing.why(s), true);
            return true;
        }
        if (s.lease != null && s.lease.value().epoch().isAfter(hold.epoch())) {
            Lease l = s.lease.value();
            Demotion.begin(s, now, "epoch " + l.epoch() + " was granted to " + l.holder(), false);
            return true;
        }
        if (s.leadership != null && s.leadership.value().epoch().isAfter(hold.epoch())) {
            Demotion.begin(
                    s,
                    now,
                    "epoch " + s.leadership.value().epoch() + " was granted to "
                            + s.leadership.value().holder(),
                    false);
            return true;
        }
        if (s.lease != null
                && s.lease.value().heldBy(s.id, s.incarnation)
                && s.lease.value().epoch().equals(hold.epoch())) {
            s.hold = hold.leaseAt(s.lease.version());
        }
        return false;
    }

    static void renew(MemberState s, Now now, Hold hold) {
        long unanswered = s.requests.values().stream()
                .filter(Request.Renewal.class::isInstance)
                .count();
        long d = hold.durationMillis() * 1_000_000L;
        if (unanswered >= MAX_UNANSWERED) {
            s.hold = hold.renewAt(now.nanos() + d / 8, false);
            return;
        }
        Lease lease = new Lease(
                hold.epoch(),
                s.id,
                s.incarnation,
                hold.durationMillis(),
                electors(s),
                hold.renewing().count() + 1);
        long request = s.ask(new Request.Renewal(
                now.nanos(), now.offsetMillis(), hold.epoch().value()));
        s.hold = hold.renewAt(now.nanos() + d / 8, true);
        if (s.asks != null) {
            s.asks = s.asks.alsoAsk(lease.electors());
        }
        s.emit(new Effect.Renew(request, lease, hold.leaseVersion()));
    }

    static void answered(MemberState s, Now now, Request.Renewal r, Answer answer) {
        Hold hold = s.hold;
        if (hold == null || hold.epoch().value() != r.epoch()) {
            return; // An answer counts only for the epoch it was asked for.
        }
        if (!(answer instanceof Answer.Unknown)) {
            Promises.answered(s);
        }
        if (answer instanceof Answer.Applied a) {
            Hold next = hold.leaseAt(a.versions().get(0));
            if (r.sentNanos() - hold.opening().voidBeforeNanos() >= 0) {
                long end = r.sentNanos() + s.timing().guardNanos(hold.durationMillis());
                next = next.extended(new Hold.End(end, r.offsetMillis()));
            }
            s.hold = next.renewAt(r.sentNanos() + hold.durationMillis() * 1_000_000L / 4, false);
            openGuard(s, now);
            Promotion.proved(s, r.sentNanos());
        } else if (answer instanceof Answer.Refused && !s.reads(Request.Why.REFUSED)) {
            s.emit(new Effect.ReadLease(s.ask(new Request.LeaseRead(now.nanos(), Request.Why.REFUSED))));
        }
        // An answer that never came extends nothing and refutes nothing.
    }

    static void read(MemberState s, Now now, Input.LeaseRead in) {
        Lease lease = in.lease();
        Request asked = s.answered(in.request());
        if (asked instanceof Request.LeaseRead read) {
            Arming.leaseRead(s, now, read, lease);
        }
        if (lease != null) {
            Intake.lease(s, now, lease, in.version(), -1, now.nanos());
        }
        Hold hold = s.hold;
        if (hold == null || !(asked instanceof Request.LeaseRead r) || r.why() != Request.Why.REFUSED) {
            return;
        }
        if (lease == null) {
            s.hold = hold.renewAt(now.nanos() + REREAD_NANOS, false);
            return;
        }
        if (lease.heldBy(s.id, s.incarnation) && lease.epoch().equals(hold.epoch())) {
            s.hold = hold.leaseAt(in.version()).renewAt(now.nanos(), false);
        } else if (!(s.phase instanceof Phase.Demoting)) {
            Demotion.begin(s, now, "the lease is of epoch " + lease.epoch() + ", held by " + lease.holder(), false);
        }
    }

    /** Tells the guard how long it is open; only a member whose PRIMARY is acknowledged has one. */
    static void openGuard(MemberState s, Now now) {
        Hold hold = s.hold;
        if (s.phase instanceof Phase.Serving serving && hold != null && hold.guardOpen(now)) {
            s.emit(new Effect.OpenGuard(
                    hold.epoch(),
                    hold.guard().nanos(),
                    hold.guard().offsetMillis(),
                    hold.term().exclusiveFromNanos()));
            if (!serving.activated()) {
                s.phase =
                        new Phase.Serving(serving.proveFromNanos(), serving.sinceNanos(), serving.sinceMillis(), true);
                s.emit(new Effect.Activate(hold.epoch()));
            }
        }
    }

    /** All that are registered, have not retired and do not only watch: a new member becomes an elector by a later write of the lease. */
    static Set<MemberId> electors(MemberState s) {
        Set<MemberId> electors = new TreeSet<>();
        electors.add(s.id);
        for (Seen<MemberRecord> seen : s.members.values()) {
            MemberRecord record = seen.value();
            if (!record.retired() && !record.witness()) {
                electors.add(record.member());
            }
        }
        return electors;
    }
}
