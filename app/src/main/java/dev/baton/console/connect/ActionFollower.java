package dev.baton.console.connect;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.model.ActionRecord;
import dev.baton.model.GroupId;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows an action by the view until it ends. */
public final class ActionFollower {
    private final ConsoleConnection connection;
    private final GroupId group;
    private final String id;

    public ActionFollower(ConsoleConnection connection, GroupId group, String id) {
        this.connection = connection;
        this.group = group;
        this.id = id;
    }

    /** The action as the store was last seen to hold it; null before it was seen. */
    public @Nullable Stored<ActionRecord> now() {
        return in(connection.view());
    }

    /**
     * Blocks until the action has ended, at most {@code limit}; calls {@code steps} with all steps each time there are more.
     *
     * @return the ended action; null where its end could not be read in time: then nothing is known, and nothing may be claimed
     */
    public @Nullable Stored<ActionRecord> await(Duration limit, Consumer<List<ConfirmedStep>> steps)
            throws InterruptedException {
        int[] shown = {0};
        connection.await(
                view -> {
                    Stored<ActionRecord> action = in(view);
                    if (action == null) {
                        return false;
                    }
                    List<ConfirmedStep> all = ConfirmedStep.of(action);
                    if (all.size() > shown[0]) {
                        shown[0] = all.size();
                        steps.accept(all);
                    }
                    return action.value().ended();
                },
                limit);
        Stored<ActionRecord> last = now();
        return last != null && last.value().ended() ? last : null;
    }

    private @Nullable Stored<ActionRecord> in(ClusterView view) {
        GroupView known = view.groups().get(group);
        return known == null ? null : known.actions().get(id);
    }
}
