package dev.baton.console.action;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator wants done, before it is planned.
 *
 * @param target who is to become primary, or be fenced or reinstated; absent: the best eligible standby, or what {@code toEpoch} says
 * @param overrides as {@link ActionRequest#ALLOW_DATA_LOSS}
 * @param toEpoch of a rollback: back to who held the role before this epoch; absent: before the present one
 * @param pauseFor of a pause: how long; absent: until it is resumed
 */
public record Wish(
        ActionKind kind,
        @Nullable MemberId target,
        List<String> overrides,
        @Nullable Epoch toEpoch,
        @Nullable Duration pauseFor) {
    public Wish {
        overrides = List.copyOf(overrides);
    }

    public static Wish of(ActionKind kind, @Nullable MemberId target) {
        return new Wish(kind, target, List.of(), null, null);
    }

    /** The same with these overrides alone. */
    Wish overriding(List<String> some) {
        return new Wish(kind, target, some, toEpoch, pauseFor);
    }

    /** Whether the plan picks the candidate. */
    boolean picks() {
        return kind == ActionKind.SWITCHOVER && target == null;
    }

    Wish onto(MemberId candidate) {
        return new Wish(kind, candidate, overrides, toEpoch, pauseFor);
    }

    boolean overrides(String name) {
        return overrides.contains(name);
    }

    /** What may be overridden in an action of that kind, in the order in which it is offered. */
    static List<String> offered(ActionKind kind) {
        return switch (kind) {
            case FAILOVER -> List.of(ActionRequest.ALLOW_DATA_LOSS);
            case FENCE -> List.of(ActionRequest.POWER_OFF, ActionRequest.CONFIRM_OFF);
            case SWITCHOVER, REINSTATE, ROLLBACK, PAUSE, RESUME, DRILL -> List.of();
        };
    }
}
