package dev.baton.lab.sim;

import dev.baton.model.MemberId;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Short runs without chance, to be read: what the shipped core does, step by step, with the time of each. */
public final class Stories {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> lines = new ArrayList<>();
    private final World world;
    private final Operator operator;

    private Stories() {
        Timing timing = Timing.BALANCED.cooldown(0);
        world = new World(7, new Policy(Policy.Mode.ACTIVE_PASSIVE, timing, 1_000, 1_000), false, lines::add);
        operator = new Operator(world);
        for (int i = 0; i < 3; i++) {
            SimHost host = world.add(Map.of());
            world.time.after(i * 20_000_000L, host::start);
        }
        world.workload.start();
        world.runTo(3 * SECOND);
    }

    /** A planned move of the role from a to b. */
    public static List<String> switchover() {
        Stories story = new Stories();
        World world = story.world;
        world.story.tell("operator", "asks for a switchover to orders-b");
        story.operator.switchover(new MemberId("orders-b"), 0, 30_000);
        world.runTo(5 * SECOND);
        return story.told();
    }

    /** The primary's host is cut off from the store, the log and its peers, and comes back. */
    public static List<String> partition() {
        Stories story = new Stories();
        World world = story.world;
        SimHost holder = world.host(new MemberId("orders-a"));
        story.cutOff(holder, true);
        world.runTo(8 * SECOND);
        story.cutOff(holder, false);
        world.runTo(12 * SECOND);
        return story.told();
    }

    private void cutOff(SimHost host, boolean now) {
        world.story.tell("network", now ? host.id + " is cut off from everything" : host.id + " is reached again");
        for (SimHost other : world.hosts) {
            if (other != host) {
                world.net.cut(host, other, now);
                world.net.cut(other, host, now);
            }
        }
        world.net.logCut(host, now);
        world.net.storeCut(host, now);
        SimProcess p = host.process;
        if (p != null) {
            p.run(Source.STORE, now ? p.store::cut : p.store::healed);
        }
        if (!now) {
            world.links.healed();
        }
    }

    private List<String> told() {
        world.checks.violations().forEach(v -> lines.add("VIOLATED " + v));
        long acknowledged = world.checks.log().acknowledged();
        lines.add("acknowledged " + acknowledged + ", in the log "
                + world.checks.log().committed());
        return List.copyOf(lines);
    }
}
