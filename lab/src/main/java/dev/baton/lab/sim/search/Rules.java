package dev.baton.lab.sim.search;

import dev.baton.protocol.Input;
import dev.baton.protocol.Member;
import dev.baton.protocol.MemberState;
import dev.baton.protocol.Now;
import dev.baton.protocol.Step;

/**
 * The parts of a world that a test may break to see that the search finds it: the defaults are the shipped core, a store that compares
 * every version, and a log whose replay comes after its fence.
 */
public interface Rules {
    /** The shipped rules. */
    Rules SHIPPED = new Rules() {};

    default Step step(MemberState state, Now now, Input input) {
        return Member.step(state, now, input);
    }

    /** Whether a write that expects a version is let through. {@code node}: lease, leadership, member, action or open-action. */
    default boolean expected(String node, int expected, int actual) {
        return expected == actual;
    }

    /** Whether a grant may create the record of an epoch that has one. */
    default boolean epochsAreImmutable() {
        return true;
    }

    /** Whether a promotion replays after it has fenced, and not before. */
    default boolean replaysAfterFence() {
        return true;
    }

    /** Whether the log refuses a writer that is not the last one that fenced. */
    default boolean logFences() {
        return true;
    }
}
