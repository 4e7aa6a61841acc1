package dev.baton.lab.sim;

/** What happens between the machines, the store and the log. */
final class NetworkFaults {
    private final World world;
    private final Faults faults;
    private final Rng rng;

    NetworkFaults(World world, Faults faults) {
        this.world = world;
        this.faults = faults;
        this.rng = world.rng;
    }

    void storeCut(SimHost host, long length) {
        storeCut(host, true);
        faults.then(length, () -> storeCut(host, false));
    }

    void logCut(SimHost host, long length) {
        world.net.logCut(host, true);
        faults.then(length, () -> world.net.logCut(host, false));
    }

    void logSlow(SimHost host, long length) {
        world.net.logSlow(host, Math.min(faults.some(), 6_000_000_000L));
        faults.then(length, () -> world.net.logSlow(host, 0));
    }

    void watchLag(SimHost host, long length) {
        world.net.watchLag(host, Math.min(faults.some(), 3_000_000_000L));
        faults.then(length, () -> world.net.watchLag(host, 0));
    }

    private void storeCut(SimHost host, boolean now) {
        world.net.storeCut(host, now);
        SimProcess p = host.process;
        if (p != null) {
            p.run(Source.STORE, now ? p.store::cut : p.store::healed);
        }
    }

    void storeReset(SimHost host) {
        SimProcess p = host.process;
        if (p != null) {
            rng.pick(p.store.connections).reset("the connection broke", rng.between(0, 2_000_000_000L));
            if (rng.chance(0.3)) {
                p.store.resetAll("the connections broke");
            }
        }
    }

    void sessionLoss(SimHost host) {
        SimProcess p = host.process;
        if (p != null) {
            StoreConnection c = rng.pick(p.store.connections);
            world.ensemble.end(c.session());
            c.reset("the session has expired", rng.between(0, 2_000_000_000L));
        }
    }

    void linkCut(SimHost host, long length, boolean oneWay) {
        boolean outward = rng.chance(0.5);
        for (SimHost other : world.hosts) {
            if (other != host && rng.chance(0.7)) {
                if (!oneWay || outward) {
                    world.net.cut(host, other, true);
                }
                if (!oneWay || !outward) {
                    world.net.cut(other, host, true);
                }
            }
        }
        faults.then(length, () -> {
            for (SimHost other : world.hosts) {
                world.net.cut(host, other, false);
                world.net.cut(other, host, false);
            }
            world.links.healed();
        });
    }

    void linkSlow(SimHost host, long length) {
        long by = Math.min(faults.some(), 3_000_000_000L);
        for (SimHost other : world.hosts) {
            world.net.slow(host, other, by);
            world.net.slow(other, host, rng.chance(0.5) ? by : 0);
        }
        faults.then(length, () -> {
            for (SimHost other : world.hosts) {
                world.net.slow(host, other, 0);
                world.net.slow(other, host, 0);
            }
        });
    }
}
