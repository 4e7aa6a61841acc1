package dev.baton.lab.sim;

import dev.baton.model.Cause;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.Policy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PAUSED: while automatic failover is off nothing is granted but what an operator asked for: a role that was handed over, or forced. The grant
 * checks the version of the policy, so that the store knows by which policy it was asked for; a pause with an end is over by the asker's clock.
 */
final class PauseCheck {
    private final World world;
    private final Checks checks;
    private final Map<MemberId, Long> askedWallMillis = new HashMap<>();
    private @Nullable Leadership leadership;

    PauseCheck(World world, Checks checks) {
        this.world = world;
        this.checks = checks;
    }

    void asked(SimProcess by) {
        askedWallMillis.put(by.id, by.host.clock.wallMillis());
    }

    void written(@Nullable SimProcess by, List<Op> ops) {
        for (Op op : ops) {
            if (op instanceof Op.Set set && set.data() instanceof Leadership next) {
                Leadership before = leadership;
                leadership = next;
                if (by != null && before != null && next.epoch().isAfter(before.epoch())) {
                    granted(by, next, ops);
                }
            }
        }
    }

    private void granted(SimProcess by, Leadership next, List<Op> ops) {
        SimStore.Node node = world.store.get(world.paths.policy);
        boolean asked = next.cause().handedOver() || (next.cause() == Cause.FAILOVER && withAction(ops));
        if (asked || node == null || !(node.data() instanceof Policy policy)) {
            return;
        }
        String paused = policy.pausedBecause(askedWallMillis.getOrDefault(by.id, by.host.clock.wallMillis()));
        if (paused != null) {
            checks.violated(
                    "PAUSED",
                    "epoch " + next.epoch() + " (" + next.cause() + ") was granted to " + by.id + ": " + paused);
        }
    }

    private static boolean withAction(List<Op> ops) {
        return ops.stream()
                .anyMatch(op -> op instanceof Op.Set set && set.data() instanceof dev.baton.model.ActionRecord);
    }
}
