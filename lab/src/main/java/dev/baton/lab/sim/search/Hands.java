package dev.baton.lab.sim.search;

import dev.baton.model.Epoch;
import dev.baton.model.LeadershipState;
import dev.baton.protocol.Answer;
import dev.baton.protocol.Effect;
import dev.baton.protocol.Input;
import dev.baton.protocol.Step;

/** Steps a member and carries out what it asks for; carries out errands at the store and the log. */
final class Hands {
    private Hands() {}

    static void step(SmallWorld w, SmallMember m, Input input) {
        Step step = w.rules.step(m.state, w.now(), input);
        m.state = step.state();
        m.stepped = true;
        for (Effect effect : step.effects()) {
            run(w, m, effect);
        }
        w.checkGuards();
    }

    private static void run(SmallWorld w, SmallMember m, Effect effect) {
        switch (effect) {
            case Effect.Grant e -> ask(w, m, e.request(), new Errand.Write(e));
            case Effect.Renew e -> ask(w, m, e.request(), new Errand.Write(e));
            case Effect.Lead e -> ask(w, m, e.request(), new Errand.Write(e));
            case Effect.Activated e -> ask(w, m, e.request(), new Errand.Write(e));
            case Effect.WriteAction e -> ask(w, m, e.request(), new Errand.Write(e));
            case Effect.ReadLease e -> ask(w, m, e.request(), new Errand.ReadLease());
            case Effect.ReadLeadership e -> ask(w, m, e.request(), new Errand.ReadLeadership());
            case Effect.OpenGuard e -> {
                if (w.stalled >= 0 && e.untilNanos() > m.guardUntil) {
                    w.tally.count(Seen.GUARD_EXTENDED_IN_STALL);
                }
                m.guardEpoch = e.epoch().value();
                m.guardUntil = e.untilNanos();
                m.exclusiveFrom = e.exclusiveFromNanos();
            }
            case Effect.ShutGuard e -> m.guardUntil = Long.MIN_VALUE;
            case Effect.FenceAhead e -> w.log = w.log.fence(); // At once: its promotion fences again.
            case Effect.Promote e ->
                w.send(new Flight(
                        m.index,
                        m.life,
                        -1,
                        new Errand.Fence(e.epoch(), w.log.end()),
                        Flight.Leg.SENT,
                        0,
                        false,
                        null));
            case Effect.Activate e -> {
                m.activated = e.epoch().value();
                m.serving = true;
                m.writesPaused = false;
                w.tally.count(Seen.PRIMARY_ACKNOWLEDGED);
            }
            case Effect.Pause e -> {
                m.writesPaused = true;
                own(w, m, new Input.Drained(e.epoch(), w.log.end()));
            }
            case Effect.Resume e -> m.writesPaused = false;
            case Effect.Demote e -> {
                w.tally.count(Seen.DEMOTION);
                m.serving = false;
                m.token = -1;
                abandonPromotion(w, m);
                own(w, m, new Input.Demoted(e.epoch()));
            }
            case Effect.SelfFence e -> {
                w.tally.count(Seen.SELF_FENCE);
                crash(w, m);
            }
            case Effect.FenceOff e -> own(w, m, new Input.FencedOff(e.action(), null, "no fence device"));
            case Effect.Rejoin e -> own(w, m, new Input.Rejoined(e.fencedIn(), true, 0, ""));
            case Effect.Prepare e -> {} // All are hot here.
            case Effect.Emit e -> {}
            case Effect.Beat e -> m.beat = true;
            case Effect.Closed e -> {}
        }
    }

    private static void ask(SmallWorld w, SmallMember m, long request, Errand errand) {
        w.send(new Flight(m.index, m.life, request, errand, Flight.Leg.SENT, 0, true, null));
    }

    private static void own(SmallWorld w, SmallMember m, Input reply) {
        w.send(new Flight(m.index, m.life, -1, new Errand.Own(), Flight.Leg.FRESH, 0, false, reply));
    }

    /** What is under way to the log may still arrive there; its reply is of no interest any more. */
    private static void abandonPromotion(SmallWorld w, SmallMember m) {
        for (int i = w.flights.size() - 1; i >= 0; i--) {
            Flight f = w.flights.get(i);
            if (f.member() != m.index || f.life() != m.life || f.errand().ofStore()) {
                continue;
            }
            if (f.replied() || f.errand() instanceof Errand.Own) {
                w.flights.remove(i);
            } else {
                w.flights.set(i, f.unawaited(Flight.Leg.ORPHAN));
            }
        }
    }

    static void crash(SmallWorld w, SmallMember m) {
        m.crash();
        for (int i = w.flights.size() - 1; i >= 0; i--) {
            Flight f = w.flights.get(i);
            if (f.member() != m.index) {
                continue;
            }
            switch (f.leg()) {
                case SENT, DEFERRED, DUE, ORPHAN -> w.flights.set(i, f.unawaited(Flight.Leg.ORPHAN));
                case FRESH, WAITING, READY, GONE -> w.flights.remove(i);
            }
        }
    }

    static void restart(SmallWorld w, SmallMember m) {
        m.restart();
        w.send(new Flight(m.index, m.life, -1, new Errand.Register(m.record()), Flight.Leg.SENT, 0, false, null));
        step(w, m, new Input.StoreLink(2, 2));
    }

