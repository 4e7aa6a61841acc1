package dev.baton.lab.sim;

import dev.baton.model.Lease;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of all faults. Mostly everything is mended; at times only what L1 asks for: the store, the log and one ready elector, while other
 * hosts stay down or direct links stay cut.
 */
final class Healing {
    private final World world;
    private final Operator operator;
    private boolean whole = true;

    Healing(World world, Operator operator) {
        this.world = world;
        this.operator = operator;
    }

    /** Whether everybody is back. */
    boolean whole() {
        return whole;
    }

    void heal() {
        world.healedNanos = world.time.nanos();
        boolean cutLinks = world.rng.chance(0.1);
        world.net.heal();
        world.logStalledUntil = 0;
        world.ensemble.settle();
        operator.mendAll();
        operator.active();
        for (int second = 1; second <= 10; second++) {
            world.time.after(second * 1_000_000_000L, operator::active); // A pause may be carried out only now.
        }
        operator.acknowledge();
        List<SimHost> down = stayDown();
        whole = down.isEmpty() && !cutLinks;
        world.story.tell(
                "fault",
                whole ? "all is healed" : "healed, but " + (cutLinks ? "no direct link" : ids(down) + " down"));
        for (SimHost host : world.hosts) {
            if (down.contains(host)) {
                host.kill("stays down");
            } else {
                heal(host);
            }
        }
        if (cutLinks) {
            for (SimHost from : world.hosts) {
                world.hosts.forEach(to -> world.net.cut(from, to, from != to));
            }
        } else {
            world.links.healed();
        }
    }

    private void heal(SimHost host) {
        host.power(true);
        host.clock.wake();
        operator.fence(host.id, false);
        operator.retire(host.id, false);
        SimProcess p = host.process;
        if (p != null) {
            p.resume();
            p.unstall();
            p.resource.hang(false);
            if (p.alive()) {
                p.store.healed();
            }
        }
        if (host.process == null) {
            world.restartLater(host);
        }
    }

    /** Whom the rest can do without: all but one that the present lease names and that may be granted something. */
    private List<SimHost> stayDown() {
        SimStore.Node node = world.store.get(world.paths.lease);
        List<SimHost> down = new ArrayList<>();
        if (!world.rng.chance(0.2) || node == null || !(node.data() instanceof Lease lease)) {
            return down;
        }
        List<SimHost> able = new ArrayList<>();
        for (SimHost host : world.hosts) {
            if (lease.electors().contains(host.id) && host.tags.isEmpty()) {
                able.add(host);
            }
        }
        if (able.isEmpty()) {
            return down;
        }
        SimHost stays = world.rng.pick(able);
        for (SimHost host : world.hosts) {
            if (host != stays && world.rng.chance(0.6)) {
                down.add(host);
            }
        }
        return down;
    }

    private static List<String> ids(List<SimHost> hosts) {
        return hosts.stream().map(h -> h.id.value()).toList();
    }
}
