package dev.baton.lab.sim;

import dev.baton.model.Leadership;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Strikes at random, with what the seed chose to use; a fault ends by itself after a while, or when all is healed. */
final class Chaos {
    private final World world;
    private final Faults faults;
    private final Healing healing;
    private final List<FaultKind> kinds = new ArrayList<>();
    private final long meanNanos;
    private boolean over;

    Chaos(World world, Operator operator, Set<FaultKind> allowed) {
        this.world = world;
        this.faults = new Faults(world, operator, this);
        this.healing = new Healing(world, operator);
        // Few kinds at a time go deeper than all at once.
        double share = world.rng.chance(0.3) ? 1.0 : 0.15 + 0.5 * world.rng.uniform();
        for (FaultKind kind : FaultKind.values()) {
            if (allowed.contains(kind) && world.rng.chance(share)) {
                kinds.add(kind);
            }
        }
        if (kinds.isEmpty() && !allowed.isEmpty()) {
            kinds.add(world.rng.pick(List.copyOf(allowed)));
        }
        this.meanNanos = (long) (world.lengthNanos() * (0.4 + 2.6 * world.rng.uniform()));
    }

    List<FaultKind> kinds() {
        return kinds;
    }

    void start() {
        if (!kinds.isEmpty()) {
            world.time.after(world.rng.between(0, 2 * meanNanos), this::strike);
        }
    }

    private void strike() {
        if (over) {
            return;
        }
        faults.strike(world.rng.pick(kinds), victim());
        if (world.rng.chance(0.25)) {
            // Two at once are where it gets interesting.
            faults.strike(world.rng.pick(kinds), victim());
        }
        start();
    }

    /** Often the holder. */
    private SimHost victim() {
        SimHost holder = holder();
        return holder != null && world.rng.chance(0.5) ? holder : world.rng.pick(world.hosts);
    }

    private @Nullable SimHost holder() {
        SimStore.Node node = world.store.get(world.paths.leadership);
        return node != null && node.data() instanceof Leadership l && l.holder() != null
                ? world.host(l.holder())
                : null;
    }

    boolean over() {
        return over;
    }

    /** Whether everybody came back when all was healed. */
    boolean whole() {
        return healing.whole();
    }

    /** From now on nothing strikes, and what was broken works. */
    void heal() {
        over = true;
        healing.heal();
    }
}
