package dev.baton.lab.sim;

/** What each kind of fault does, and how it ends. */
final class Faults {
    private final World world;
    private final Operator operator;
    private final Chaos chaos;
    private final Rng rng;
    private final HostFaults machine;
    private final NetworkFaults network;
    private final PeopleFaults people;

    Faults(World world, Operator operator, Chaos chaos) {
        this.world = world;
        this.operator = operator;
        this.chaos = chaos;
        this.rng = world.rng;
        this.machine = new HostFaults(world, this);
        this.network = new NetworkFaults(world, this);
        this.people = new PeopleFaults(world, operator, this);
    }

    /** Short, about a lease, or several leases. */
    long some() {
        long lease = world.policy.timing().leaseMillis() * 1_000_000L;
        return switch (rng.below(4)) {
            case 0 -> rng.between(10_000_000L, 400_000_000L);
            case 1, 2 -> rng.between(lease / 5, lease * 3 / 2);
            default -> rng.between(lease, 4 * lease);
        };
    }

    /** Ends a fault, unless all was healed before. */
    void then(long afterNanos, Runnable end) {
        world.time.after(afterNanos, () -> {
            if (!chaos.over()) {
                end.run();
            }
        });
    }

    void strike(FaultKind kind, SimHost host) {
        long length = some();
        if (world.story.told()) {
            world.story.tell("fault", kind + " " + host.id + " " + length / 1_000_000L + " ms");
        }
        switch (kind) {
            case CRASH -> machine.crash(host, length);
            case POWER_LOSS -> machine.power(host, length);
            case CLOSE -> machine.close(host, length);
            case PAUSE -> machine.pause(host, length);
            case LOOP_STALL -> machine.stall(host, length);
            case SUSPEND -> machine.suspend(host, length);
            case CLOCK_SET -> machine.set(host);
            case STORE_CUT -> network.storeCut(host, length);
            case STORE_RESET -> network.storeReset(host);
            case SESSION_LOSS -> network.sessionLoss(host);
            case ELECTION -> world.ensemble.elect(rng.between(400_000_000L, 3_000_000_000L));
            case LOST_ANSWERS -> world.net.loseAnswers(host, 1 + rng.below(4));
            case LATE_WRITES -> world.net.late(host, length, some());
            case LATE_ANSWERS -> world.net.answersLate(host, length, some());
            case WATCH_LAG -> network.watchLag(host, length);
            case LINK_CUT_ONE_WAY -> network.linkCut(host, length, true);
            case LINK_CUT -> network.linkCut(host, length, false);
            case LINK_RESET -> world.links.reset(host, rng.pick(world.hosts));
            case LINK_SLOW -> network.linkSlow(host, length);
            case LOG_CUT -> network.logCut(host, length);
            case LOG_SLOW -> network.logSlow(host, length);
            case LOG_STALL -> world.logStalledUntil = world.time.nanos() + Math.min(length, 4_000_000_000L);
            case LOST_COMMITS -> world.net.loseCommits(host, 1 + rng.below(3));
            case RESOURCE_HANG -> machine.hang(host, length);
            case SWITCHOVER -> people.switchover(host);
            case FAILOVER -> people.failover(host);
            case ROLLBACK -> people.rollback(host);
            case BAR -> people.bar(host, length);
            case PAUSING -> people.pause(length);
            case ABORT -> operator.abort();
            case FENCE -> people.fence(host, length);
            case CORRUPT -> people.corrupt(length);
            case POLICY -> people.policy();
            case ACKNOWLEDGE -> operator.acknowledge();
            case JOIN -> people.join();
        }
    }
}
