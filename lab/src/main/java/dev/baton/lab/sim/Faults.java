package dev.baton.lab.sim;

import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.util.Map;

/** What each kind of fault does, and how it ends. */
final class Faults {
    private final World world;
    private final Operator operator;
    private final Chaos chaos;
    private final Rng rng;

    Faults(World world, Operator operator, Chaos chaos) {
        this.world = world;
        this.operator = operator;
        this.chaos = chaos;
        this.rng = world.rng;
    }

    /** Short, about a lease, or several leases. */
    private long some() {
        long lease = world.policy.timing().leaseMillis() * 1_000_000L;
        return switch (rng.below(4)) {
            case 0 -> rng.between(10_000_000L, 400_000_000L);
            case 1, 2 -> rng.between(lease / 5, lease * 3 / 2);
            default -> rng.between(lease, 4 * lease);
        };
    }

    private void then(long afterNanos, Runnable end) {
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
            case CRASH -> {
                host.kill("is killed");
                then(length, host::start);
            }
            case POWER_LOSS -> power(host, length);
            case CLOSE -> close(host, length);
            case PAUSE -> pause(host, length);
            case LOOP_STALL -> stall(host, length);
            case SUSPEND -> suspend(host, length);
            case CLOCK_SET -> set(host);
            case STORE_CUT -> {
                storeCut(host, true);
                then(length, () -> storeCut(host, false));
            }
            case STORE_RESET -> storeReset(host);
            case SESSION_LOSS -> sessionLoss(host);
            case ELECTION -> world.ensemble.elect(rng.between(400_000_000L, 3_000_000_000L));
            case LOST_ANSWERS -> world.net.loseAnswers(host, 1 + rng.below(4));
            case LATE_WRITES -> world.net.late(host, length, some());
            case LATE_ANSWERS -> world.net.answersLate(host, length, some());
            case WATCH_LAG -> {
                world.net.watchLag(host, Math.min(some(), 3_000_000_000L));
                then(length, () -> world.net.watchLag(host, 0));
            }
            case LINK_CUT_ONE_WAY -> linkCut(host, length, true);
            case LINK_CUT -> linkCut(host, length, false);
            case LINK_RESET -> world.links.reset(host, rng.pick(world.hosts));
            case LINK_SLOW -> linkSlow(host, length);
            case LOG_CUT -> {
                world.net.logCut(host, true);
                then(length, () -> world.net.logCut(host, false));
            }
            case LOG_STALL -> world.logStalledUntil = world.time.nanos() + Math.min(length, 4_000_000_000L);
            case LOST_COMMITS -> world.net.loseCommits(host, 1 + rng.below(3));
            case RESOURCE_HANG -> hang(host, length);
            case SWITCHOVER -> switchover(host);
            case FENCE -> {
                operator.fence(host.id, true);
                then(length, () -> operator.fence(host.id, false));
            }
            case POLICY -> policy();
            case ACKNOWLEDGE -> operator.acknowledge();
            case JOIN -> {
                if (world.hosts.size() < 7) {
                    world.add(rng.chance(0.2) ? Map.of(MemberRecord.WITNESS, "true") : Map.of())
                            .start();
                }
            }
        }
    }

    private void power(SimHost host, long length) {
        host.power(false);
        host.kill("has lost power");
        then(length, () -> {
            host.power(true);
            host.start();
        });
    }

    private void close(SimHost host, long length) {
        SimProcess p = host.process;
        if (p != null) {
            world.story.tell(host.id.value(), "is asked to stop");
            p.input(new dev.baton.protocol.Input.Close());
            then(length, () -> {
                if (host.process == p) {
                    host.kill("did not stop in time and is killed");
                }
                host.start();
            });
        }
    }

    private void pause(SimHost host, long length) {
        SimProcess p = host.process;
        if (p != null) {
            p.pause();
            then(length, p::resume);
        }
    }

    private void stall(SimHost host, long length) {
        SimProcess p = host.process;
        if (p != null) {
            p.stall();
            then(length, p::unstall);
        }
    }

    /**
     * A wall clock that is set back by just as long as the machine was suspended within one lease hides the suspension: nothing that Java
     * can read would show it (docs/adr 3). So those two keep their distance.
     */
    private void set(SimHost host) {
        long apart = 3 * world.policy.timing().leaseMillis() * 1_000_000L;
        if (!host.clock.suspended() && world.time.nanos() - host.wokenNanos > apart) {
            host.setNanos = world.time.nanos();
            host.clock.setBy(rng.chance(0.5) ? rng.between(-60, 60) : rng.between(-5_000, 5_000));
        }
    }

    private void suspend(SimHost host, long length) {
        if (world.time.nanos() - host.setNanos <= 3 * world.policy.timing().leaseMillis() * 1_000_000L) {
            return;
        }
        SimProcess p = host.process;
        host.clock.suspend();
        if (p != null) {
            p.pause();
        }
        then(length, () -> wake(host));
    }

    private void wake(SimHost host) {
        host.clock.wake();
        host.wokenNanos = world.time.nanos();
        if (host.process == null) {
            world.restartLater(host);
        } else {
            host.process.resume();
        }
    }

    private void storeCut(SimHost host, boolean now) {
        world.net.storeCut(host, now);
        SimProcess p = host.process;
        if (p != null) {
            p.run(Source.STORE, now ? p.store::cut : p.store::healed);
        }
    }

    private void storeReset(SimHost host) {
        SimProcess p = host.process;
        if (p != null) {
            rng.pick(p.store.connections).reset("the connection broke", rng.between(0, 2_000_000_000L));
            if (rng.chance(0.3)) {
                p.store.resetAll("the connections broke");
            }
        }
    }

    private void sessionLoss(SimHost host) {
        SimProcess p = host.process;
        if (p != null) {
            StoreConnection c = rng.pick(p.store.connections);
            world.ensemble.end(c.session());
            c.reset("the session has expired", rng.between(0, 2_000_000_000L));
        }
    }

    private void linkCut(SimHost host, long length, boolean oneWay) {
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
        then(length, () -> {
            for (SimHost other : world.hosts) {
                world.net.cut(host, other, false);
                world.net.cut(other, host, false);
            }
            world.links.healed();
        });
    }

    private void linkSlow(SimHost host, long length) {
        long by = Math.min(some(), 3_000_000_000L);
        for (SimHost other : world.hosts) {
            world.net.slow(host, other, by);
            world.net.slow(other, host, rng.chance(0.5) ? by : 0);
        }
        then(length, () -> {
            for (SimHost other : world.hosts) {
                world.net.slow(host, other, 0);
                world.net.slow(other, host, 0);
            }
        });
    }

    private void hang(SimHost host, long length) {
        SimProcess p = host.process;
        if (p != null) {
            p.resource.hang(true);
            then(length, () -> p.run(Source.RESOURCE, () -> p.resource.hang(false)));
        }
    }

    private void switchover(SimHost host) {
        MemberId target = rng.chance(0.6) ? host.id : null;
        long think = rng.chance(0.5) ? 0 : rng.between(0, 2_000_000_000L);
        long valid = rng.chance(0.8) ? 30_000 : rng.between(1, 1_500);
        operator.switchover(target, think, valid);
    }

    private void policy() {
        if (rng.chance(0.3)) {
            operator.policy(p -> mode(p, Policy.Mode.PAUSED));
            then(some(), this::active);
        } else {
            double factor = 0.5 + rng.uniform();
            operator.policy(p -> new Policy(
                    p.mode(),
                    scaled(world.policy.timing(), factor),
                    p.maxLagRecords(),
                    p.bootstrapMillis(),
                    p.requireFence()));
        }
    }

    private void active() {
        operator.policy(
                p -> new Policy(Policy.Mode.ACTIVE_PASSIVE, p.timing(), p.maxLagRecords(), p.bootstrapMillis()));
    }

    private static Policy mode(Policy p, Policy.Mode mode) {
        return new Policy(mode, p.timing(), p.maxLagRecords(), p.bootstrapMillis(), p.requireFence());
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

    void heal() {
        world.story.tell("fault", "all is healed");
        world.net.heal();
        world.logStalledUntil = 0;
        active();
        operator.acknowledge();
        for (SimHost host : world.hosts) {
            host.power(true);
            host.clock.wake();
            operator.fence(host.id, false);
            SimProcess p = host.process;
            if (p != null) {
                p.resume();
                p.unstall();
                p.resource.hang(false);
                if (p.alive()) {
                    p.store.healed();
                }
            }
            if (host.process == null) {
                world.restartLater(host);
            }
        }
        world.links.healed();
    }
}
