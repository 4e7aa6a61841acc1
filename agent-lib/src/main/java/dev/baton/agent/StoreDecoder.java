package dev.baton.agent;

import dev.baton.model.AbortRequest;
import dev.baton.model.Acknowledgement;
import dev.baton.model.ActionRecord;
import dev.baton.model.Approval;
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

/** What a node of one group tells the core. */
final class StoreDecoder {
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
            MemberRecord record = Json.read(data, MemberRecord.class, path);
            String named = StoreLayout.member(record.member());
            if (!named.equals(path)) { // Its version would be of this node.
                throw new Json.MalformedException(
                        path + ": expected the record of that member, found that of " + named);
            }
            return new Input.MemberSeen(record, node.version(), node.zxid());
        }
        if (path.startsWith(actions)) {
            return action(path, data, node);
        }
        return null;
    }

    private @Nullable Input action(String path, byte[] data, StoreEvent.Node node) throws Json.MalformedException {
        if (path.endsWith("/abort")) {
            AbortRequest abort = Json.read(data, AbortRequest.class, path);
            of(path, StoreLayout.abort(abort.group(), abort.action()));
            return new Input.AbortSeen(abort, node.zxid());
        }
        if (path.endsWith("/approval")) {
            Approval approval = Json.read(data, Approval.class, path);
            of(path, StoreLayout.approval(approval.group(), approval.action()));
            return new Input.ApprovalSeen(approval, node.zxid());
        }
        if (path.indexOf('/', actions.length()) < 0) {
            ActionRecord record = Json.read(data, ActionRecord.class, path);
            of(
                    path,
                    StoreLayout.action(
                            record.request().group(), record.request().id()));
            believe(node, record);
            return new Input.ActionSeen(record, node.version(), node.zxid());
        }
        return null;
    }

    private static void of(String path, String named) throws Json.MalformedException {
        if (!named.equals(path)) {
            throw new Json.MalformedException(path + ": expected what belongs there, found what belongs to " + named);
        }
    }

    /** Operators make the node and choose who may write it; agents write the rest of its record. */
    private static void believe(StoreEvent.Node node, ActionRecord record) throws Json.MalformedException {
        if (!node.guarded()) {
            throw new Json.MalformedException(node.path()
                    + ": its ACL lets others write it than agents and admins, or did: expected the ACL that 'baton acl show' names,"
                    + " from its making on; ask for the action again");
        }
        if (node.version() == 0 && !record.equals(ActionRecord.requested(record.request()))) {
            throw new Json.MalformedException(node.path()
                    + ": a new record may hold a request only: expected what "
                    + record.request().operator()
                    + " asked for and nothing that agents write");
        }
    }

    /**
     * What cannot be read names no action. So no action runs, the one that ran is left as if its record had vanished, and the group goes on by
     * itself; an operator's client says what is wrong there and takes it away.
     */
    private static OpenAction open(byte[] data, String path) {
        try {
            return Json.read(data, OpenAction.class, path);
        } catch (Json.MalformedException nonsense) {
            return OpenAction.NONE;
        }
    }
}
