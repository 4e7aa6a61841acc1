package dev.baton.lab.sim;

import dev.baton.model.Incarnation;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A machine: its clocks outlive the processes that run on it, one after the other. */
final class SimHost {
    final World world;
    final int number;
    final MemberId id;
    final int priority;
    final HostClock clock;
    final Map<String, String> tags;
    /** How far a follower of the log is behind here. */
    final long followLagNanos;

    /** When its wall clock was last set, and when it last woke from a suspension. */
    long setNanos = Long.MIN_VALUE / 2;

    long wokenNanos = Long.MIN_VALUE / 2;
    private int lives;
    private boolean unpowered;

    @Nullable
    SimProcess process;

    SimHost(
            World world,
            int number,
            MemberId id,
            int priority,
            Map<String, String> tags,
            HostClock clock,
            long followLagNanos) {
        this.world = world;
        this.number = number;
        this.id = id;
        this.priority = priority;
        this.tags = tags;
        this.clock = clock;
        this.followLagNanos = followLagNanos;
    }

    boolean witness() {
        return "true".equals(tags.get(MemberRecord.WITNESS));
    }

    /** How many processes have run here. */
    int lives() {
        return lives;
    }

    boolean alive() {
        return process != null;
    }

    /** Nothing answers there, not even to say that nothing listens. */
    boolean unpowered() {
        return unpowered;
    }

    void power(boolean on) {
        unpowered = !on;
    }

    /** Starts the service, unless it runs. */
    void start() {
        if (process == null && !unpowered && !clock.suspended()) {
            SimProcess fresh = new SimProcess(this, new Incarnation(id.service() + "." + ++lives));
            process = fresh;
            world.story.tell(id.value(), "starts as " + fresh.incarnation);
            fresh.open();
            world.links.appeared(this);
        }
    }

    /** The process is gone at once, with all that it knew. */
    void kill(String how) {
        SimProcess victim = process;
        if (victim != null) {
            process = null;
            world.story.tell(id.value(), how);
            victim.end(false);
            world.links.vanished(this);
        }
    }

    /** The process has left in order. */
    void left(SimProcess leaver) {
        if (process == leaver) {
            process = null;
            world.story.tell(id.value(), "has stopped in order");
            leaver.end(true);
            world.links.vanished(this);
            if (world.healed()) {
                world.restartLater(this); // It was asked to stop before.
            }
        }
    }
}
