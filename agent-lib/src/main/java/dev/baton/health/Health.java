package dev.baton.health;

import dev.baton.model.CheckStatus;
import dev.baton.model.CheckStatus.Kind;
import dev.baton.model.GroupId;
import java.util.List;
import java.util.stream.Collectors;

/** All checks of a process at one moment. Immutable. */
public record Health(List<CheckStatus> checks) {
    /** No check, so nothing that could fail. */
    public static final Health NONE = new Health(List.of());

    public Health {
        checks = List.copyOf(checks);
    }

    /** Why members of {@code group} are not ready, each failing check with its beginning and reason; empty where none fails. */
    public String notReady(GroupId group) {
        if (checks.isEmpty()) {
            return ""; // Asked for each group with each tick.
        }
        return checks.stream()
                .filter(c -> c.kind() == Kind.READINESS && !c.ok())
                .filter(c -> c.groups().isEmpty() || c.groups().contains(group.value()))
                .map(CheckStatus::words)
                .collect(Collectors.joining("; "));
    }

    /** Why the process should be ended; empty where it should not. */
    public String notLive() {
        return checks.stream()
                .filter(c -> c.kind() == Kind.LIVENESS && !c.ok())
                .map(CheckStatus::words)
                .collect(Collectors.joining("; "));
    }
}
