package dev.baton.lab.sim;

import dev.baton.model.ActionKind;
import dev.baton.model.MemberRecord;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of the shipped core on simulated time.
 *
 * <p>First the safety phase: faults strike, and every guarantee is checked after every event. Then all is healed, and L1 is checked: within
 * a bounded time the group has a primary that works, open actions have ended, and it stays so.
 */
public final class Simulation {
    private static final double SHARE_WITH_OPERATORS = 0.1;
    private static final List<String> PRESETS = List.of("fast", "balanced", "conservative");

    private final World world;
    private final Operator operator;
    private final Chaos chaos;
    private final @Nullable Intruder intruder;
    private final SimOptions options;
    private final String preset;
    private final long seed;

    private Simulation(long seed, SimOptions options) {
        this.seed = seed;
        this.options = options;
        Rng choice = new Rng(seed ^ 0x5DEECE66DL);
        String chosen = PRESETS.get(choice.below(PRESETS.size()));
        this.preset = options.preset() == null ? chosen : options.preset();
        int count = options.members() == 0 ? 2 + choice.below(4) : options.members();
        Timing timing = drifting(Timing.preset(preset), choice);
        Policy open = new Policy(Policy.Mode.ACTIVE_PASSIVE, timing, 1_000, timing.leaseMillis());
        // Of a chance of its own: without operators a seed is the run that it was before there were any.
        Rng authority = new Rng(seed ^ 0x51D7ED0A11L);
        boolean operators = authority.chance(SHARE_WITH_OPERATORS);
        if (options.operators() != null) {
            operators = options.operators();
        }
        Policy policy = operators ? open.withFourEyes(fourEyes(authority)) : open;
        boolean chance = choice.chance(0.25);
        this.world = new World(
                seed,
                policy,
                options.plain() == null ? chance : options.plain(),
                options.transcript(),
                options.wakesOfEvery(),
                operators);
        this.intruder = world.people == null ? null : new Intruder(world, world.people);
        this.operator = new Operator(world);
        for (int i = 0; i < count; i++) {
            world.add(Map.of());
        }
        if (count < 5 && choice.chance(0.25)) {
            world.add(Map.of(MemberRecord.WITNESS, "true"));
        }
        if (count > 2 && choice.chance(0.1)) {
            world.add(Map.of(MemberRecord.NO_FAILOVER, "true"));
        }
        this.chaos = new Chaos(world, operator, options.faults());
    }

    /** Which actions need a second signature: none, all, or some. */
    private static List<ActionKind> fourEyes(Rng choice) {
        double share = choice.chance(0.4) ? 0 : choice.chance(0.3) ? 1 : 0.5;
        return Arrays.stream(ActionKind.values())
                .filter(kind -> kind != ActionKind.DRILL && choice.chance(share))
                .toList();
    }

    /** A third of the runs has clocks that are far worse than the presets expect, and a policy that knows it. */
    private static Timing drifting(Timing t, Rng choice) {
        long ppm = choice.chance(0.4) ? choice.between(20_000, 300_000) : t.driftPpm();
        long needed = (t.leaseMillis() * ppm + 999_999) / 1_000_000 + Timing.CLOCK_TOLERANCE_MILLIS;
        long margin = Math.max(t.marginMillis(), needed);
        return new Timing(
                t.heartbeatMillis(),
                t.suspectMillis(),
                t.leaseMillis(),
                margin,
                ppm,
                choice.chance(0.3) ? choice.between(2_000, 10_000) : 0,
                t.promiseMillis() < 2 * margin ? 0 : t.promiseMillis());
    }

    /**
     * Runs that seed.
     *
     * @return what happened, with the first violation if there was one: a run ends there
     */
    public static SimResult run(long seed, SimOptions options) {
        return new Simulation(seed, options).run();
    }

    private SimResult run() {
        if (world.story.told()) {
            world.story.tell("seed", seed + ": " + preset + ", " + world.hosts.size() + " members, " + chaos.kinds());
        }
        for (SimHost host : world.hosts) {
            world.time.after(world.rng.between(0, 300_000_000L), host::start);
        }
        world.workload.start();
        world.time.after(3 * world.lengthNanos(), chaos::start);
        if (intruder != null) {
            world.time.after(3 * world.lengthNanos(), intruder::start);
        }
        world.runTo(world.time.nanos() + options.leases() * world.lengthNanos());
        Liveness liveness = new Liveness(world);
        if (world.checks.violations().isEmpty()) {
            operator.leave();
            chaos.heal();
            liveness.check(chaos.whole());
        }
        if (world.checks.violations().isEmpty()) {
            world.checks.finish();
        }
        return result(liveness.millis());
    }

    private SimResult.@Nullable Asked asked() {
        AuthorityCheck authority = world.checks.authority();
        return authority == null || world.people == null || intruder == null
                ? null
                : new SimResult.Asked(
                        world.people.asked().size(), authority.started(), intruder.attacks(), authority.refused());
    }

    private SimResult result(long healMillis) {
        world.mix(world.log.end());
        world.mix(world.checks.log().committed());
        return new SimResult(
                seed,
                world.time.events(),
                world.time.nanos(),
                world.hash(),
                preset,
                world.hosts.size(),
                world.checks.epochs().top().value(),
                healMillis,
                asked(),
                world.checks.violations());
    }
}
