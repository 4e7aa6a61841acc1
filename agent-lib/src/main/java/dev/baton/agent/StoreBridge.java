package dev.baton.agent;

import dev.baton.model.Acknowledgement;
import dev.baton.model.ActionRecord;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.MemberRecord;
import dev.baton.model.OpenAction;
import dev.baton.model.Policy;
import dev.baton.model.StoreLayout;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreEvent;
import dev.baton.protocol.Input;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the store shows of one group into inputs of the core. A node that cannot be read becomes an input that says so; it never
 * stops the others. Called by the store's threads, one call at a time.
 */
final class StoreBridge {
    private final GroupId group;
    private final Inbox inbox;
    private final String members;
    private final String actions;
    private final Set<String> unreadable = new HashSet<>();

    StoreBridge(GroupId group, Inbox inbox) {
        this.group = group;
        this.inbox = inbox;
        this.members = StoreLayout.members(group) + "/";
        this.actions = StoreLayout.actions(group) + "/";
    }

    void accept(StoreEvent event) {
        if (event instanceof StoreEvent.Node node) {
            try {
                Input input = decode(node);
                if (input != null) {
                    inbox.put(group, input);
                    if (unreadable.remove(node.path())) {
                        inbox.put(group, new Input.NodeReadable(node.path()));
                    }
                }
            } catch (Json.MalformedException e) {
                if (!node.path().startsWith(actions) && !foreignMember(node.path())) {
                    unreadable.add(node.path());
                    inbox.put(group, new Input.NodeCorrupt(node.path(), String.valueOf(e.getMessage())));
                }
            }
        } else if (event instanceof StoreEvent.Connection c) {
            inbox.put(group, new Input.StoreLink(c.connected(), c.total()));
        }
    }

    /** Another member's record that cannot be read is that member's trouble, not ours. */
    private boolean foreignMember(String path) {
        return path.startsWith(members);
    }

    private @Nullable Input decode(StoreEvent.Node node) throws Json.MalformedException {
        String path = node.path();
        byte[] data = node.data();
        if (path.equals(StoreLayout.lease(group))) {
            return new Input.LeaseSeen(
                    Json.read(data, Lease.class, path), node.version(), node.zxid(), node.receivedNanos());
        }
        if (path.equals(StoreLayout.leadership(group))) {
            return new Input.LeadershipSeen(Json.read(data, Leadership.class, path), node.version(), node.zxid());
        }
        if (path.equals(StoreLayout.policy(group))) {
            Policy policy = Json.read(data, Policy.class, path);
            if (!policy.problems().isEmpty()) {
                throw new Json.MalformedException(path + ": " + String.join("; ", policy.problems()));
            }
            return new Input.PolicySeen(policy, node.version(), node.zxid());
        }
        if (path.equals(StoreLayout.openAction(group))) {
            return new Input.OpenActionSeen(Json.read(data, OpenAction.class, path), node.version(), node.zxid());
        }
        if (path.equals(StoreLayout.acknowledged(group))) {
            return new Input.AcknowledgedSeen(
                    Json.read(data, Acknowledgement.class, path), node.version(), node.zxid());
        }
        if (path.startsWith(members)) {
            return new Input.MemberSeen(Json.read(data, MemberRecord.class, path), node.version(), node.zxid());
        }
        if (path.startsWith(actions)) {
            return new Input.ActionSeen(Json.read(data, ActionRecord.class, path), node.version(), node.zxid());
        }
        return null;
    }

    static Input leaseRead(long request, String path, ReadResult result) {
        if (result instanceof ReadResult.Found found) {
            try {
                return new Input.LeaseRead(request, Json.read(found.data(), Lease.class, path), found.version());
            } catch (Json.MalformedException e) {
                return new Input.LeaseRead(request, null, -1); // The watch reports what is wrong with it.
            }
        }
        return new Input.LeaseRead(request, null, -1);
    }

    static Input leadershipRead(long request, String path, ReadResult result) {
        if (result instanceof ReadResult.Found found) {
            try {
                return new Input.LeadershipRead(
                        request, Json.read(found.data(), Leadership.class, path), found.version());
            } catch (Json.MalformedException e) {
                return new Input.LeadershipRead(request, null, -1);
            }
        }
        return new Input.LeadershipRead(request, null, -1);
    }
}
