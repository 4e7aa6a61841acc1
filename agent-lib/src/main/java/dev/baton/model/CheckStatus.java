package dev.baton.model;

import java.util.List;

/**
 * One health check of a process, as it stands now.
 *
 * @param groups whose members it speaks for; empty for all that the process hosts
 * @param state what counts, after the check's thresholds; a single failure changes only {@code detail}
 * @param sinceMillis wall clock: since when it has been in this state; for FAILED the first of the failures that led there
 * @param detail what the last run found, in words
 * @param inARow how many of the last runs ended the way the last one did
 * @param runs since the start
 * @param failures how many of them failed
 * @param durationMicros how long the last run took; -1 before the first
 */
public record CheckStatus(
        String name,
        Kind kind,
        List<String> groups,
        State state,
        long sinceMillis,
        String detail,
        int inARow,
        long runs,
        long failures,
        long durationMicros) {
    /** What a failing check means. */
    public enum Kind {
        /** The process cannot recover by itself: its supervisor should end it. */
        LIVENESS,
        /** The process cannot serve now: its members are not ready, so none of them is eligible. */
        READINESS
    }

    /** Where a check stands. */
    public enum State {
        /** It has neither passed once nor failed often enough: a member is not ready yet, the process counts as live. */
        PENDING,
        OK,
        FAILED
    }

    public CheckStatus {
        groups = List.copyOf(groups);
    }

    /** Whether nothing is to be done about it: passed, or a liveness check that has not decided yet. */
    public boolean ok() {
        return state == State.OK || (state == State.PENDING && kind == Kind.LIVENESS);
    }

    /** Which check, since when and why, as one sentence. */
    public String words() {
        String at = Hlc.ZERO.tick(sinceMillis).instant().toString();
        return switch (state) {
            case OK -> "check " + name + " passes since " + at + ": " + detail;
            case FAILED -> "check " + name + " fails since " + at + ": " + detail;
            case PENDING -> "check " + name + " has not passed yet: " + detail;
        };
    }
}
