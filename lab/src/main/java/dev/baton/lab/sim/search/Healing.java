package dev.baton.lab.sim.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * L1, from a world onwards: nothing fails any more, and what lasts ends. Then a member that lives must serve within a bounded time, with an open
 * guard, in an epoch that the log does not bar.
 */
final class Healing {
    /** The longest that the core waits for anything without an operator, several times over. */
    static final int TICKS = 200;

    /** Whom a forced failover waits for, and then whoever misses the member that was to carry it out; a reinstatement waits longest. */
    static final int ACTION_TICKS = 900;

    private Healing() {}

    /** No operator leaves automatic failover off for good. */
    private static void resume(SmallWorld w) {
        if (w.store.policy.pause() != null) {
            w.store.policy = w.store.policy.paused(null);
            w.store.policyVersion++;
            w.changed();
        }
    }

    /** What is wrong with where {@code from} leads; null where it heals, or nobody lives. {@code from} is not changed. */
    static @Nullable String trouble(SmallWorld from) {
        SmallWorld w = from.calmly();
        resume(w);
        int end = w.tick + (from.bounds.switchovers() == 0 ? TICKS : ACTION_TICKS);
        while (w.tick < end) {
            List<Choice> choices = Turns.choices(w);
            Turns.perform(w, choices.get(0));
            if (w.violation != null) {
                return w.violation;
            }
            if (w.stage == SmallWorld.Stage.FAULTS && healed(w)) {
                return null;
            }
        }
        if (w.store.open.id() != null && anyoneMayServe(w)) {
            return "L1: the action is still open " + ACTION_TICKS + " ticks after the last fault has ended: "
                    + w.store.action;
        }
        for (SmallMember m : w.members) {
            if (m.alive && !w.store.members[m.index].fenced()) {
                return "L1: nobody serves " + TICKS + " ticks after the last fault has ended, though " + m.id
                        + " lives: " + w.store.leadership.state() + " of epoch " + w.store.leadership.epoch();
            }
        }
        return null;
    }

    private static boolean anyoneMayServe(SmallWorld w) {
        for (SmallMember m : w.members) {
            if (m.alive && !w.store.members[m.index].fenced()) {
                return true;
            }
        }
        return false;
    }

    private static boolean healed(SmallWorld w) {
        resume(w);
        if (w.store.open.id() != null) {
            return false;
        }
        for (SmallMember m : w.members) {
            boolean serves = m.runs() && m.serving && !m.writesPaused && w.accepts(m.token);
            if (serves && m.guardOpen(w.nanos()) && w.stalled < 0) {
                return true;
            }
        }
        return false;
    }
}
