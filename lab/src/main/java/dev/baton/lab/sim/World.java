package dev.baton.lab.sim;

import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.Policy;
import dev.baton.model.ServiceId;
import dev.baton.model.StoreLayout;
import dev.baton.model.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One group and all around it. Everything happens on simulated time, in one thread. */
final class World {
    private static final long MOST_EVENTS = 4_000_000;
    private static final long WALL_MILLIS = 1_760_000_000_000L;
    private static final String NAMES = "abcdefgh";

    final Rng rng;
    final Scheduler time = new Scheduler();
    final GroupId group = new GroupId("orders");
    final Paths paths = new Paths(group);
    final Policy policy;
    final Story story;
    final Network net;
    final Checks checks;
    final SimStore store = new SimStore();
    final Ensemble ensemble;
    final SimLog log;
    final Links links;
    final Workload workload;
    final Devices devices = new Devices(this);
    final List<SimHost> hosts = new ArrayList<>();
    long logStalledUntil;
    /** From when on nothing strikes any more. */
    long healedNanos = Long.MAX_VALUE;
    /** When the last write was applied that had been on its way when all was healed. */
    long lateWriteNanos;
    /** Effects of a resource that fences nobody, where the group has such a one. */
    long plainEffects;

    final boolean plain;
    /** The operators that were enrolled, or null: then requests need no signature. */
    final @Nullable People people;

    private long hash = 0x9E3779B97F4A7C15L;

    World(long seed, Policy policy, boolean plain, @Nullable Consumer<String> transcript) {
        this(seed, policy, plain, transcript, SimOptions.DEFAULT.wakesOfEvery(), false);
    }

    World(
            long seed,
            Policy policy,
            boolean plain,
            @Nullable Consumer<String> transcript,
            int wakesOfEvery,
            boolean operators) {
        this.rng = new Rng(seed);
        this.policy = policy;
        this.plain = plain;
        this.story = new Story(time, transcript);
        this.net = new Network(rng, time);
        this.people = operators ? new People(this, seed) : null;
        this.checks = new Checks(this, wakesOfEvery);
        store.multi(List.of(new Op.Create(StoreLayout.GROUPS, "", false)), 0);
        this.ensemble = new Ensemble(this, store);
        this.log = new SimLog(time, rng, checks::committed);
        this.links = new Links(this);
        this.workload = new Workload(this, Math.max(20, policy.timing().leaseMillis() / 10) * 1_000_000L);
        if (people != null) {
            people.enrol();
        }
    }

    /** True time, by which people go. */
    long wallMillis() {
        return WALL_MILLIS + time.millis();
    }

    /** People write, by console, command line or worse; true where it was applied. */
    boolean byHand(List<Op> ops) {
        boolean applied = store.multi(ops, 0) instanceof Reply.Applied;
        if (applied) {
            checks.written(null, ops);
        }
        return applied;
    }

    /** One more machine. Its clock runs within the policy's drift. */
    SimHost add(Map<String, String> tags) {
        int number = hosts.size();
        Timing timing = policy.timing();
        long most = timing.driftPpm();
        long ppm = rng.chance(0.3) ? (rng.chance(0.5) ? most : -most) : rng.between(-most, most);
        long base = rng.between(
                -500_000_000_000_000L, 500_000_000_000_000L); // Where it begins is left open by the platform.
        long wall = WALL_MILLIS + rng.between(-50, 50);
        SimHost host = new SimHost(
                this,
                number,
                MemberId.of(group, new ServiceId(NAMES.substring(number, number + 1))),
                tags.containsKey(MemberRecord.WITNESS) ? Integer.MAX_VALUE : number * 10,
                tags,
                new HostClock(time, ppm, base, wall),
                rng.between(1_000_000L, 30_000_000L));
        hosts.add(host);
        return host;
    }

    SimHost host(MemberId id) {
        for (SimHost host : hosts) {
            if (host.id.equals(id)) {
                return host;
            }
        }
        throw new IllegalArgumentException("no host of " + id);
    }

    /** What a run's length and the faults' frequency go by: a lease, or less where leases are long. */
    long lengthNanos() {
        return Math.min(policy.timing().leaseMillis(), 4_000) * 1_000_000L;
    }

    boolean healed() {
        return time.nanos() >= healedNanos;
    }

    /** As a supervisor would. */
    void restartLater(SimHost host) {
        time.after(rng.between(50_000_000L, 3_000_000_000L), host::start);
    }

    /** What happened goes into the run's hash. */
    void mix(long what) {
        long h = hash ^ (what + time.nanos() * 0xD6E8FEB86659FD93L);
        h *= 0xBF58476D1CE4E5B9L;
        hash = h ^ (h >>> 29);
    }

    long hash() {
        return hash;
    }

    /** A core that spins is broken. */
    void bound() {
        if (time.events() == MOST_EVENTS) {
            checks.violated("CORE", MOST_EVENTS + " events by " + time.millis() + " ms: something spins");
        }
    }

    /** Runs until then or until something is violated. */
    void runTo(long nanos) {
        while (checks.violations().isEmpty() && time.next(nanos)) {
            bound();
        }
    }
}
