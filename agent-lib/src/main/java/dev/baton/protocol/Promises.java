package dev.baton.protocol;

import dev.baton.model.Epoch;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.PromiseAsk;
import dev.baton.model.PromiseWord;
import dev.baton.model.Timing;
import org.jspecify.annotations.Nullable;

/**
 * What happens while the store answers nobody (protocol: When the store stalls; spec: Promise.tla Ask, Give, Got, Refuse, Demote,
 * SendGrant, FromAsk, BlockInFlight, KnowsLater, Registered, Grace, Exempt, Forced; PromiseTakeover.tla GiveStray, EndPromise, Release, OwnRelease,
 * LastAsker, Forgets, AsksServing).
 *
 * <p>A store that elects a new leader is silent for a second, and failing over every group for that would be our outage, not the store's.
 * So a holder whose renewals go unanswered asks every elector, in its heartbeats, to ask for no grant for a while; its guard stays open while
 * every promise runs, each counted from the sending of its ask. One refusal or one silence, and it ends with the lease.
 */
final class Promises {
    private static final long ASK_AGAIN_NANOS = 50_000_000L;
    /** A read that the store has not answered for so long shows that it is silent for this member as well. */
    private static final long PROBE_NANOS = 30_000_000L;
    /** An answer of the store this young refutes that it is silent, whatever is asked. */
    static final long ANSWERED_NANOS = 60_000_000L;

    private Promises() {}

    /** The holder's turn: asks from when a renewal is overdue until one is answered. */
    static void drive(MemberState s, Now now) {
        release(s);
        Asks asks = s.asks;
        Hold hold = s.hold;
        long x = s.timing().promiseMillis();
        if (asks == null || hold == null || !(s.phase instanceof Phase.Serving) || x == 0) {
            return;
        }
        boolean due = asks.asking() ? now.nanos() - asks.nextNanos() >= 0 : overdue(s, now, hold);
        if (due) {
            s.asks = asks.ask(now, x, now.nanos() + ASK_AGAIN_NANOS);
            s.emit(new Effect.Beat());
            count(s, now);
        }
    }

    /** Whether a renewal has been unanswered for D/8. A refused one is an answer. */
    private static boolean overdue(MemberState s, Now now, Hold hold) {
        long limit = overdueNanos(hold);
        for (Request each : s.requests.values()) {
            if (each instanceof Request.Renewal && now.nanos() - each.sentNanos() >= limit) {
                return true;
            }
        }
        return false;
    }

    static long overdueNanos(Hold hold) {
        return hold.durationMillis() * 1_000_000L / 8;
    }

    /** The store answered a renewal, whichever way: nothing is asked any more. Promises that were given run on. */
    static void answered(MemberState s) {
        if (s.asks != null && s.asks.asking()) {
            s.asks = s.asks.quiet();
            s.emit(new Effect.Beat());
        }
    }

    /** Before HANDOVER or VACANT is sent, or after a clock jumped: no promise keeps the guard open any more. */
    static void forget(MemberState s) {
        if (s.asks != null) {
            s.asks = s.asks.forget().quiet();
        }
    }

    /** An elector's word came with its heartbeat. */
    static void heard(MemberState s, Now now, MemberStatus from) {
        PromiseWord word = from.promise();
        if (word != null && s.asks != null && s.hold != null) {
            got(s, now, from.member(), word);
        }
        PromiseAsk ask = from.ask();
        if (ask != null) {
            asked(s, now, from, ask);
        }
    }

    private static void got(MemberState s, Now now, MemberId by, PromiseWord word) {
        Asks asks = s.asks;
        Hold hold = s.hold;
        if (asks == null
                || hold == null
                || !word.to().equals(s.id)
                || !word.incarnation().equals(s.incarnation)
                || !word.epoch().equals(hold.epoch())) {
            return;
        }
        Asks.Sent sent = asks.sent().get(word.number());
        if (sent == null || sent.nanos() - hold.opening().voidBeforeNanos() < 0) {
            return;
        }
        if (!word.given()) {
            Transitions.blocked(s, now, "holding epoch " + hold.epoch() + " by the promise of " + by, word.reason());
            return;
        }
        long end = sent.nanos() + s.timing().guardNanos(sent.millis());
        s.asks = asks.promised(by, new Hold.End(end, sent.offsetMillis()));
        count(s, now);
    }

    /** The guard stays open while the promise of every elector runs: until the first of them ends. */
    private static void count(MemberState s, Now now) {
        Asks asks = s.asks;
        Hold hold = s.hold;
        if (asks == null || hold == null) {
            return;
        }
        // The holder itself asks for no grant while it holds; without another elector nobody can.
        Hold.End first =
                new Hold.End(now.nanos() + s.timing().guardNanos(s.timing().promiseMillis()), now.offsetMillis());
        for (MemberId elector : asks.electors()) {
            if (elector.equals(s.id)) {
                continue;
            }
            Hold.End end = asks.until().get(elector);
            if (end == null) {
                return;
            }
            if (end.nanos() - first.nanos() < 0) {
                first = end;
            }
        }
        if (first.nanos() - hold.opening().promises().nanos() > 0) {
            s.hold = hold.promised(first);
            LeaseKeeper.openGuard(s, now);
        }
    }

