package dev.baton.lab.sim;

/** The inputs that the group is to work: numbered from 1, one after the other, for as long as the run lasts. */
final class Workload {
    private final World world;
    private final long everyNanos;
    private long produced;

    Workload(World world, long everyNanos) {
        this.world = world;
        this.everyNanos = everyNanos;
    }

    long produced() {
        return produced;
    }

    void start() {
        world.time.after(world.rng.between(everyNanos / 2, everyNanos * 3 / 2), () -> {
            produced++;
            for (SimHost host : world.hosts) {
                SimProcess p = host.process;
                if (p != null && p.resource.serving()) {
                    p.run(Source.RESOURCE, p.resource::turn);
                }
            }
            start();
        });
    }
}
