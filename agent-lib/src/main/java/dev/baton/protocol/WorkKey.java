package dev.baton.protocol;

import dev.baton.model.PromiseWord;
import dev.baton.model.Timing;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Tells what a member is about: its phase, what it holds, what it has asked for and promised. */
class WorkKey extends ValueKey {
    private static final long TICK_SLACK_NANOS = 1_000_000L;

    WorkKey(StateKey.Frame frame, LongConsumer out) {
        super(frame, out);
    }

    /** The longest interval that an age of a lease, a link or a heartbeat is compared with, or that divides two of them. */
    static long horizon(MemberState s) {
        Timing t = s.timing();
        long longest = Math.max(
                t.waitNanos(Math.max(t.leaseMillis(), t.promiseMillis())), 3 * t.heartbeatMillis() * 1_000_000L);
        if (s.lease != null) {
            longest = Math.max(longest, t.waitNanos(s.lease.value().durationMillis()));
        }
        return longest + Suspicion.IN_FLIGHT_NANOS + TICK_SLACK_NANOS;
    }

    final void request(MemberState s, Request request) {
        put(request.sentNanos() - frame.now().nanos());
        if (request instanceof Request.Renewal r) {
            put(1);
            put(frame.now().offsetMillis() - r.offsetMillis());
            put(r.epoch());
            put(counts(s, r.sentNanos()) ? 1 : 0);
        } else if (request instanceof Request.Grant r) {
            put(2);
            put(frame.now().offsetMillis() - r.offsetMillis());
            lease(r.lease());
            leadership(r.leadership());
            maybe(r.action(), this::action);
        } else if (request instanceof Request.Lead r) {
            put(3);
            which(r.purpose());
            leadership(r.leadership());
            maybe(r.action(), this::action);
        } else if (request instanceof Request.LeaseRead r) {
            put(4);
            which(r.why());
            put(r.sentNanos() - s.arming.sinceNanos() >= 0 ? 1 : 0);
        } else if (request instanceof Request.LeadershipRead r) {
            put(5);
            which(r.why());
            put(r.sentNanos() - s.arming.sinceNanos() >= 0 ? 1 : 0);
        } else if (request instanceof Request.Act r) {
            put(6);
            action(r.action());
            put(r.closes() ? 1 : 0);
            maybe(r.change(), this::change);
        } else if (request instanceof Request.Activate) {
            put(7);
        } else {
            throw new IllegalStateException("request " + request.getClass().getName() + " has no key");
        }
    }

    private void change(Effect.Change change) {
        put(change.version());
        if (change instanceof Effect.Change.OfMember c) {
            record(c.record());
        } else if (change instanceof Effect.Change.OfPolicy c) {
            policy(c.policy());
        } else {
            throw new IllegalStateException("change " + change.getClass().getName() + " has no key");
        }
    }

    final void phase(MemberState s, Phase phase) {
        if (phase instanceof Phase.Standby) {
            put(1);
        } else if (phase instanceof Phase.Asking p) {
            put(2);
            epoch(p.epoch());
            which(p.cause());
            until(p.replacedUntilNanos());
        } else if (phase instanceof Phase.Promoting p) {
            put(3);
            which(p.cause());
            until(p.replacedUntilNanos());
            put(p.promoted() ? 1 : 0);
            put(p.receipt() ? 1 : 0);
            tries(s, p.tries());
            put(p.withActivation() ? 1 : 0);
            put(p.acknowledged() ? 1 : 0);
        } else if (phase instanceof Phase.Serving p) {
            put(p.activated() ? 4 : 8);
            put(p.proveFromNanos() == 0 ? 0 : 1);
            age(p.proveFromNanos(), 2 * horizon(s));
            boolean granted = s.leadership != null && s.leadership.value().action() != null;
            boolean tells = granted || s.untold != null;
            age(p.sinceNanos(), granted ? ActionEnd.FOLLOW_NANOS + 1 : tells ? Activating.FIRST_EFFECT_NANOS : 0);
            put(tells && s.marks == null ? 1 : 0);
        } else if (phase instanceof Phase.HandingOver p) {
            put(5);
            until(p.undoNanos());
            put(p.undoing() ? 1 : 0);
        } else if (phase instanceof Phase.Demoting p) {
            put(6);
            until(p.stopped() ? 0 : p.deadlineNanos());
            put(p.stopped() ? 1 : 0);
            put(p.vacate() ? 1 : 0);
        } else if (phase instanceof Phase.Closed) {
            put(7);
        } else {
            throw new IllegalStateException("phase " + phase.getClass().getName() + " has no key");
        }
    }

