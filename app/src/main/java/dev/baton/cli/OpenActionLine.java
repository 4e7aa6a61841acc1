package dev.baton.cli;

import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.StoreLayout;
import org.jspecify.annotations.Nullable;

/**
 * The open action of a group, in {@code baton status --json}.
 *
 * @param action its id; absent where open-action itself cannot be read
 * @param ageMs since it was asked for, by the clocks of both; -1 where it is not known
 * @param problem why nobody can carry it out; absent where somebody can
 */
record OpenActionLine(
        @Nullable String action,
        @Nullable String kind,
        @Nullable String operator,
        @Nullable String reason,
        @Nullable String target,
        @Nullable String step,
        @Nullable String stepBy,
        long ageMs,
        @Nullable String problem) {
    /** Null where none is open. */
    static @Nullable OpenActionLine of(GroupView group, long nowMillis) {
        String path = StoreLayout.openAction(group.id());
        String unreadable = group.corrupt().get(path);
        if (unreadable != null) {
            return unable(null, path + ": " + unreadable);
        }
        String id = group.openAction();
        if (id == null) {
            return null;
        }
        String record = StoreLayout.actions(group.id()) + "/" + id;
        String broken = group.corrupt().get(record);
        if (broken != null) {
            return unable(id, record + ": " + broken);
        }
        Stored<ActionRecord> stored = group.actions().get(id);
        if (stored == null) {
            return unable(id, record + ": expected its record, found none");
        }
        ActionRecord action = stored.value();
        ActionStep last = action.last();
        return new OpenActionLine(
                id,
                action.request().kind().name(),
                action.request().operator(),
                action.request().reason(),
                Session.text(action.target()),
                last == null ? null : last.step().name(),
                last == null ? null : last.by(),
                Math.max(0, nowMillis - action.request().requestedAt().millis()),
                action.ended() ? record + ": it has ended as " + action.outcome() + " and was never closed" : null);
    }

    private static OpenActionLine unable(@Nullable String id, String problem) {
        return new OpenActionLine(id, null, null, null, null, null, null, -1, problem);
    }

    /** For a person. */
    String text() {
        String name = "open action" + (action == null ? "" : " " + action);
        if (problem != null) {
            return name + " that nobody can carry out: " + problem;
        }
        return name + ": " + kind + (target == null ? "" : " of " + target) + " by " + operator
                + (step == null ? "" : ", " + step + " by " + stepBy) + ", " + ageMs / 1_000 + " s old";
    }
}
