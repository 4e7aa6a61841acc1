package dev.baton.agent;

import dev.baton.model.ActionRecord;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import dev.baton.model.OpenAction;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import dev.baton.protocol.Answer;
import dev.baton.protocol.Effect;
import dev.baton.protocol.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends the core's conditional writes and reads, and mails the answers back (spec: Lease.tla SendGrant, SendRenew, RenewCAS; Promise.tla IncCheck,
 * RetireChecked; Takeover.tla CheckLead).
 */
final class StoreWrites {
    private final CoordinationStore store;
    private final Inbox inbox;

    StoreWrites(CoordinationStore store, Inbox inbox) {
        this.store = store;
        this.inbox = inbox;
    }

    /** The one multi that an effect stands for; empty for an effect that writes nothing. */
    static List<StoreOp> ops(MemberId id, Effect effect) {
        GroupId g = id.group();
        List<StoreOp> ops = new ArrayList<>();
        if (effect instanceof Effect.Grant e) {
            ops.add(new StoreOp.Set(StoreLayout.lease(g), Json.bytes(e.lease()), e.leaseVersion()));
            ops.add(new StoreOp.Set(StoreLayout.leadership(g), Json.bytes(e.leadership()), e.leadershipVersion()));
            ops.add(new StoreOp.Check(StoreLayout.member(id), e.ownVersion()));
            ops.add(new StoreOp.Check(StoreLayout.policy(g), e.policyVersion()));
            ops.add(new StoreOp.Create(StoreLayout.epoch(g, e.epoch().epoch()), Json.bytes(e.epoch()), false));
            if (e.action() != null) {
                ops.add(action(g, e.action(), e.actionVersion()));
            }
        } else if (effect instanceof Effect.Renew e) {
            ops.add(new StoreOp.Set(StoreLayout.lease(g), Json.bytes(e.lease()), e.version()));
        } else if (effect instanceof Effect.Lead e) {
            ops.add(new StoreOp.Set(StoreLayout.leadership(g), Json.bytes(e.leadership()), e.version()));
            if (e.activation() != null) {
                String path = StoreLayout.activation(g, e.activation().epoch());
                ops.add(new StoreOp.Create(path, Json.bytes(e.activation()), false));
            }
            if (e.action() != null) {
                ops.add(action(g, e.action(), e.actionVersion()));
            }
        } else if (effect instanceof Effect.Activated e) {
            ops.add(new StoreOp.Check(StoreLayout.leadership(g), e.leadershipVersion()));
            String path = StoreLayout.activation(g, e.activation().epoch());
            ops.add(new StoreOp.Create(path, Json.bytes(e.activation()), false));
        } else if (effect instanceof Effect.WriteAction e) {
            ops.add(action(g, e.action(), e.version()));
            if (e.openVersion() >= 0) {
                ops.add(new StoreOp.Set(StoreLayout.openAction(g), Json.bytes(OpenAction.NONE), e.openVersion()));
            }
            if (e.change() instanceof Effect.Change.OfMember c) {
                ops.add(new StoreOp.Set(StoreLayout.member(c.record().member()), Json.bytes(c.record()), c.version()));
            } else if (e.change() instanceof Effect.Change.OfPolicy c) {
                ops.add(new StoreOp.Set(StoreLayout.policy(g), Json.bytes(c.policy()), c.version()));
            }
            if (e.leadershipVersion() >= 0) {
                ops.add(new StoreOp.Check(StoreLayout.leadership(g), e.leadershipVersion()));
            }
        }
        return ops;
    }

    private static StoreOp action(GroupId group, ActionRecord record, int version) {
        return new StoreOp.Set(StoreLayout.action(group, record.request().id()), Json.bytes(record), version);
    }

    void write(Cell cell, long request, Effect effect, Duration timeout) {
        send(cell.id.group(), request, ops(cell.id, effect), timeout);
    }

    void readLease(Cell cell, long request, Duration timeout) {
        GroupId g = cell.id.group();
        String path = StoreLayout.lease(g);
        store.read(path, timeout)
                .whenComplete((r, x) -> inbox.put(
                        g,
                        r == null ? new Input.LeaseRead(request, null, -1) : StoreBridge.leaseRead(request, path, r)));
    }

    void readLeadership(Cell cell, long request, Duration timeout) {
        GroupId g = cell.id.group();
        String path = StoreLayout.leadership(g);
        store.read(path, timeout)
                .whenComplete((r, x) -> inbox.put(
                        g,
                        r == null
                                ? new Input.LeadershipRead(request, null, -1)
                                : StoreBridge.leadershipRead(request, path, r)));
    }

    private void send(GroupId group, long request, List<StoreOp> ops, Duration timeout) {
        store.write(ops, timeout)
                .whenComplete((result, failure) -> inbox.put(
                        group,
                        new Input.Written(
                                request,
                                result == null ? new Answer.Unknown(String.valueOf(failure)) : answer(ops, result))));
    }

    /** Versions of the set operations only, in their order: what the core asked about. */
    private static Answer answer(List<StoreOp> ops, WriteResult result) {
        if (result instanceof WriteResult.Applied a) {
            List<Integer> versions = new ArrayList<>();
            for (int i = 0; i < ops.size(); i++) {
                if (ops.get(i) instanceof StoreOp.Set) {
                    versions.add(a.versions().get(i));
                }
            }
            return new Answer.Applied(a.zxid(), versions);
        }
        if (result instanceof WriteResult.Refused r) {
            return new Answer.Refused(r.path(), r.why() + " " + r.detail());
        }
        return new Answer.Unknown(((WriteResult.Unknown) result).detail());
    }
}
