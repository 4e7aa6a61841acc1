package dev.baton.cli;

import dev.baton.console.model.GroupView;
import dev.baton.model.Policy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That automatic failover of a group is off, in {@code baton status --json}.
 *
 * @param by the operator, or {@code policy}
 * @param untilMs -1: until it is resumed
 * @param action that paused it; absent where the policy does
 */
record PauseLine(
        String by,
        String reason,
        long untilMs,
        @Nullable String until,
        @Nullable String action) {
    /** Null where it is on. */
    static @Nullable PauseLine of(GroupView group, long nowMillis) {
        Policy policy = group.policy() == null ? null : group.policy().value();
        if (policy == null || policy.pausedBecause(nowMillis) == null) {
            return null;
        }
        Policy.Pause pause = policy.pause();
        if (pause == null || pause.over(nowMillis)) {
            return new PauseLine("policy", "", -1, null, null);
        }
        Long until = pause.untilMillis();
        return new PauseLine(
                pause.by(),
                pause.reason(),
                until == null ? -1 : until,
                until == null ? null : Instant.ofEpochMilli(until).toString(),
                pause.action());
    }

    /** For a person. */
    String text() {
        return "automatic failover is off by " + by + (until == null ? ", until it is resumed" : ", until " + until)
                + (reason.isEmpty() ? "" : ": " + reason);
    }
}