    /** The store or the log carries out the errand of the i-th message. */
    static void apply(SmallWorld w, int i) {
        Flight f = w.flights.get(i);
        SmallMember m = w.members[f.member()];
        w.storeStepped = f.errand().ofStore();
        switch (f.errand()) {
            case Errand.Write e -> replied(w, i, f, new Input.Written(f.request(), write(w, m, f, e.effect())));
            case Errand.ReadLease e ->
                replied(w, i, f, new Input.LeaseRead(f.request(), w.store.lease, w.store.leaseVersion));
            case Errand.ReadLeadership e ->
                replied(w, i, f, new Input.LeadershipRead(f.request(), w.store.leadership, w.store.leadershipVersion));
            case Errand.Register e -> {
                w.flights.remove(i);
                w.store.register(f.member(), e.record());
                w.changed();
            }
            case Errand.Fence e -> fence(w, m, i, f, e);
            case Errand.Mark e -> mark(w, m, i, f, e);
            case Errand.Own e -> throw new IllegalStateException("nothing to carry out: " + f);
        }
    }

    private static void replied(SmallWorld w, int i, Flight f, Input reply) {
        if (f.leg() != Flight.Leg.ORPHAN) {
            w.flights.set(i, f.reply(reply));
        } else if (f.awaited()) {
            w.flights.set(i, f.to(Flight.Leg.GONE));
        } else {
            w.flights.remove(i);
        }
    }

    private static Answer write(SmallWorld w, SmallMember m, Flight f, Effect effect) {
        LeadershipState before = w.store.leadership.state();
        Answer answer = w.store.apply(m.index, effect);
        boolean applied = answer instanceof Answer.Applied;
        if (applied) {
            w.changed();
        }
        if (effect instanceof Effect.Grant e) {
            if (applied) {
                granted(w, m, f, e.epoch().epoch());
            } else {
                w.tally.count(Seen.GRANT_REFUSED);
            }
        } else if (effect instanceof Effect.Renew && !applied) {
            w.tally.count(Seen.RENEWAL_REFUSED);
        } else if (effect instanceof Effect.Lead e && applied) {
            led(w, before, e);
        }
        return answer;
    }

    private static void granted(SmallWorld w, SmallMember m, Flight f, Epoch epoch) {
        w.tally.count(
                switch ((int) epoch.value()) {
                    case 2 -> Seen.EPOCH_2;
                    case 3 -> Seen.EPOCH_3;
                    default -> Seen.LATER_EPOCHS;
                });
        if (f.leg() == Flight.Leg.ORPHAN) {
            w.tally.count(Seen.GRANT_BY_ORPHAN);
        }
        w.granted(m, f.life(), epoch);
        w.beyond |= epoch.value() > w.bounds.epochs();
    }

    private static void led(SmallWorld w, LeadershipState before, Effect.Lead e) {
        switch (e.leadership().state()) {
            case HANDOVER -> w.tally.count(Seen.HANDOVER);
            case VACANT -> w.tally.count(Seen.VACANT);
            case PRIMARY -> {
                if (before == LeadershipState.HANDOVER) {
                    w.tally.count(Seen.UNDO);
                }
            }
            case PROMOTING -> throw new IllegalStateException("only a grant promotes: " + e);
        }
    }

    private static void fence(SmallWorld w, SmallMember m, int i, Flight f, Errand.Fence e) {
        w.log = w.log.fence();
        boolean here = m.alive && m.life == f.life() && f.leg() != Flight.Leg.ORPHAN;
        if (!here) {
            w.flights.remove(i);
            return;
        }
        long epoch = e.epoch().value();
        boolean again = m.activated == epoch;
        m.token = w.log.token();
        m.resourceEpoch = epoch;
        if (w.log.highest() > epoch) {
            w.tally.count(Seen.PROMOTION_REFUSED);
            w.flights.set(i, f.reply(new Input.PromotionRefused(e.epoch(), new Epoch(w.log.highest()), "the log")));
            return;
        }
        long replayed = w.rules.replaysAfterFence() ? w.log.end() : e.endWhenAsked();
        Errand next = new Errand.Mark(e.epoch(), m.token, replayed, again);
        w.flights.set(i, new Flight(f.member(), f.life(), -1, next, Flight.Leg.SENT, 0, false, null));
    }

    private static void mark(SmallWorld w, SmallMember m, int i, Flight f, Errand.Mark e) {
        boolean accepted = w.accepts(e.token());
        if (accepted) {
            w.append(e.epoch().value());
        } else {
            w.tally.count(Seen.MARKER_REFUSED);
        }
        if (f.leg() == Flight.Leg.ORPHAN) {
            w.flights.remove(i);
        } else if (accepted) {
            if (e.replayed() < w.log.acknowledged()) {
                w.violated("S3: " + m.id + " takes over at position " + e.replayed() + ", but writes up to "
                        + w.log.acknowledged() + " were acknowledged");
            }
            w.flights.set(i, f.reply(new Input.Promoted(e.epoch(), w.log.end(), w.bounds.receipts())));
        } else {
            w.flights.set(i, f.reply(new Input.ResourceFenced(e.epoch(), "fenced while promoting")));
        }
    }
}
