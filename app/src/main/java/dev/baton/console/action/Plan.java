package dev.baton.console.action;

import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a switchover would do, before anybody does it.
 *
 * @param from the holder whose role moves; absent where the group has none, and then a check is BLOCKED
 * @param to who would become primary; absent where nobody is eligible, and then a check is BLOCKED
 * @param epoch and {@code leadershipVersion}: what the store held when this was planned; the start is refused if it holds another
 * @param pause the predicted write pause in words, with where it comes from; empty while there is nothing to predict from
 * @param ifItFails what happens when a step fails
 */
public record Plan(
        GroupId group,
        @Nullable MemberId from,
        @Nullable MemberId to,
        Epoch epoch,
        int leadershipVersion,
        List<Check> checks,
        String pause,
        String ifItFails) {
    public Plan {
        checks = List.copyOf(checks);
    }

    /** How one precondition stands. */
    public enum Level {
        OK,
        /** Allowed, but the operator should know. */
        WARN,
        BLOCKED
    }

    /** One precondition: the rule, and the value found. */
    public record Check(Level level, String rule, String value) {}

    public boolean blocked() {
        return checks.stream().anyMatch(check -> check.level() == Level.BLOCKED);
    }
}
