package dev.baton.lab.sim;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What operators do, in the right moment or not. */
final class PeopleFaults {
    private final World world;
    private final Operator operator;
    private final Faults faults;
    private final Rng rng;

    PeopleFaults(World world, Operator operator, Faults faults) {
        this.world = world;
        this.operator = operator;
        this.faults = faults;
        this.rng = world.rng;
    }

    void fence(SimHost host, long length) {
        if (rng.chance(0.25)) {
            operator.retire(host.id, true);
            faults.then(length, () -> operator.retire(host.id, false));
            return;
        }
        operator.fence(host.id, true);
        faults.then(length, () -> operator.fence(host.id, false));
    }

    void corrupt(long length) {
        String path = rng.pick(List.of(world.paths.policy, world.paths.lease, world.paths.leadership));
        operator.corrupt(path);
        faults.then(length, () -> operator.mend(path));
    }

    void join() {
        if (world.hosts.size() < 7) {
            world.add(rng.chance(0.2) ? Map.of(MemberRecord.WITNESS, "true") : Map.of())
                    .start();
        }
    }

    void switchover(SimHost host) {
        MemberId target = rng.chance(0.6) ? host.id : null;
        long think = rng.chance(0.5) ? 0 : rng.between(0, 2_000_000_000L);
        long valid = rng.chance(0.8) ? 30_000 : rng.between(1, 1_500);
        operator.switchover(target, think, valid);
    }

    void policy() {
        if (rng.chance(0.3)) {
            operator.policy(p -> p.in(Policy.Mode.PAUSED));
            faults.then(faults.some(), operator::active);
        } else {
            double factor = 0.5 + rng.uniform();
            operator.policy(p -> new Policy(
                    p.mode(),
                    scaled(world.policy.timing(), factor),
                    p.maxLagRecords(),
                    p.bootstrapMillis(),
                    p.requireFence(),
                    p.unreadyMillis(),
                    p.maxRecoveryMillis(),
                    p.pause(),
                    p.fourEyes()));
        }
    }

    /** Gives the role to somebody, whatever its holder is about. */
    void failover(SimHost host) {
        List<String> overrides = rng.chance(0.3) ? List.of(ActionRequest.ALLOW_DATA_LOSS) : List.of();
        ask(ActionKind.FAILOVER, host, overrides, null, 0);
    }

    /** Bars a member by an action, and takes it back by another. */
    void bar(SimHost host, long length) {
        List<String> overrides = rng.chance(0.3)
                ? List.of(ActionRequest.POWER_OFF)
                : rng.chance(0.2) ? List.of(ActionRequest.CONFIRM_OFF) : List.of();
        ask(ActionKind.FENCE, host, overrides, null, 0);
        faults.then(length, () -> ask(ActionKind.REINSTATE, host, List.of(), null, 0));
    }

    void pause(long length) {
        ask(ActionKind.PAUSE, null, List.of(), null, rng.chance(0.5) ? length / 1_000_000L : 0);
        faults.then(length, () -> ask(ActionKind.RESUME, null, List.of(), null, 0));
    }

    void rollback(SimHost host) {
        ask(ActionKind.ROLLBACK, host, List.of(), world.checks.epochs().top(), 0);
    }

    private void ask(
            ActionKind kind, @Nullable SimHost host, List<String> overrides, @Nullable Epoch toEpoch, long pause) {
        long think = rng.chance(0.6) ? 0 : rng.between(0, 1_000_000_000L);
        long valid = rng.chance(0.8) ? 15_000 : rng.between(1, 1_500);
        operator.ask(new Operator.Wish(kind, host == null ? null : host.id, overrides, toEpoch, pause), think, valid);
    }

    private static Timing scaled(Timing t, double by) {
        long lease = (long) (t.leaseMillis() * by);
        return new Timing(
                t.heartbeatMillis(),
                Math.min(t.suspectMillis(), lease - 10),
                lease,
                Math.max(t.marginMillis(), lease * t.driftPpm() / 1_000_000 + 1 + Timing.CLOCK_TOLERANCE_MILLIS),
                t.driftPpm(),
                t.cooldownMillis(),
                t.promiseMillis());
    }
}
