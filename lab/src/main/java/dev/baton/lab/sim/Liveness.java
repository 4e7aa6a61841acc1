package dev.baton.lab.sim;

import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.OpenAction;
import dev.baton.model.StoreLayout;
import dev.baton.model.Timing;

/**
 * L1, once all is healed: within a bounded time a primary works, open actions have ended, and then it works on without a break, in the same
 * epoch.
 */
final class Liveness {
    /** Restarts, reconnects, the grace of promises, a resource that gives up its tries. */
    private static final long HEAL_NANOS = 8_000_000_000L;

    /** Until every connection is back. */
    private static final long SETTLE_NANOS = 3_000_000_000L;

    /** Within so long, or a lease, something is acknowledged: a slow commit is no fault. */
    private static final long CALM_NANOS = 1_500_000_000L;

    /** The longest that an action waits for anything is for fence devices; then it may still be a reinstatement's turn. */
    private static final long ACTION_NANOS = 120_000_000_000L;

    private final World world;
    private long millis = -1;

    Liveness(World world) {
        this.world = world;
    }

    /** How long it took until a primary worked, or -1. */
    long millis() {
        return millis;
    }

    /** @param whole whether everybody is back; else an epoch more is no wonder */
    void check(boolean whole) {
        long lease = world.policy.timing().leaseMillis() * 1_000_000L;
        while (clean() && world.ensemble.electing() && world.time.next(Long.MAX_VALUE)) {
            // An election is not over by being asked to.
        }
        long healed = world.time.nanos();
        long limit = limit(healed, lease);
        while (clean() && !works(healed) && world.time.next(limit)) {
            world.bound();
            limit = Math.max(
                    limit, limit(healed, lease)); // Who waited for a longer lease may grant itself a shorter one.
        }
        if (!works(healed)) {
            violated("no primary works " + (limit - healed) / 1_000_000L + " ms after all was healed");
            return;
        }
        millis = (world.time.nanos() - healed) / 1_000_000L;
        while (clean() && actionOpen() && world.time.next(limit + ACTION_NANOS)) {
            world.bound();
        }
        if (actionOpen()) {
            violated("an action is still open");
            return;
        }
        // What was on its way, or was lost before the healing, may still cost the holder its role, and the takeover
        // then
        // waits for the whole lease and its margins.
        long settled = Math.max(healed, world.lateWriteNanos) + SETTLE_NANOS;
        world.runTo(Math.max(world.time.nanos(), settled) + Math.max(2 * lease, longestWaitNanos()));
        long epoch = world.checks.epochs().top().value();
        long calm = Math.max(lease, CALM_NANOS);
        world.runTo(world.time.nanos() + 3 * calm);
        if (!works(world.time.nanos() - calm)) {
            violated("the primary did not work on, although nothing was wrong");
        } else if (whole && world.checks.epochs().top().value() != epoch) {
            violated("the role moved on from epoch " + epoch + ", although nothing was wrong");
        }
    }

    /** A renewal that was on its way when all was healed prolongs the lease of a holder that may be gone. */
    private long limit(long healed, long lease) {
        return Math.max(healed, world.lateWriteNanos) + HEAL_NANOS + Math.max(2 * lease, longestWaitNanos());
    }

    /** In true time, until the lease that stands has run out by the slowest clock. */
    private long longestWaitNanos() {
        SimStore.Node node = world.store.get(world.paths.lease);
        long millis = world.policy.timing().leaseMillis();
        if (node != null && node.data() instanceof Lease held) {
            millis = Math.max(millis, held.durationMillis());
        }
        Timing timing = world.policy.timing();
        return (long) (timing.waitNanos(millis) / (1 - timing.driftPpm() / 1e6));
    }

    private boolean clean() {
        return world.checks.violations().isEmpty();
    }

    private void violated(String what) {
        if (clean()) {
            world.checks.violated("L1", what + ": " + describe());
        }
    }

    /** Whether the store's primary has acknowledged something since then. */
    private boolean works(long sinceNanos) {
        SimStore.Node node = world.store.get(world.paths.leadership);
        return node != null
                && node.data() instanceof Leadership l
                && l.state() == LeadershipState.PRIMARY
                && world.checks.log().acknowledgedNanos() > sinceNanos
                && world.checks.log().acknowledgedEpoch() == l.epoch().value();
    }

    private boolean actionOpen() {
        SimStore.Node node = world.store.get(world.paths.openAction);
        return node != null && node.data() instanceof OpenAction open && open.id() != null;
    }

    private String describe() {
        StringBuilder all = new StringBuilder();
        SimStore.Node node = world.store.get(world.paths.leadership);
        all.append(node == null ? "no leadership" : node.data());
        SimStore.Node open = world.store.get(world.paths.openAction);
        if (open != null && open.data() instanceof OpenAction a && a.id() != null) {
            SimStore.Node action = world.store.get(StoreLayout.action(world.group, a.id()));
            all.append("; ").append(action == null ? "no record of " + a.id() : action.data());
        }
        for (SimHost host : world.hosts) {
            SimProcess p = host.process;
            all.append("; ").append(host.id).append(' ');
            if (p == null || p.lastStatus == null) {
                all.append("not running");
            } else {
                all.append(p.lastStatus.role())
                        .append(' ')
                        .append(p.lastStatus.health())
                        .append(", ")
                        .append(p.lastStatus.reason());
            }
        }
        return all.toString();
    }
}
