package dev.baton.lab.sim;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Cause;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
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
    private final Set<MemberId> fenced = new HashSet<>();

    ActionCheck(World world, Checks checks) {
        this.world = world;
        this.checks = checks;
    }

    /** @param by null where people wrote it: a record that they put back is no handover */
    void written(@Nullable SimProcess by, List<Op> ops) {
        for (Op op : ops) {
            if (op instanceof Op.Create create && create.data() instanceof ActionRecord again) {
                ended.remove(again.request().id()); // Its node was deleted and is made again.
            } else if (op instanceof Op.Set set) {
                if (by != null && set.data() instanceof Leadership l && l.state() == LeadershipState.HANDOVER) {
                    handover(l, set.version());
                } else if (by != null && set.data() instanceof Leadership l && l.cause() == Cause.FAILOVER) {
                    forced(l, ops);
                } else if (by != null && set.data() instanceof MemberRecord m) {
                    fenced(m, ops);
                } else if (set.data() instanceof ActionRecord record) {
                    action(record);
                }
            }
        }
        seen(ops);
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

    /** A forced grant comes with its action's own record, whose operator saw the very epoch that it replaces. */
    private void forced(Leadership l, List<Op> ops) {
        if (l.state() != LeadershipState.PROMOTING) {
            return;
        }
        SimStore.Node node = l.action() == null ? null : world.store.get(StoreLayout.action(world.group, l.action()));
        if (node == null || !(node.data() instanceof ActionRecord record)) {
            return; // A fence record that people wrote by hand names no action.
        }
        if (record.request().kind() == ActionKind.FAILOVER
                && (record(ops) == null || !record.request().seenEpoch().next().equals(l.epoch()))) {
            checks.violated(
                    "S5",
                    "epoch " + l.epoch() + " was forced by action " + l.action() + ", which was shown epoch "
                            + record.request().seenEpoch());
        }
    }

    /** A member's fence changes by an action only, and is set only while leadership is what its operator was shown. */
    private void fenced(MemberRecord m, List<Op> ops) {
        boolean is = m.fenced();
        boolean was = fenced.contains(m.member());
        if (is == was) {
            return;
        }
        ActionRecord record = record(ops);
        SimStore.Node leadership = world.store.get(world.paths.leadership);
        ActionKind kind = record == null ? null : record.request().kind();
        if (record == null || kind != (is ? ActionKind.FENCE : ActionKind.REINSTATE)) {
            checks.violated("S5", m.member() + (is ? " was fenced by " : " was reinstated by ") + kind);
        } else if (is
                && (leadership == null
                        || leadership.version() != record.request().seenLeadershipVersion())) {
            checks.violated("S5", m.member() + " was fenced on leadership that its operator was not shown");
        }
    }

    private static @Nullable ActionRecord record(List<Op> ops) {
        return ops.stream()
                .filter(op -> op instanceof Op.Set set && set.data() instanceof ActionRecord)
                .map(op -> (ActionRecord) ((Op.Set) op).data())
                .findFirst()
                .orElse(null);
    }

    private void seen(List<Op> ops) {
        for (Op op : ops) {
            if (op instanceof Op.Set set && set.data() instanceof MemberRecord m) {
                if (m.fenced()) {
                    fenced.add(m.member());
                } else {
                    fenced.remove(m.member());
                }
            }
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
