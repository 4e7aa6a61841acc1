package dev.baton.lab.sim.search;

import dev.baton.lab.sim.search.Choice.Kind;
import dev.baton.lab.sim.search.Flight.Leg;
import dev.baton.lab.sim.search.SmallMember.Watch;
import dev.baton.protocol.Answer;
import dev.baton.protocol.Input;
import java.util.List;

/** What arrives at a member: answers of the store, the log and its own resource, time-outs, and what the watch shows. */
final class Mail {
    private Mail() {}

    /** Index of a watch among the messages: below zero. */
    private static int watchOf(int member) {
        return -1 - member;
    }

    /** The first piece of mail that is due to a running member; false where there is none. */
    static boolean due(SmallWorld w, List<Choice> all) {
        for (SmallMember m : receivers(w)) {
            if (!m.runs() || (m.timerFirst && w.stage == SmallWorld.Stage.MAIL)) {
                continue;
            }
            for (int i = 0; i < w.flights.size(); i++) {
                Flight f = w.flights.get(i);
                if (f.member() != m.index || f.life() != m.life) {
                    continue;
                }
                boolean open = !f.errand().ofStore() || w.hears(m);
                if (f.leg() == Leg.READY && open) {
                    all.add(new Choice(Kind.DELIVER, i));
                    return true;
                }
                if (timedOut(w, f)) {
                    all.add(new Choice(Kind.DELIVER, i));
                    return true;
                }
            }
            if (m.watch == Watch.READY && w.hears(m)) {
                all.add(new Choice(Kind.DELIVER, watchOf(m.index)));
                return true;
            }
        }
        return false;
    }

    private static boolean losable(Flight f) {
        return f.awaited() || f.errand() instanceof Errand.Mark;
    }

    private static boolean timedOut(SmallWorld w, Flight f) {
        return f.awaited()
                && f.age() >= w.bounds.leaseTicks()
                && f.leg() != Leg.FRESH
                && f.leg() != Leg.WAITING
                && f.leg() != Leg.DEFERRED;
    }

    /** The first new message whose arrival is to be decided; false where there is none. */
    static boolean fresh(SmallWorld w, List<Choice> all) {
        for (SmallMember m : receivers(w)) {
            for (int i = 0; i < w.flights.size(); i++) {
                Flight f = w.flights.get(i);
                if (f.member() == m.index && f.leg() == Leg.FRESH) {
                    boolean now = m.runs() && (!f.errand().ofStore() || w.hears(m));
                    arrival(w, i, now, all);
                    if (w.left.loss() && losable(f)) {
                        all.add(new Choice(Kind.LOSE, i));
                    }
                    return true;
                }
            }
            if (m.watch == Watch.FRESH) {
                arrival(w, watchOf(m.index), w.hears(m), all);
                return true;
            }
        }
        return false;
    }

    /** In the order in which mail comes: those with an open guard, which it may shut, come last. */
    private static SmallMember[] receivers(SmallWorld w) {
        SmallMember[] all = new SmallMember[w.members.length];
        int n = 0;
        for (SmallMember m : w.members) {
            if (!m.guardOpen(w.nanos())) {
                all[n++] = m;
            }
        }
        for (SmallMember m : w.members) {
            if (m.guardOpen(w.nanos())) {
                all[n++] = m;
            }
        }
        return all;
    }

    private static void arrival(SmallWorld w, int index, boolean now, List<Choice> all) {
        if (now) {
            all.add(new Choice(Kind.NOW, index));
        }
        if (!now || w.left.delays() > 0) {
            all.add(new Choice(Kind.LATER, index));
        }
    }

    static void deliver(SmallWorld w, int index) {
        if (index < 0) {
            Watching.show(w, w.members[-1 - index]);
            return;
        }
        Flight f = w.flights.get(index);
        SmallMember m = w.members[f.member()];
        Input reply = f.reply();
        boolean open = !f.errand().ofStore() || w.hears(m);
        if (f.replied() && reply != null && open) {
            w.flights.remove(index);
            if (f.errand() instanceof Errand.Mark mark && reply instanceof Input.Promoted) {
                m.serving = mark.again();
            }
            Hands.step(w, m, reply);
            return;
        }
        w.tally.count(Seen.TIME_OUT);
        w.flights.remove(index);
        if (!f.replied() && f.leg() != Leg.GONE) {
            w.send(f.unawaited(Leg.ORPHAN));
        }
        Hands.step(w, m, timeOut(f));
    }

    private static Input timeOut(Flight f) {
        return switch (f.errand()) {
            case Errand.Write e -> new Input.Written(f.request(), new Answer.Unknown("no answer in time"));
            case Errand.ReadLease e -> new Input.LeaseRead(f.request(), null, -1);
            case Errand.ReadLeadership e -> new Input.LeadershipRead(f.request(), null, -1);
            case Errand.Register e -> throw new IllegalStateException("nobody waits for " + f);
            case Errand.Fence e -> throw new IllegalStateException("nobody waits for " + f);
            case Errand.Mark e -> throw new IllegalStateException("nobody waits for " + f);
            case Errand.Own e -> throw new IllegalStateException("nobody waits for " + f);
        };
    }

    static void lose(SmallWorld w, int index) {
        Flight f = w.flights.get(index);
        w.left = w.left.lost();
        if (f.errand() instanceof Errand.Mark mark) {
            Input unknown = new Input.PromotionFailed(mark.epoch(), "no answer to the marker");
            w.flights.set(index, f.reply(unknown).to(Leg.WAITING));
        } else {
            w.flights.set(
                    index, new Flight(f.member(), f.life(), f.request(), f.errand(), Leg.GONE, f.age(), true, null));
        }
    }

    static void later(SmallWorld w, int index) {
        boolean free;
        if (index < 0) {
            SmallMember m = w.members[-1 - index];
            m.watch = Watch.WAITING;
            free = !w.hears(m);
        } else {
            Flight f = w.flights.get(index);
            SmallMember m = w.members[f.member()];
            w.flights.set(index, f.to(Leg.WAITING));
            free = !(m.runs() && (!f.errand().ofStore() || w.hears(m)));
        }
        if (!free) {
            w.left = w.left.delayed();
        }
    }
}
