package dev.baton.lab.sim;

import dev.baton.protocol.Input;

/** What happens to a machine, its clocks and the process on it. */
final class HostFaults {
    private final World world;
    private final Faults faults;

    HostFaults(World world, Faults faults) {
        this.world = world;
        this.faults = faults;
    }

    void crash(SimHost host, long length) {
        host.kill("is killed");
        faults.then(length, host::start);
    }

    void power(SimHost host, long length) {
        host.power(false);
        host.kill("has lost power");
        faults.then(length, () -> {
            host.power(true);
            host.start();
        });
    }

    void close(SimHost host, long length) {
        SimProcess p = host.process;
        if (p != null) {
            world.story.tell(host.id.value(), "is asked to stop");
            p.input(new Input.Close());
            faults.then(length, () -> {
                if (host.process == p) {
                    host.kill("did not stop in time and is killed");
                }
                host.start();
            });
        }
    }

    void pause(SimHost host, long length) {
        SimProcess p = host.process;
        if (p != null) {
            p.pause();
            faults.then(length, p::resume);
        }
    }

    void stall(SimHost host, long length) {
        SimProcess p = host.process;
        if (p != null) {
            p.stall();
            faults.then(length, p::unstall);
        }
    }

    /**
     * A wall clock that is set back by just as long as the machine was suspended within one lease hides the suspension: nothing that Java
     * can read would show it (docs/adr 3). So those two keep their distance.
     */
    void set(SimHost host) {
        long apart = 3 * world.policy.timing().leaseMillis() * 1_000_000L;
        if (!host.clock.suspended() && world.time.nanos() - host.wokenNanos > apart) {
            host.setNanos = world.time.nanos();
            host.clock.setBy(world.rng.chance(0.5) ? world.rng.between(-60, 60) : world.rng.between(-5_000, 5_000));
        }
    }

    void suspend(SimHost host, long length) {
        if (world.time.nanos() - host.setNanos <= 3 * world.policy.timing().leaseMillis() * 1_000_000L) {
            return;
        }
        SimProcess p = host.process;
        host.clock.suspend();
        if (p != null) {
            p.pause();
        }
        faults.then(length, () -> wake(host));
    }

    void wake(SimHost host) {
        host.clock.wake();
        host.wokenNanos = world.time.nanos();
        if (host.process == null) {
            world.restartLater(host);
        } else {
            host.process.resume();
        }
    }

    void hang(SimHost host, long length) {
        SimProcess p = host.process;
        if (p != null) {
            p.resource.hang(true);
            faults.then(length, () -> p.run(Source.RESOURCE, () -> p.resource.hang(false)));
        }
    }
}
