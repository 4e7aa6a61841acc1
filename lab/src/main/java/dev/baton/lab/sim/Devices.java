package dev.baton.lab.sim;

import dev.baton.model.MemberRecord;
import dev.baton.protocol.Effect;
import dev.baton.protocol.Input;

/** Fence devices, of which some groups have none, and which answer late, wrongly or not at all. What is off is off before the answer. */
final class Devices {
    private static final long LONGEST_NANOS = 6_000_000_000L;

    private final World world;

    Devices(World world) {
        this.world = world;
    }

    void off(SimProcess asker, Effect.FenceOff asked) {
        if (world.rng.chance(0.3)) {
            asker.input(new Input.FencedOff(asked.action(), null, "no fence device is configured"));
            return;
        }
        boolean fails = world.rng.chance(0.2);
        boolean silent = world.rng.chance(0.1);
        world.time.after(world.rng.between(1_000_000L, LONGEST_NANOS), () -> {
            SimHost host = world.host(asked.target());
            boolean refuses = fails || world.healed(); // What is healed stays whole.
            if (!refuses) {
                host.kill("is turned off by a fence device");
                host.power(false);
                world.time.after(world.rng.between(0, LONGEST_NANOS), () -> {
                    host.power(true);
                    host.start();
                });
            }
            if (!silent) {
                asker.later(
                        world.rng.between(100_000L, LONGEST_NANOS),
                        Source.RESOURCE,
                        () -> asker.input(new Input.FencedOff(
                                asked.action(),
                                refuses ? null : MemberRecord.Off.Kind.DEVICE,
                                refuses ? "wrong password" : "the device says off")));
            }
        });
    }
}
