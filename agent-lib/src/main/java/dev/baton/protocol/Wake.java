package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.Timing;

/**
 * When a member must step although nothing comes in: the earliest instant at which a step could decide anything that it could not decide at
 * {@code nanos}. An early wake does no harm; a late one delays what is due.
 *
 * <p>Only what waits for time is here. What waits for an answer, a watch or a peer is woken by that input, so a deadline that has passed and
 * is still not acted on counts for nothing. What the resource may change is looked for.
 */
final class Wake {
    /**
     * At the latest. Looks at the resource and the clocks, and must stay well below {@link Member#OWN_PAUSE_NANOS}, or each tick would look
     * like a pause.
     */
    static final long IDLE_NANOS = 50_000_000L;
    /** While the resource may change what is decided: only a tick shows how it is. */
    private static final long LOOK_NANOS = 2_000_000L;
    /** While nobody serves: the record is nearly always there already, and only not looked at. */
    private static final long LAST_RECORD_NANOS = 300_000L;
    /** What this step left to the next one. */
    static final long SOON_NANOS = 100_000L;

    private final MemberState s;
    private final long nanos;
    private long wake = IDLE_NANOS;

    private Wake(MemberState s, long nanos) {
        this.s = s;
        this.nanos = nanos;
    }

    static long nanos(MemberState s, long nanos) {
        Wake w = new Wake(s, nanos);
        if (s.hold != null) {
            w.holder(s.hold);
        } else if (s.phase instanceof Phase.Standby) {
            w.standby();
        }
        w.arming();
        w.peers();
        w.action();
        return w.wake;
    }

    private void at(long due) {
        long left = due - nanos;
        if (left > 0 && left < wake) {
            wake = left;
        }
    }

    private void within(long left) {
        wake = Math.min(wake, left);
    }

    private void holder(Hold hold) {
        Phase phase = s.phase;
        if (phase instanceof Phase.Demoting d) {
            at(d.deadlineNanos());
            return;
        }
        if (phase instanceof Phase.HandingOver h) {
            at(h.undoNanos());
            return;
        }
        at(Math.max(hold.guard().nanos() - nanos, hold.opening().graceUntilNanos() - nanos) + nanos);
        if (s.unready != null) {
            at(s.unready.sinceNanos() + Readiness.limitNanos(s));
        }
        if (!s.reads(Request.Why.REFUSED)) {
            due(hold.nextRenewNanos());
        }
        if (phase instanceof Phase.Promoting p) {
            if (!p.promoted() && p.tries().retryNanos() != 0) {
                at(p.tries().retryNanos());
            } else if (p.promoted()) {
                at(p.replacedUntilNanos());
            }
        } else if (phase instanceof Phase.Serving
                && s.asks != null
                && s.timing().promiseMillis() != 0) {
            promises(hold, s.asks);
        }
    }

    /** Nothing but the step's own order keeps what is due from being done. */
    private void due(long due) {
        within(Math.max(SOON_NANOS, due - nanos));
    }

    private void promises(Hold hold, Asks asks) {
        if (asks.asking()) {
            at(asks.nextNanos());
            return;
        }
        for (Request each : s.requests.values()) {
            if (each instanceof Request.Renewal) {
                at(each.sentNanos() + Promises.overdueNanos(hold));
            }
        }
    }

    private void standby() {
        if (s.closing) {
            within(SOON_NANOS);
            return;
        }
        Seen<Lease> lease = s.lease;
        if (lease != null) {
            at(Occasion.leaseEnd(s));
            at(lease.nanos()
                    + s.timing().suspectMillis() * 1_000_000L); // Before, a HUNG holder's renewal is too young.
        }
        MemberId holder = s.leadership == null ? null : s.leadership.value().holder();
        Seen<MemberRecord> record = holder == null ? null : s.members.get(holder);
        if (record != null && record.value().fenced()) {
            at(Fencing.overdueNanos(s, record));
        }
        if (s.policy != null) {
            at(s.startNanos + s.policy.value().bootstrapMillis() * 1_000_000L);
        }
        if (s.trigger != null) {
            election(s.trigger);
        } else if (Candidate.awaitsLastRecord(s)) {
            within(LAST_RECORD_NANOS);
        }
    }