    /** The elector's turn: a word for each ask, given only if all of the protocol's conditions hold. */
    private static void asked(MemberState s, Now now, MemberStatus from, PromiseAsk ask) {
        PromiseWord last = s.promised.word();
        boolean repeated = last != null
                && last.number() >= ask.number()
                && last.to().equals(from.member())
                && last.incarnation().equals(from.incarnation())
                && last.epoch().equals(ask.epoch())
                && last.given();
        if (repeated) {
            return;
        }
        String refusal = refusal(s, now, ask);
        PromiseWord word = new PromiseWord(
                from.member(),
                from.incarnation(),
                ask.epoch(),
                ask.number(),
                refusal == null,
                refusal == null ? "asks for no grant" : refusal);
        s.promised = refusal == null
                ? s.promised.gave(word, now.nanos() + s.timing().waitNanos(ask.millis()))
                : s.promised.refused(word);
        if (!word.equals(last)) {
            s.emit(new Effect.Beat());
        }
    }

    private static @Nullable String refusal(MemberState s, Now now, PromiseAsk ask) {
        if (ask.millis() < 1 || ask.millis() > Timing.LONGEST_PROMISE_MILLIS) {
            return "asked for " + ask.millis() + " ms: expected 1 to " + Timing.LONGEST_PROMISE_MILLIS;
        }
        if (s.hold != null) {
            return "holds epoch " + s.hold.epoch();
        }
        if (s.leadership != null && s.leadership.value().epoch().isAfter(ask.epoch())) {
            return "has seen epoch " + s.leadership.value().epoch();
        }
        if (s.lease != null && s.lease.value().epoch().isAfter(ask.epoch())) {
            return "has seen epoch " + s.lease.value().epoch();
        }
        if (s.promised.given() && s.promised.epoch().isAfter(ask.epoch())) {
            // One asker is remembered, the last: what frees from the promise to an earlier one must not free from the
            // later (rule LastAsker).
            return "has promised " + s.promised.to() + " for epoch " + s.promised.epoch();
        }
        if (grantInFlight(s)) {
            return "its own request for a grant is unanswered";
        }
        if (!s.fresh) {
            return "has not read the lease since it registered";
        }
        return storeAnswers(s, now) ? "the store answers it" : null;
    }

    /** A grant that was asked for may still be applied, until a later version of the lease was seen (rule BlockInFlight). */
    static boolean grantInFlight(MemberState s) {
        return s.unansweredGrant >= 0 && (s.lease == null || s.lease.version() <= s.unansweredGrant);
    }

    /** Serves liveness only: while the store answers, the lease decides. Asks the store, unless a question is under way already. */
    private static boolean storeAnswers(MemberState s, Now now) {
        if (s.storeConnected == 0) {
            return false;
        }
        if (now.nanos() - s.storeAnsweredNanos < ANSWERED_NANOS) {
            return true;
        }
        for (Request each : s.requests.values()) {
            if (each instanceof Request.LeaseRead read && read.why() == Request.Why.PROBE) {
                return now.nanos() - read.sentNanos() < PROBE_NANOS;
            }
        }
        s.emit(new Effect.ReadLease(s.ask(new Request.LeaseRead(now.nanos(), Request.Why.PROBE))));
        return true;
    }

    /** A promise ends early only by the asker's own VACANT, which is final in its epoch, or a device's "off" for it. A HANDOVER may be an old one that was undone (spec:
     * PromiseTakeover.tla Release). */
    private static void release(MemberState s) {
        if (!s.promised.given() || s.leadership == null) {
            return;
        }
        Leadership l = s.leadership.value();
        boolean left = l.state() == LeadershipState.VACANT;
        if (Fencing.off(s, s.promised.to())) {
            s.promised = s.promised.released(); // Nothing of it runs any more that the promise could keep open.
            return;
        }
        if (left
                && s.promised.to() != null
                && s.promised.to().equals(l.holder())
                && s.promised.epoch().equals(l.epoch())) {
            s.promised = s.promised.released();
        }
    }

    /** Why no grant may be asked for now; null where none of the promises stands against it. */
    static @Nullable String blocker(MemberState s, Now now) {
        if (s.promised.runs(now)) {
            return "promised " + s.promised.to() + " to ask for no grant while it holds epoch " + s.promised.epoch();
        }
        boolean first = s.leadership != null && s.leadership.value().epoch().equals(Epoch.NONE);
        long longest = s.timing().waitNanos(Timing.LONGEST_PROMISE_MILLIS);
        if (!first && now.nanos() - s.startNanos < longest) {
            return "started less than " + Timing.LONGEST_PROMISE_MILLIS
                    + " ms ago: an earlier life may have promised to ask for no grant";
        }
        return null;
    }
}
