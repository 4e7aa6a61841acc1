package dev.baton.lab.sim;

import dev.baton.model.ActionRecord;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.OpenAction;
import dev.baton.model.StoreLayout;
import dev.baton.protocol.Answer;
import dev.baton.protocol.Effect;
import dev.baton.protocol.Input;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out what a step asked for, as the shipped agent does: the same multis, the same timeouts, the same order. */
final class Effects {
    private final World world;
    private final SimProcess process;

    Effects(World world, SimProcess process) {
        this.world = world;
        this.process = process;
    }

    /** True where the step asked for a heartbeat now. */
    boolean run(List<Effect> effects) {
        world.checks.emitted(process, effects);
        for (Effect effect : effects) {
            if (effect instanceof Effect.Demote demote) {
                world.checks.stopping(process, demote.epoch());
            }
        }
        boolean beat = false;
        for (Effect effect : effects) {
            beat |= effect instanceof Effect.Beat;
            run(effect);
        }
        return beat;
    }

    private void run(Effect effect) {
        SimResource resource = process.resource;
        switch (effect) {
            case Effect.OpenGuard e -> {
                process.guard.open(e.epoch(), e.untilNanos(), e.offsetMillis(), e.exclusiveFromNanos());
                world.checks.guardOpened(process, e);
            }
            case Effect.ShutGuard e -> {
                process.guard.shut(e.reason());
                world.checks.guardShut(process);
            }
            case Effect.Renew e -> send(e.request(), List.of(new Op.Set(world.paths.lease, e.lease(), e.version())));
            case Effect.Grant e -> grant(e);
            case Effect.Lead e -> lead(e);
            case Effect.Activated e ->
                send(
                        e.request(),
                        List.of(
                                new Op.Check(world.paths.leadership, e.leadershipVersion()),
                                new Op.Create(
                                        StoreLayout.activation(
                                                world.group, e.activation().epoch()),
                                        e.activation(),
                                        false)));
            case Effect.WriteAction e -> action(e);
            case Effect.ReadLease e ->
                process.store.read(
                        world.paths.lease,
                        timeout(),
                        reply -> process.input(
                                reply instanceof Reply.Found f && f.data() instanceof Lease lease
                                        ? new Input.LeaseRead(e.request(), lease, f.version())
                                        : new Input.LeaseRead(e.request(), null, -1)));
            case Effect.ReadLeadership e ->
                process.store.read(
                        world.paths.leadership,
                        timeout(),
                        reply -> process.input(
                                reply instanceof Reply.Found f && f.data() instanceof Leadership leadership
                                        ? new Input.LeadershipRead(e.request(), leadership, f.version())
                                        : new Input.LeadershipRead(e.request(), null, -1)));
            case Effect.Prepare _ -> {} // All are hot here.
            case Effect.FenceAhead e -> resource.fenceAhead(e.epoch());
            case Effect.Promote e -> resource.promote(e.epoch());
            case Effect.Activate e -> resource.activate(e.epoch());
            case Effect.Pause e -> resource.pause(e.epoch());
            case Effect.Resume e -> resource.resume(e.epoch());
            case Effect.Demote _ -> resource.demote();
            case Effect.FenceOff e -> world.devices.off(process, e);
            case Effect.Rejoin e -> resource.rejoin(e.fencedIn());
            case Effect.Emit e -> world.story.event(e.event());
            case Effect.Beat _ -> {}
            case Effect.SelfFence e -> {
                process.host.kill("ends its own process: " + e.reason());
                world.restartLater(process.host);
            }
            case Effect.Closed _ -> world.time.after(0, () -> process.host.left(process));
        }
    }

    private void grant(Effect.Grant e) {
        world.checks.asked(process, e);
        List<Op> ops = new ArrayList<>();
        ops.add(new Op.Set(world.paths.lease, e.lease(), e.leaseVersion()));
        ops.add(new Op.Set(world.paths.leadership, e.leadership(), e.leadershipVersion()));
        ops.add(new Op.Check(StoreLayout.member(process.id), e.ownVersion()));
        ops.add(new Op.Check(world.paths.policy, e.policyVersion()));
        ops.add(new Op.Create(StoreLayout.epoch(world.group, e.epoch().epoch()), e.epoch(), false));
        told(ops, e.action(), e.actionVersion());
        send(e.request(), ops);
    }

    private void lead(Effect.Lead e) {
        List<Op> ops = new ArrayList<>();
        ops.add(new Op.Set(world.paths.leadership, e.leadership(), e.version()));
        if (e.activation() != null) {
            ops.add(new Op.Create(
                    StoreLayout.activation(world.group, e.activation().epoch()), e.activation(), false));
        }
        told(ops, e.action(), e.actionVersion());
        send(e.request(), ops);
    }

    private void told(List<Op> ops, @Nullable ActionRecord action, int version) {
        if (action != null) {
            ops.add(new Op.Set(StoreLayout.action(world.group, action.request().id()), action, version));
        }
    }

    private void action(Effect.WriteAction e) {
        List<Op> ops = new ArrayList<>();
        ops.add(new Op.Set(StoreLayout.action(world.group, e.action().request().id()), e.action(), e.version()));
        if (e.openVersion() >= 0) {
            ops.add(new Op.Set(world.paths.openAction, OpenAction.NONE, e.openVersion()));
        }
        switch (e.change()) {
            case Effect.Change.OfMember c ->
                ops.add(new Op.Set(StoreLayout.member(c.record().member()), c.record(), c.version()));
            case Effect.Change.OfPolicy c -> ops.add(new Op.Set(world.paths.policy, c.policy(), c.version()));
            case null -> {}
        }
        if (e.leadershipVersion() >= 0) {
            ops.add(new Op.Check(world.paths.leadership, e.leadershipVersion()));
        }
        send(e.request(), ops);
    }

    private long timeout() {
        return process.state().timing().leaseMillis();
    }

    private void send(long request, List<Op> ops) {
        process.store.write(ops, timeout(), reply -> process.input(new Input.Written(request, answer(ops, reply))));
    }

    /** Versions of the set operations only, in their order: what the core asked about. */
    private static Answer answer(List<Op> ops, Reply reply) {
        return switch (reply) {
            case Reply.Applied a -> {
                List<Integer> versions = new ArrayList<>();
                for (int i = 0; i < ops.size(); i++) {
                    if (ops.get(i) instanceof Op.Set) {
                        versions.add(a.versions().get(i));
                    }
                }
                yield new Answer.Applied(a.zxid(), versions);
            }
            case Reply.Refused r -> new Answer.Refused(r.path(), r.why());
            case Reply.Unknown u -> new Answer.Unknown(u.detail());
            case Reply.Found _, Reply.Absent _ ->
                throw new IllegalStateException("a write was answered as a read: " + reply);
        };
    }
}
