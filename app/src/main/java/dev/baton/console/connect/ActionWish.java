package dev.baton.console.connect;

import dev.baton.model.ActionKind;
import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants done to a group, before it is planned.
 *
 * @param target who is to become primary, or be fenced or reinstated; absent: the best eligible standby, or what {@code toEpoch} says
 * @param overrides as {@link dev.baton.model.ActionRequest#ALLOW_DATA_LOSS}
 * @param toEpoch of a rollback: back to who held the role before this epoch; absent: before the present one
 * @param pauseFor of a pause: how long; absent: until it is resumed
 */
public record ActionWish(
        ActionKind kind,
        @Nullable MemberId target,
        List<String> overrides,
        @Nullable Epoch toEpoch,
        @Nullable Duration pauseFor) {
    public ActionWish {
        overrides = List.copyOf(overrides);
    }

    public static ActionWish of(ActionKind kind, @Nullable MemberId target, String... overrides) {
        return new ActionWish(kind, target, List.of(overrides), null, null);
    }

    public static ActionWish switchover(@Nullable MemberId to) {
        return of(ActionKind.SWITCHOVER, to);
    }

    public static ActionWish rollback(@Nullable Epoch toEpoch) {
        return new ActionWish(ActionKind.ROLLBACK, null, List.of(), toEpoch, null);
    }

    public static ActionWish pause(@Nullable Duration length) {
        return new ActionWish(ActionKind.PAUSE, null, List.of(), null, length);
    }
}
