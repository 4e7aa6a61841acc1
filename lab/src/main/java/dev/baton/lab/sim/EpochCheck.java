package dev.baton.lab.sim;

import dev.baton.model.Epoch;
import dev.baton.model.Incarnation;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.StoreLayout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * S1: an epoch is granted to at most one member, and epochs only grow. With it: nothing is granted to a member that is fenced (FENCED), that
 * is a witness, tagged or retired (ELIGIBLE), or that the replaced version of the lease does not name (ELECTOR).
 */
final class EpochCheck {
    private final World world;
    private final Checks checks;
    private final Map<Epoch, String> holders = new HashMap<>();
    private final Set<String> primaries = new HashSet<>();
    private Epoch top = Epoch.NONE;
    private Set<MemberId> electors = Set.of();
    private boolean anyLease;

    EpochCheck(World world, Checks checks) {
        this.world = world;
        this.checks = checks;
    }

    Epoch top() {
        return top;
    }

    /** Whether the store has ever said PRIMARY for that life of a member in that epoch. */
    boolean wasPrimary(Epoch epoch, SimProcess process) {
        return primaries.contains(epoch + " " + process.incarnation);
    }

    void written(List<Op> ops) {
        for (Op op : ops) {
            if (op instanceof Op.Set set && set.data() instanceof Lease lease) {
                lease(lease);
            } else if (op instanceof Op.Set set && set.data() instanceof Leadership leadership) {
                leadership(leadership);
            } else if (op instanceof Op.Create create && create.data() instanceof Lease lease) {
                electors = lease.electors();
                anyLease = true;
            }
        }
        SimStore.Node lease = world.store.get(world.paths.lease);
        SimStore.Node leadership = world.store.get(world.paths.leadership);
        if (lease != null
                && leadership != null
                && lease.data() instanceof Lease l
                && leadership.data() instanceof Leadership d
                && !l.epoch().equals(d.epoch())) {
            checks.violated("S1", "the lease says epoch " + l.epoch() + ", leadership says epoch " + d.epoch());
        }
    }

    private void lease(Lease lease) {
        MemberId holder = lease.holder();
        if (lease.epoch().isBefore(top)) {
            checks.violated("S1", "the lease went back from epoch " + top + " to " + lease.epoch() + " of " + holder);
        }
        if (lease.epoch().isAfter(top) && holder != null) {
            granted(lease.epoch(), holder);
        }
        held(lease.epoch(), holder, lease.incarnation());
        electors = lease.electors();
    }

    private void granted(Epoch epoch, MemberId to) {
        top = epoch;
        if (anyLease && !electors.contains(to)) {
            checks.violated(
                    "ELECTOR", "epoch " + epoch + " was granted to " + to + ", the lease names only " + electors);
        }
        SimStore.Node record = world.store.get(StoreLayout.member(to));
        if (record != null && record.data() instanceof MemberRecord member) {
            if (member.fenced()) {
                checks.violated("FENCED", "epoch " + epoch + " was granted to " + to + ", which is fenced");
            }
            if (member.witness() || "true".equals(member.tags().get(MemberRecord.NO_FAILOVER))) {
                checks.violated("ELIGIBLE", "epoch " + epoch + " was granted to " + to + ", which is " + member.tags());
            }
            if (member.retired()) {
                checks.violated("ELIGIBLE", "epoch " + epoch + " was granted to " + to + ", which is retired");
            }
        }
    }

    private void leadership(Leadership leadership) {
        if (leadership.epoch().isBefore(top)) {
            checks.violated("S1", "leadership went back from epoch " + top + " to " + leadership.epoch());
        }
        held(leadership.epoch(), leadership.holder(), leadership.incarnation());
        if (leadership.state() == LeadershipState.PRIMARY) {
            primaries.add(leadership.epoch() + " " + leadership.incarnation());
        }
    }

    private void held(Epoch epoch, @Nullable MemberId holder, @Nullable Incarnation incarnation) {
        if (holder == null) {
            return;
        }
        String who = holder + " " + incarnation;
        String before = holders.putIfAbsent(epoch, who);
        if (before != null && !before.equals(who)) {
            checks.violated("S1", "epoch " + epoch + " was granted to " + before + " and to " + who);
        }
    }
}
