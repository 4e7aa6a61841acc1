package dev.baton.lab.sim.search;

import dev.baton.lab.sim.search.Choice.Kind;
import dev.baton.lab.sim.search.Flight.Leg;
import dev.baton.lab.sim.search.SmallMember.Watch;
import dev.baton.lab.sim.search.SmallWorld.Stage;
import dev.baton.protocol.Answer;
import dev.baton.protocol.Input;
import java.util.ArrayList;
import java.util.List;

/**
 * How a world may go on, and what then happens.
 *
 * <p>A tick has three turns: faults; the mail that is due; then the members' timers and whatever follows from them at once. Within a turn not
 * every order is tried. What is left out, and why nothing is lost by it:
 *
 * <ul>
 *   <li>A message for one member arrives before anything is carried out at the store or the log. Arriving touches that member alone and adds
 *       messages; carrying out touches the store or the log and adds messages: the two commute, and neither prevents the other. For the
 *       same reason mail for different members comes in one order. A guard may open in one and shut in the other: then the two are at
 *       the same instant without a cause between them, and the order that is left out is found with the later one a tick late.
 *   <li>A watch shows the store as it is. That a change is shown before the next write and that it is shown after it are both tried: each write
 *       asks anew.
 *   <li>A crash or a pause comes at the start of a tick or between two pieces of mail. Between two steps of a tick's work it would be the same as at the start of
 *       the next tick with the member's mail late, except that the guard counts as open for longer: what it finds, that finds too.
 *   <li>Whether an answer is lost is decided when it is due, not when it is sent: until then nobody can tell.
 * </ul>
 *
 * <p>Members are not interchangeable, since rank goes by priority and id: there is no symmetry to use.
 */
final class Turns {
    /** A heartbeat that others decide by is answered at once, at most this often within a tick. */
    private static final int ROUNDS = 3;

    private Turns() {}

    static List<Choice> choices(SmallWorld w) {
        List<Choice> all = new ArrayList<>(8);
        switch (w.stage) {
            case FAULTS -> Faults.choices(w, all);
            case MAIL -> {
                if (!mail(w, all)) {
                    all.add(new Choice(Kind.PROCEED, 0));
                }
                Faults.amidMail(w, all);
            }
            case WORK -> {
                if (!mail(w, all) && !fresh(w, all)) {
                    Work.choices(w, all);
                }
            }
        }
        return all;
    }

    static void perform(SmallWorld w, Choice c) {
        switch (c.kind()) {
            case PROCEED -> {
                if (w.stage == Stage.FAULTS) {
                    w.stage = Stage.MAIL;
                } else {
                    timers(w);
                    w.stage = Stage.WORK;
                }
            }
            case DELIVER, NOW -> deliver(w, c.index());
            case LOSE -> lose(w, c.index());
            case LATER -> later(w, c.index());
            case DEFER -> {
                w.left = w.left.delayed();
                w.flights.set(c.index(), w.flights.get(c.index()).to(Leg.DEFERRED));
            }
            case APPLY -> Hands.apply(w, c.index());
            case ORPHAN -> {
                w.left = w.left.lost();
                w.flights.set(c.index(), w.flights.get(c.index()).to(Leg.ORPHAN));
            }
            case ADVANCE -> advance(w);
            case CRASH,
                    RESTART,
                    PAUSE,
                    PAUSE_HOLDING,
                    RESUME,
                    RESUME_TIMER_FIRST,
                    STALL,
                    END_STALL,
                    DEAF,
                    END_DEAF,
                    MUTE,
                    END_MUTE,
                    SWITCHOVER -> Faults.perform(w, c);
        }
        if (c.kind() == Kind.DELIVER || c.kind() == Kind.LOSE || c.kind() == Kind.PROCEED) {
            // Only the member of this very step may fail between it and the next.
            for (SmallMember m : w.members) {
                m.stepped &= w.stage == Stage.MAIL && c.kind() == Kind.DELIVER && m.index == w.delivered;
            }
        }
        Work.dropVoid(w);
        w.checkGuards();
    }

