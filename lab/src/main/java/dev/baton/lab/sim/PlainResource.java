package dev.baton.lab.sim;

import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import dev.baton.protocol.Input;
import dev.baton.protocol.ResourceView;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A resource that cannot refuse anybody and so gives no receipts: only the guard stands between two members that act. Each effect takes
 * place in the instant of its check.
 */
final class PlainResource implements SimResource {
    private final World world;
    private final SimProcess process;
    private final Deque<Runnable> commands = new ArrayDeque<>();
    private Epoch term = Epoch.NONE;
    /** The epoch of the last promotion, finished or not: what a demotion ends. */
    private Epoch begun = Epoch.NONE;

    private boolean serve;
    private boolean hung;
    private long endings;
    private long effects;

    PlainResource(World world, SimProcess process) {
        this.world = world;
        this.process = process;
    }

    @Override
    public void open() {
        // Ready at once.
    }

    @Override
    public ResourceView view() {
        return new ResourceView(world.plainEffects, 0, effects, true, "ready", false);
    }

    @Override
    public void promote(Epoch epoch) {
        long asked = endings;
        begun = epoch;
        long takes = world.rng.chance(0.1)
                ? world.rng.between(100_000_000L, 2_000_000_000L)
                : world.rng.between(500_000L, 20_000_000L);
        boolean fails = world.rng.chance(0.03);
        after(takes, () -> {
            if (endings != asked) {
                return;
            }
            if (fails) {
                process.input(new Input.PromotionFailed(epoch, "not now"));
                return;
            }
            term = epoch;
            process.input(new Input.Promoted(epoch, world.plainEffects, false));
        });
    }

    @Override
    public void activate(Epoch epoch) {
        after(quick(), () -> serve |= epoch.equals(term));
    }

    @Override
    public void resume(Epoch epoch) {
        activate(epoch);
    }

    @Override
    public void pause(Epoch epoch) {
        after(quick(), () -> {
            if (epoch.equals(term)) {
                serve = false;
                process.input(new Input.Drained(epoch, world.plainEffects));
            }
        });
    }

    @Override
    public void demote() {
        endings++;
        after(quick(), () -> {
            serve = false;
            Epoch over = begun;
            term = Epoch.NONE;
            begun = Epoch.NONE;
            process.input(new Input.Demoted(over));
        });
    }

    private long quick() {
        return world.rng.between(20_000L, 2_000_000L);
    }

    private void after(long nanos, Runnable command) {
        process.later(nanos, Source.RESOURCE, () -> {
            commands.add(command);
            turn();
        });
    }

    @Override
    public void rejoin(Epoch fencedIn) {
        boolean done = world.rng.chance(0.9);
        process.later(
                world.rng.between(100_000L, 2_000_000_000L),
                Source.RESOURCE,
                () -> process.input(new Input.Rejoined(fencedIn, done, 0, done ? "" : "its disk is full")));
    }

    @Override
    public void hang(boolean now) {
        hung = now;
        turn();
    }

    @Override
    public boolean serving() {
        return serve;
    }

    @Override
    public void turn() {
        while (!hung && !commands.isEmpty()) {
            commands.remove().run();
        }
        if (!hung && serve) {
            try {
                process.guard.check(term);
                effects++;
                world.plainEffects++;
                world.checks.effect(process, term);
            } catch (Guard.NotPrimaryException shut) {
                // The next effect checks again: the guard may open once more in this term.
            }
        }
    }
}
