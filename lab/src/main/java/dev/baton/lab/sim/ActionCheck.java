package dev.baton.lab.sim;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.StoreLayout;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** S5: an operator's action changes nothing unless the store still holds exactly what the operator was shown. */
final class ActionCheck {
    private final World world;
    private final Checks checks;
    private final Set<String> ended = new HashSet<>();

    ActionCheck(World world, Checks checks) {
        this.world = world;
        this.checks = checks;
    }

    /** @param by null where people wrote it: a record that they put back is no handover */
    void written(@Nullable SimProcess by, List<Op> ops) {
        for (Op op : ops) {
            if (op instanceof Op.Set set) {
                if (by != null && set.data() instanceof Leadership l && l.state() == LeadershipState.HANDOVER) {
                    handover(l, set.version());
                } else if (set.data() instanceof ActionRecord record) {
                    action(record);
                }
            }
        }
    }

    private void handover(Leadership l, int replaced) {
        String id = l.action();
        SimStore.Node node = id == null ? null : world.store.get(StoreLayout.action(world.group, id));
        if (node == null || !(node.data() instanceof ActionRecord record)) {
            checks.violated("S5", "epoch " + l.epoch() + " is handed over without an action");
            return;
        }
        ActionRequest shown = record.request();
        if (!shown.seenEpoch().equals(l.epoch()) || shown.seenLeadershipVersion() != replaced) {
            checks.violated(
                    "S5",
                    "action " + id + " was shown epoch " + shown.seenEpoch() + " at version "
                            + shown.seenLeadershipVersion() + ", it replaced epoch " + l.epoch() + " at version "
                            + replaced);
        }
    }

    private void action(ActionRecord record) {
        String id = record.request().id();
        if (ended.contains(id)) {
            checks.violated("S5", "action " + id + " changed after its end");
        }
        if (record.ended()) {
            ended.add(id);
        }
    }
}