    /** Index of a watch among the messages: below zero. */
    private static int watchOf(int member) {
        return -1 - member;
    }

    /** The first piece of mail that is due to a running member; false where there is none. */
    private static boolean mail(SmallWorld w, List<Choice> all) {
        for (SmallMember m : w.members) {
            if (!m.runs() || (m.timerFirst && w.stage == Stage.MAIL)) {
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
                    if (w.left.loss() && losable(f)) {
                        all.add(new Choice(Kind.LOSE, i));
                    }
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
        return f.awaited() && f.age() >= w.bounds.leaseTicks() && f.leg() != Leg.FRESH && f.leg() != Leg.WAITING;
    }

    /** The first new message whose arrival is to be decided; false where there is none. */
    private static boolean fresh(SmallWorld w, List<Choice> all) {
        for (int i = 0; i < w.flights.size(); i++) {
            Flight f = w.flights.get(i);
            if (f.leg() == Leg.FRESH) {
                SmallMember m = w.members[f.member()];
                boolean now = m.runs() && (!f.errand().ofStore() || w.hears(m));
                arrival(w, i, now, all);
                return true;
            }
        }
        for (SmallMember m : w.members) {
            if (m.watch == Watch.FRESH) {
                arrival(w, watchOf(m.index), w.hears(m), all);
                return true;
            }
        }
        return false;
    }

    private static void arrival(SmallWorld w, int index, boolean now, List<Choice> all) {
        if (now) {
            all.add(new Choice(Kind.NOW, index));
        }
        if (!now || w.left.delays() > 0) {
            all.add(new Choice(Kind.LATER, index));
        }
    }

    private static void deliver(SmallWorld w, int index) {
        if (index < 0) {
            w.delivered = -1 - index;
            Watching.show(w, w.members[w.delivered]);
            return;
        }
        Flight f = w.flights.get(index);
        SmallMember m = w.members[f.member()];
        w.delivered = f.member();
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

    private static void lose(SmallWorld w, int index) {
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

    private static void later(SmallWorld w, int index) {
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

    private static void advance(SmallWorld w) {
        w.tick++;
        for (int i = w.flights.size() - 1; i >= 0; i--) {
            Flight f = w.flights.get(i);
            Leg next =
                    switch (f.leg()) {
                        case SENT, DUE, DEFERRED -> Leg.DUE;
                        case FRESH, WAITING, READY -> Leg.READY;
                        case ORPHAN -> Leg.ORPHAN;
                        case GONE -> Leg.GONE;
                    };
            boolean over = !f.awaited()
                    && (f.leg() == Leg.GONE || (f.leg() == Leg.ORPHAN && f.age() >= w.bounds.orphanTicks()));
            if (over) {
                w.flights.remove(i);
            } else {
                w.flights.set(i, f.older(next));
            }
        }
        for (SmallMember m : w.members) {
            if (m.watch == Watch.WAITING || m.watch == Watch.FRESH) {
                m.watch = Watch.READY;
            }
            m.paused += m.paused < 0 ? 0 : 1;
            m.deaf = longer(w, m.deaf);
            m.mute = longer(w, m.mute);
            m.stepped = false;
        }
        w.stalled = longer(w, w.stalled);
        w.stage = Stage.FAULTS;
        w.cursor = 0;
    }

    private static int longer(SmallWorld w, int ticks) {
        return ticks < 0 || ticks + 1 >= w.bounds.stallTicks() ? -1 : ticks + 1;
    }

    /** The members' timers, then their heartbeats. */
    private static void timers(SmallWorld w) {
        for (SmallMember m : w.members) {
            Serving.tellGone(w, m);
        }
        for (SmallMember m : w.members) {
            Serving.write(w, m);
        }
        for (SmallMember m : w.members) {
            m.timerFirst = false;
            if (m.runs()) {
                m.beat = true;
                Hands.step(w, m, Serving.tick(w));
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            Serving.beats(w);
        }
        for (SmallMember m : w.members) {
            m.beat = false;
            m.stepped = false;
        }
    }
}
