package dev.baton.lab.sim.search;

import dev.baton.lab.sim.search.Choice.Kind;
import dev.baton.lab.sim.search.Flight.Leg;
import dev.baton.lab.sim.search.SmallMember.Watch;
import dev.baton.lab.sim.search.SmallWorld.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * How a world may go on, and what then happens.
 *
 * <p>A tick has three turns: faults; the mail that is due; then the members' timers and whatever follows from them at once. Within a turn not
 * every order is tried. What is left out, and why nothing is lost by it:
 *
 * <ul>
 *   <li>Mail arrives before anything is carried out at the store or the log. Arriving touches its receiver alone and adds messages; carrying
 *       out touches the store or the log and adds messages: the two commute, and neither prevents the other. A piece of mail that is
 *       overtaken by what another one leads to is a late one, and costs a delay.
 *   <li>For the same reason mail for different members comes in one order: first to those whose guard is shut, then to those whose guard is
 *       open. So where one guard opens and another shuts at the same instant, both are seen open.
 *   <li>A watch shows the store as it is. That a change is shown before the next write and that it is shown after it are both tried: each write
 *       asks anew.
 *   <li>A process fails at the start of a tick or right after a step of its own: in between nothing touches it, and what is carried out of its
 *       requests meanwhile may be carried out just as well after it has failed. The store falls silent at the start of a tick or right after
 *       it has carried something out.
 * </ul>
 *
 * <p>{@link Work} says the same for requests. Members are not interchangeable, since rank goes by priority and id: there is no symmetry to
 * use.
 */
final class Turns {
    /** A heartbeat that others decide by is answered at once, at most this often within a tick. */
    private static final int ROUNDS = 3;
    /** Far more than can happen at one instant. */
    private static final int MOST_AT_ONCE = 500;

    private Turns() {}

    static List<Choice> choices(SmallWorld w) {
        List<Choice> all = new ArrayList<>(8);
        switch (w.stage) {
            case FAULTS -> Faults.choices(w, all);
            case MAIL -> {
                if (!Mail.due(w, all)) {
                    all.add(new Choice(Kind.PROCEED, 0));
                }
                Faults.amid(w, all);
            }
            case WORK -> {
                if (!Mail.due(w, all) && !Mail.fresh(w, all)) {
                    Work.choices(w, all);
                }
                Faults.amid(w, all);
            }
        }
        return all;
    }

    static void perform(SmallWorld w, Choice c) {
        if (!c.kind().fault()) {
            // Whoever steps by this choice may fail right after it; for everybody else that point is over.
            for (SmallMember m : w.members) {
                m.stepped = false;
            }
            w.storeStepped = false;
        }
        switch (c.kind()) {
            case PROCEED -> {
                if (w.stage == Stage.FAULTS) {
                    w.stage = Stage.MAIL;
                } else {
                    timers(w);
                    w.stage = Stage.WORK;
                }
            }
            case DELIVER, NOW -> Mail.deliver(w, c.index());
            case LOSE -> Mail.lose(w, c.index());
            case LATER -> Mail.later(w, c.index());
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
        Work.dropVoid(w);
        w.checkGuards();
        w.atOnce = c.kind() == Kind.ADVANCE ? 0 : w.atOnce + 1;
        if (w.atOnce > MOST_AT_ONCE) {
            w.violated("L1: the group goes round in circles without any time passing");
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
        }
    }
}
