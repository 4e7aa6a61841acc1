package dev.baton.lab.sim;

import java.util.function.BooleanSupplier;

/** What a standby knows of the log: it follows, and looks now and then how far the log goes, as the shipped one does. */
final class LogFollower {
    private static final long PROBE_NANOS = 1_000_000_000L;

    private final World world;
    private final SimProcess process;
    private final Replica replica;
    private long seenEnd = -1;
    private String problem = "not yet heard of the log";

    LogFollower(World world, SimProcess process, Replica replica) {
        this.world = world;
        this.process = process;
        this.replica = replica;
    }

    /** Begins to look at the log; each time only where {@code follows} says so. */
    void open(BooleanSupplier follows) {
        process.later(world.rng.between(5_000_000L, 200_000_000L), Source.RESOURCE, () -> probe(follows));
    }

    private void probe(BooleanSupplier follows) {
        if (follows.getAsBoolean()) {
            boolean answers = !world.net.logCut(process.host) && world.logStalledUntil <= world.time.nanos();
            seenEnd = answers ? world.log.stableEnd() : -1;
            problem = answers ? "" : "the log does not answer";
            if (answers) {
                follow();
            }
        }
        process.later(PROBE_NANOS, Source.RESOURCE, () -> probe(follows));
    }

    void follow() {
        if (!world.net.logCut(process.host)) {
            replica.follow(world.time.nanos() - process.host.followLagNanos);
        }
    }

    /** Records behind, as of the last look; -1 where unknown. */
    long lag() {
        return seenEnd < 0 ? -1 : Math.max(0, seenEnd - replica.position());
    }

    /** What keeps it from following, or empty. */
    String problem() {
        return problem;
    }
}
