package dev.baton.cli;

import dev.baton.model.AbortRequest;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.OpenAction;
import dev.baton.model.StoreLayout;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Plays the member that ends whatever action is open: what a member does is tested elsewhere, here what a command makes of it. */
final class Puppet implements AutoCloseable {
    private final TestCluster cluster;
    private final GroupId group;
    private final UnaryOperator<ActionRecord> end;
    private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor();

    Puppet(TestCluster cluster, GroupId group, UnaryOperator<ActionRecord> end) {
        this.cluster = cluster;
        this.group = group;
        this.end = end;
        var _ = turns.scheduleWithFixedDelay(this::turn, 0, 20, TimeUnit.MILLISECONDS);
    }

    static ActionStep step(ActionStep.Name name, String by) {
        return new ActionStep(name, ActionStep.State.DONE, -1, new Hlc(System.currentTimeMillis(), 0), by, -1, null);
    }

    private void turn() {
        try {
            String id = cluster.read(StoreLayout.openAction(group), OpenAction.class)
                    .id();
            if (id == null) {
                return;
            }
            String path = StoreLayout.action(group, id);
            ActionRecord next = end.apply(told(id, cluster.read(path, ActionRecord.class)));
            if (next.ended()) {
                cluster.put(path, next);
                cluster.put(StoreLayout.openAction(group), OpenAction.NONE);
            }
        } catch (Exception notYet) {
            // The next turn looks again.
        }
    }

    /** With the abort that somebody asked for, as members tell it. */
    private ActionRecord told(String id, ActionRecord record) {
        try {
            AbortRequest abort = cluster.read(StoreLayout.abort(group, id), AbortRequest.class);
            return record.with(
                    new ActionStep(
                            ActionStep.Name.ABORTED,
                            ActionStep.State.DONE,
                            -1,
                            abort.at(),
                            abort.operator(),
                            -1,
                            abort.reason()),
                    -1);
        } catch (Exception notAsked) {
            return record;
        }
    }

    @Override
    public void close() {
        turns.close(); // Which ends the turns, and waits for the one that may be under way.
    }
}
