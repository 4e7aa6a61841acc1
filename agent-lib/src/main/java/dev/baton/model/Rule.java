package dev.baton.model;

import java.util.Objects;

/**
 * One precondition of an action: "candidate lag", "at most 1000 records", "0 records".
 *
 * @param name the same in a plan, in a refusal and in the documentation
 */
public record Rule(String name, String expected, String actual, State state) {
    public Rule {
        Objects.requireNonNull(name, "name is missing");
        Objects.requireNonNull(expected, "expected is missing");
        Objects.requireNonNull(actual, "actual is missing");
        Objects.requireNonNull(state, "state is missing");
    }

    public enum State {
        OK,
        /** Allowed, but the operator must know. */
        WARN,
        BLOCKED
    }

    public static Rule of(String name, String expected, String actual, boolean holds) {
        return new Rule(name, expected, actual, holds ? State.OK : State.BLOCKED);
    }

    /** One that blocks nothing. */
    public static Rule advice(String name, String expected, String actual, boolean holds) {
        return new Rule(name, expected, actual, holds ? State.OK : State.WARN);
    }

    public boolean blocks() {
        return state == State.BLOCKED;
    }

    public Refusal refusal() {
        return new Refusal(name, expected, actual);
    }
}
