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

    private Healing() {}

    /** What is wrong with where {@code from} leads; null where it heals, or nobody lives. {@code from} is not changed. */
    static @Nullable String trouble(SmallWorld from) {
        SmallWorld w = from.calmly();
        int end = w.tick + TICKS;
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
        for (SmallMember m : w.members) {
            if (m.alive) {
                return "L1: nobody serves " + TICKS + " ticks after the last fault has ended, though " + m.id
                        + " lives: " + w.store.leadership.state() + " of epoch " + w.store.leadership.epoch();
            }
        }
        return null;
    }

    private static boolean healed(SmallWorld w) {
        for (SmallMember m : w.members) {
            boolean serves = m.runs() && m.serving && !m.writesPaused && w.accepts(m.token);
            if (serves && m.guardOpen(w.nanos()) && w.stalled < 0) {
                return true;
            }
        }
        return false;
    }
}
