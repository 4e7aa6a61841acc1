package dev.baton.lab.sim;

import dev.baton.agent.OpenActions;
import dev.baton.authority.Operators;
import dev.baton.model.AbortRequest;
import dev.baton.model.Acknowledgement;
import dev.baton.model.ActionRecord;
import dev.baton.model.Approval;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.Live;
import dev.baton.model.MemberRecord;
import dev.baton.model.OpenAction;
import dev.baton.model.Policy;
import dev.baton.protocol.Input;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a process sees of the group's nodes: late, each node on its own, now and then past a version; for one node never an older version
 * after a newer one; after a reconnect everything again.
 */
final class WatchFeed implements SimStore.Watcher {
    private final World world;
    private final SimProcess process;
    private final Map<String, Long> reported = new HashMap<>();
    private final Set<String> fetching = new HashSet<>();
    private final Set<String> unreadable = new HashSet<>();
    /** As the shipped agent has it; null where only records come that somebody opened. */
    private final @Nullable OpenActions actions;

    WatchFeed(World world, SimProcess process) {
        this.world = world;
        this.process = process;
        this.actions = world.people == null ? null : new OpenActions();
    }

    @Override
    public void changed(SimStore.Node node) {
        if (!process.alive()) {
            return;
        }
        // The event comes first and the node is read then: what is read may be newer than what the event was about.
        boolean asOfEvent = world.rng.chance(0.5);
        if (asOfEvent) {
            come(node, node.path());
        } else if (fetching.add(node.path())) {
            come(null, node.path());
        }
    }

    @Override
    public void gone(String path) {
        // Only ephemerals go; the core does not look at them, and a peer whose record vanished is followed on.
    }

    /** Everything is read again. */
    void resync() {
        for (SimStore.Node node : world.store.all()) {
            if (!node.path().equals(world.paths.group) && fetching.add(node.path())) {
                come(null, node.path());
            }
        }
    }

    private void come(SimStore.@Nullable Node asOf, String path) {
        StoreConnection by = carrier();
        if (by == null) {
            fetching.remove(path);
            return; // Read again once a connection is up.
        }
        int generation = by.generation();
        process.later(world.net.watchDelay(process.host), Source.WATCH, () -> {
            if (by.generation() != generation) {
                come(asOf, path);
                return;
            }
            if (asOf == null) {
                fetching.remove(path);
            }
            SimStore.Node node = asOf == null ? world.store.get(path) : asOf;
            if (node != null && !world.net.storeCut(process.host)) {
                deliver(node);
            }
        });
    }

    private @Nullable StoreConnection carrier() {
        if (world.ensemble.electing() || world.net.storeCut(process.host)) {
            return null;
        }
        for (StoreConnection c : process.store.connections) {
            if (c.up()) {
                return c;
            }
        }
        return null;
    }

    private void deliver(SimStore.Node node) {
        Long before = reported.get(node.path());
        if (before != null && before >= node.zxid()) {
            return;
        }
        reported.put(node.path(), node.zxid());
        if (node.data() instanceof Live live) {
            process.follow(live.member());
            return;
        }
        if (node.data() instanceof Garbage) {
            unreadable.add(node.path());
            process.input(new Input.NodeCorrupt(node.path(), node.path() + ": not a record"));
            return;
        }
        Input input = input(node);
        if (input != null) {
            (actions == null ? List.of(input) : actions.told(input)).forEach(process::input);
            if (unreadable.remove(node.path())) {
                process.input(new Input.NodeReadable(node.path()));
            }
        }
    }

    private @Nullable Input input(SimStore.Node n) {
        return switch (n.data()) {
            case Lease lease -> new Input.LeaseSeen(lease, n.version(), n.zxid(), process.host.clock.nanos());
            case Leadership leadership -> new Input.LeadershipSeen(leadership, n.version(), n.zxid());
            case Policy policy -> new Input.PolicySeen(policy, n.version(), n.zxid());
            case OpenAction open -> new Input.OpenActionSeen(open, n.version(), n.zxid());
            case MemberRecord member -> new Input.MemberSeen(member, n.version(), n.zxid());
            case Acknowledgement seen -> new Input.AcknowledgedSeen(seen, n.version(), n.zxid());
            case AbortRequest abort -> new Input.AbortSeen(abort, n.zxid());
            case Approval approval -> new Input.ApprovalSeen(approval, n.zxid());
            case Operators operators -> new Input.OperatorsSeen(operators);
            case ActionRecord action -> new Input.ActionSeen(action, n.version(), n.zxid());
            default -> null;
        };
    }
}
