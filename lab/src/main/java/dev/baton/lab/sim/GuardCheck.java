package dev.baton.lab.sim;

import dev.baton.model.Epoch;
import dev.baton.model.Lease;
import dev.baton.model.MemberRecord;
import dev.baton.model.StoreLayout;
import dev.baton.protocol.Effect;
import java.util.ArrayList;
import java.util.List;

/**
 * S4: at any instant at most one member that is not fenced has a valid guard. A guard for effects that nothing fences excludes every other;
 * one for the fenced resource may overlap an earlier one only once the resource itself refuses that earlier epoch.
 */
final class GuardCheck {
    private record Armed(SimProcess process, Epoch epoch, long exclusiveFromNanos) {
        boolean open() {
            return process.guard.open();
        }

        boolean exclusive() {
            return open() && process.host.clock.nanos() - exclusiveFromNanos >= 0;
        }
    }

    private final World world;
    private final Checks checks;
    private final List<Armed> armed = new ArrayList<>();

    GuardCheck(World world, Checks checks) {
        this.world = world;
        this.checks = checks;
    }

    void opened(SimProcess process, Effect.OpenGuard e) {
        for (int i = 0; i < armed.size(); i++) {
            Armed a = armed.get(i);
            if (a.process() == process) {
                if (!a.epoch().equals(e.epoch()) || a.exclusiveFromNanos() != e.exclusiveFromNanos()) {
                    armed.set(i, new Armed(process, e.epoch(), e.exclusiveFromNanos()));
                }
                return;
            }
        }
        armed.add(new Armed(process, e.epoch(), e.exclusiveFromNanos()));
        if (!checks.epochs().wasPrimary(e.epoch(), process)) {
            checks.violated(
                    "S4",
                    process.id + " opened its guard for epoch " + e.epoch()
                            + " before the store had PRIMARY of that epoch from this life of it");
        }
        if (process.host.clock.nanos() - e.exclusiveFromNanos() < 0) {
            world.time.at(process.host.clock.trueAt(e.exclusiveFromNanos()), this::check);
        }
    }

    /**
     * STAY: whoever holds the lease in the store with an open guard does not give it up by itself, unless it is told to stop, its resource
     * refuses or fails, or it is fenced. To be asked before the guard is shut.
     */
    void stopping(SimProcess process, Epoch epoch) {
        SimStore.Node lease = world.store.get(world.paths.lease);
        SimStore.Node record = world.store.get(StoreLayout.member(process.id));
        boolean holds = lease != null
                && lease.data() instanceof Lease l
                && l.epoch().equals(epoch)
                && l.heldBy(process.id, process.incarnation);
        boolean fenced = record != null && record.data() instanceof MemberRecord m && m.fenced();
        if (holds && !fenced && process.guard.open() && !process.toldToStop()) {
            checks.violated(
                    "STAY",
                    process.id + " gave up epoch " + epoch + " although its guard was open and the lease its own");
        }
    }

    void shut(SimProcess process) {
        armed.removeIf(a -> a.process() == process);
    }

    void check() {
        if (armed.size() < 2) {
            return;
        }
        for (int i = 0; i < armed.size(); i++) {
            for (int j = i + 1; j < armed.size(); j++) {
                check(armed.get(i), armed.get(j));
            }
        }
    }

    private void check(Armed one, Armed other) {
        if (!one.open() || !other.open()) {
            return;
        }
        Armed later = one.epoch().isAfter(other.epoch()) ? one : other;
        String both = one.process().id + " (epoch " + one.epoch() + ") and " + other.process().id + " (epoch "
                + other.epoch() + ")";
        if (world.plain || (one.exclusive() && other.exclusive())) {
            checks.violated("S4", "two guards are open for what nothing fences: " + both);
        } else if (!checks.log().marked(later.epoch().value())) {
            checks.violated("S4", "two guards are open, and the log does not refuse the earlier epoch: " + both);
        }
    }
}
