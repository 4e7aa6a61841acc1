package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.FailoverMark;
import dev.baton.model.Leadership;
import org.jspecify.annotations.Nullable;

/**
 * Anti-flapping (protocol: Actions): within the cooldown after an automatic failover the next one needs an operator's acknowledgement, and
 * while an action is unfinished the cooldown does not age out. A planned move is neither counted nor blocked, nor is a member that takes
 * its own role back.
 */
final class Cooldown {
    static final long NONE = Long.MIN_VALUE;

    private Cooldown() {}

    /** Whether a grant with that cause to {@code s} would be an automatic failover. */
    static boolean automatic(MemberState s, Cause cause, Leadership replaced) {
        return switch (cause) {
            case CRASHED, HUNG, LEASE_EXPIRED ->
                !s.id.equals(replaced.holder()) && !Fencing.barred(s, replaced.holder());
            case INITIAL, VACATED, SWITCHOVER, FAILOVER, ROLLBACK, DRILL -> false;
        };
    }

    /** The mark that the next grant carries. */
    static @Nullable FailoverMark mark(MemberState s, Now now, Cause cause, Leadership replaced) {
        return automatic(s, cause, replaced)
                ? new FailoverMark(replaced.epoch().next(), s.stamp(now))
                : replaced.lastFailover();
    }

    /** Why the automatic failover that is due may not go ahead; null where it may. */
    static @Nullable String blocker(MemberState s, Now now, Cause cause) {
        return s.leadership != null && automatic(s, cause, s.leadership.value()) ? unacknowledged(s, now) : null;
    }

    /**
     * When the cooldown that blocks is over by this host's clocks, as far as the monotonic one tells; {@link #NONE} where none does, or
     * something else must come to an end too.
     */
    static long endNanos(MemberState s, Now now, Cause cause) {
        Leadership l = s.leadership == null ? null : s.leadership.value();
        if (l == null || l.lastFailover() == null || unfinished(s) != null || blocker(s, now, cause) == null) {
            return NONE;
        }
        long end = l.lastFailover().at().millis() + s.timing().cooldownMillis();
        return nanos(end - now.offsetMillis());
    }

    /** The first instant of the monotonic clock at which it shows that many whole milliseconds: division rounds towards 0. */
    static long nanos(long millis) {
        return millis > 0 ? millis * 1_000_000L : (millis - 1) * 1_000_000L + 1;
    }

    /** As {@link #blocker} for whatever cause may come, for the published readiness. */
    static @Nullable String unacknowledged(MemberState s, Now now) {
        FailoverMark last = s.leadership == null ? null : s.leadership.value().lastFailover();
        long cooldown = s.timing().cooldownMillis();
        if (last == null || cooldown == 0) {
            return null;
        }
        Epoch seen =
                s.acknowledged == null ? Epoch.NONE : s.acknowledged.value().epoch();
        boolean over = now.wallMillis() - last.at().millis() >= cooldown;
        String unfinished = unfinished(s);
        if (!last.epoch().isAfter(seen) || (over && unfinished == null)) {
            return null;
        }
        return "cooldown of " + cooldown / 1_000 + " s: epoch " + last.epoch()
                + " was an automatic failover, and no operator has acknowledged it"
                + (unfinished == null ? "" : "; " + unfinished);
    }

    /** What keeps the cooldown from ageing out, or null. Not to know an action, as a member that has just started may, is not to know that it has ended. */
    private static @Nullable String unfinished(MemberState s) {
        if (s.openAction == null) {
            return "whether an action is open is not known yet";
        }
        String id = s.openAction.value().id();
        Seen<ActionRecord> action = s.action;
        boolean ended = action != null
                && action.value().request().id().equals(id)
                && action.value().ended();
        return id == null || ended ? null : "action " + id + " is unfinished";
    }
}