    /** When no promise, and no life before this one, keeps this member from asking any more. */
    private void mayAsk() {
        at(s.promised.untilNanos());
        at(s.startNanos + s.timing().waitNanos(Timing.LONGEST_PROMISE_MILLIS));
    }

    private void election(Trigger trigger) {
        at(s.askNotBeforeNanos);
        mayAsk();
        Now now = new Now(nanos, nanos / 1_000_000L + s.lastOffsetMillis);
        long cooldown = Cooldown.endNanos(s, now, trigger.cause());
        Long paused = s.policy == null || s.policy.value().pause() == null
                ? null
                : s.policy.value().pause().untilMillis();
        if (paused != null) {
            wall(paused);
        }
        if (cooldown != Cooldown.NONE) {
            // By the wall clock, whose milliseconds begin at another instant.
            within(cooldown - nanos > 0 ? cooldown - nanos : 1_000_000L);
        }
        if (Election.waitsForResource(s, now, trigger)) {
            within(LOOK_NANOS);
            at(trigger.sinceNanos() + Eligibility.rank(s, now) * Election.RANK_NANOS);
        }
    }

    private void arming() {
        if (Arming.waits(s)) {
            due(s.arming.retryNanos());
        }
    }

    private void peers() {
        boolean silenceCounts = s.arming.armed();
        if (!silenceCounts && s.trigger == null) {
            return;
        }
        Timing t = s.timing();
        long slow = 3 * t.heartbeatMillis() * 1_000_000L + 1;
        long suspect = t.suspectMillis() * 1_000_000L + 1;
        for (Peer peer : s.peers.values()) {
            if (peer.status() == null) {
                continue;
            }
            if (silenceCounts) {
                long from = Math.max(peer.heardNanos() - nanos, s.suspectFloorNanos - nanos) + nanos;
                at(from + slow);
                at(from + suspect);
            }
            if (s.trigger != null) {
                at(peer.heardNanos() + suspect); // From then on what it says counts for nothing.
            }
        }
    }

    /** Whose turn it is to carry an action out, or to end it, follows from who is heard, and from the wall clock. */
    private void turns() {
        Seen<ActionRecord> action = s.openAction();
        if (action == null) {
            return;
        }
        long suspect = s.timing().suspectMillis() * 1_000_000L + 1;
        for (Peer peer : s.peers.values()) {
            if (peer.status() != null) {
                at(peer.heardNanos() + suspect);
            }
        }
        MemberId target = action.value().request().target();
        if (target != null) {
            at(Stray.lostNanos(s, target));
        }
        MemberId runner = action.value().former();
        if (runner != null && !runner.equals(target)) {
            at(Stray.lostNanos(s, runner));
        }
        ActionRequest request = action.value().request();
        wall(request.expiresAt() + Stray.GRACE_MILLIS + 1);
        if (Licence.waits(s, action.value())) { // Its rules are asked all the while.
            wall(request.expiresAt() + 1);
            if (request.untilMillis() != null) {
                wall(request.untilMillis());
            }
        }
    }

    /** By the wall clock, whose milliseconds begin at another instant. */
    private void wall(long millis) {
        long left = Cooldown.nanos(millis - s.lastOffsetMillis) - nanos;
        if (left > 0) {
            within(left);
        }
    }

    private void action() {
        ActionRun run = s.run;
        if (run != null) {
            at(run.deadlineNanos());
            if (s.hold != null && run.stage() == ActionRun.Stage.CATCHING_UP) {
                at(s.hold.term().exclusiveFromNanos());
            }
            if (run.stage() == ActionRun.Stage.RETURNING) {
                within(LOOK_NANOS);
                mayAsk();
            }
            if (run.fromNanos() - s.lastNanos >= 0) {
                within(SOON_NANOS); // A stage has just begun: it may be over already.
            }
        }
        if (s.openAction == null || s.openAction.value().id() == null) {
            return;
        }
        turns();
        if (s.phase instanceof Phase.Serving serving) {
            at(serving.sinceNanos() + ActionEnd.FOLLOW_NANOS + 1);
            at(serving.sinceNanos() + Activating.FIRST_EFFECT_NANOS);
        } else if (Candidate.waitsForResource(s)) {
            within(LOOK_NANOS);
        }
    }
}
