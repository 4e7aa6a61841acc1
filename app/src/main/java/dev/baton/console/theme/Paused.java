package dev.baton.console.theme;

import dev.baton.console.model.GroupView;
import dev.baton.model.Policy;
import org.jspecify.annotations.Nullable;

/** A pause of automatic failover in words: by whom, until when, why. Pure. */
public final class Paused {
    private Paused() {}

    /** Null where it is on. */
    public static @Nullable String words(GroupView group, long nowMillis) {
        Policy policy = group.policy() == null ? null : group.policy().value();
        if (policy == null || policy.pausedBecause(nowMillis) == null) {
            return null;
        }
        Policy.Pause pause = policy.pause();
        if (pause == null || pause.over(nowMillis)) {
            return Messages.of("paused.policy");
        }
        String until = pause.untilMillis() == null
                ? Messages.of("paused.open", pause.by())
                : Messages.of("paused.until", pause.by(), Words.clock(pause.untilMillis()));
        return pause.reason().isEmpty() ? until : Messages.of("paused.reason", until, pause.reason());
    }
}
