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
import dev.baton.port.StoreEvent;
import dev.baton.protocol.Input;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node of one group tells the core. */
final class StoreDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(StoreDecoder.class);

    private final GroupId group;
    private final String members;
    private final String actions;

    StoreDecoder(GroupId group) {
        this.group = group;
        this.members = StoreLayout.members(group) + "/";
        this.actions = StoreLayout.actions(group) + "/";
    }

    /** Whether a node that cannot be read is no trouble of this member: another member's record, an action. */
    boolean foreign(String path) {
        return path.startsWith(actions) || path.startsWith(members);
    }

    /** Null where the core is not told of that node. */
    @Nullable
    Input decode(StoreEvent.Node node) throws Json.MalformedException {
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
            return new Input.OpenActionSeen(open(data, path), node.version(), node.zxid());
        }
        if (path.equals(StoreLayout.acknowledged(group))) {
            return new Input.AcknowledgedSeen(
                    Json.read(data, Acknowledgement.class, path), node.version(), node.zxid());
        }
        if (path.startsWith(members)) {
            MemberRecord record = Whole.member(Json.read(data, MemberRecord.class, path), path);
            requireAt(path, StoreLayout.member(record.member()));
            return new Input.MemberSeen(record, node.version(), node.zxid());
        }
        if (path.startsWith(actions)) {
            ActionRecord record = Whole.action(Json.read(data, ActionRecord.class, path), path);
            requireAt(
                    path,
                    StoreLayout.action(
                            record.request().group(), record.request().id()));
            return new Input.ActionSeen(record, node.version(), node.zxid());
        }
        return null;
    }

    /**
     * Nonsense names no action, so that none is open, and one that runs ends as where its record vanished. It must not keep members from taking the
     * role: clients open no action over it, until somebody puts it right.
     */
    private static OpenAction open(byte[] data, String path) {
        try {
            return Json.read(data, OpenAction.class, path);
        } catch (Json.MalformedException nonsense) {
            LOG.warn("no action counts as open: {}; expected {}", nonsense.getMessage(), Json.text(OpenAction.NONE));
            return OpenAction.NONE;
        }
    }

    /** A record of another member or action, put here by hand, must not pass for news of that one: its version would be of this node. */
    private static void requireAt(String path, String belongs) throws Json.MalformedException {
        if (!path.equals(belongs)) {
            throw new Json.MalformedException(path + ": holds the record of " + belongs);
        }
    }
}
