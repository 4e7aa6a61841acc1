package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What has moved between the plan that the operator read and the one that stands now: the confirmation was for the former. Pure. */
final class Moved {
    private Moved() {}

    /** Empty where it is still the same plan, whatever the ages in it. */
    static String between(Plan was, Plan is) {
        List<String> moved = new ArrayList<>();
        if (!was.epoch().equals(is.epoch())) {
            moved.add(Messages.of("act.moved.epoch", was.epoch(), is.epoch()));
        }
        if (!Objects.equals(was.from(), is.from())) {
            moved.add(Messages.of("act.moved.primary", name(was.from()), name(is.from())));
        }
        if (!Objects.equals(was.to(), is.to())) {
            moved.add(Messages.of("act.moved.target", name(was.to()), name(is.to())));
        }
        if (moved.isEmpty() && was.leadershipVersion() != is.leadershipVersion()) {
            moved.add(Messages.of("act.moved.version", was.leadershipVersion(), is.leadershipVersion()));
        }
        return String.join(Messages.of("words.comma"), moved);
    }

    private static String name(@Nullable Object member) {
        return member == null ? Messages.of("words.nobody") : member.toString();
    }
}