    private void tries(MemberState s, Phase.Tries t) {
        put(t.failed());
        put(t.retryNanos() == 0 ? 0 : 1);
        until(t.retryNanos());
        put(t.proveFromNanos() == 0 ? 0 : 1);
        age(t.proveFromNanos(), 2 * horizon(s));
    }

    final void hold(Hold h) {
        epoch(h.epoch());
        put(h.durationMillis());
        until(h.term().exclusiveFromNanos());
        put(frame.leaseVersion() - h.leaseVersion());
        put(frame.leadershipVersion() - h.leadershipVersion());
        until(h.nextRenewNanos());
        end(h.opening().lease());
        end(h.opening().promises());
        until(h.opening().graceUntilNanos());
    }

    /** When a guard, or a promise for it, ends; once it is over, by which clocks it was does not matter. */
    private void end(Hold.End e) {
        until(e.nanos());
        put(e.nanos() - frame.now().nanos() > 0 ? frame.now().offsetMillis() - e.offsetMillis() : 0);
    }

    /** Whether the answer to what was sent then may keep the guard open. */
    private static boolean counts(MemberState s, long sentNanos) {
        return s.hold != null && sentNanos - s.hold.opening().voidBeforeNanos() >= 0;
    }

    /** Of the asks those that a word may still answer in time. */
    final void asks(MemberState s, Asks a) {
        ids(new TreeSet<>(a.electors()));
        put(a.asking() ? 1 : 0);
        until(a.nextNanos());
        sorted(a.sent(), (number, sent) -> {
            if (lives(s, sent)) {
                put(a.number() - number);
                put(frame.now().nanos() - sent.nanos());
                put(frame.now().offsetMillis() - sent.offsetMillis());
                put(sent.millis());
                put(counts(s, sent.nanos()) ? 1 : 0);
            }
        });
        put(-1);
        sorted(a.until(), (member, end) -> {
            id(member);
            end(end);
        });
    }

    private boolean lives(MemberState s, Asks.Sent sent) {
        return sent.nanos() + s.timing().guardNanos(sent.millis()) - frame.now().nanos() > 0;
    }

    final void promised(MemberState s, Promised p) {
        boolean runs = p.runs(frame.now());
        put(runs ? 1 : 0);
        if (runs) {
            id(p.to());
            epoch(p.epoch());
            until(p.untilNanos());
        }
        PromiseWord word = p.word();
        Asks asker = word == null ? null : asker(word);
        Asks.Sent sent = word == null || asker == null ? null : asker.sent().get(word.number());
        boolean told = word != null && asker != null && sent != null && lives(s, sent);
        put(told ? 1 : 0);
        if (word != null && asker != null && told) {
            id(word.to());
            epoch(word.epoch());
            put(asker.number() - word.number());
            put(word.given() ? 1 : 0);
        }
    }

    /** What the holder that this word is for keeps of its asks; null once nobody holds that epoch any more, and the word is void. */
    private @Nullable Asks asker(PromiseWord word) {
        for (MemberState other : frame.group()) {
            if (other.id.equals(word.to())
                    && other.incarnation.equals(word.incarnation())
                    && other.hold != null
                    && other.hold.epoch().equals(word.epoch())) {
                return other.asks;
            }
        }
        return null;
    }

    final void arming(Arming a) {
        put(a.lease() ? 1 : 0);
        put(a.leadership() ? 1 : 0);
        until(a.armed() ? 0 : a.retryNanos());
    }

    final void run(MemberState s, ActionRun r) {
        text(r.id());
        which(r.stage());
        id(r.target());
        boolean proved =
                s.hold != null && s.hold.provedSince(r.fromNanos(), s.timing().guardNanos(s.hold.durationMillis()));
        put(proved ? 1 : 0);
        age(r.fromNanos(), 2 * horizon(s));
        until(r.deadlineNanos());
        put(r.pausedAt() == null ? 0 : 1);
        put(r.drainedAt() < 0 ? 0 : 1);
        position(r.drainedAt());
        put(r.failure() == null ? 0 : 1);
    }
}
