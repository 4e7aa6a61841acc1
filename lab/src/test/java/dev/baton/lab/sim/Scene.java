package dev.baton.lab.sim;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.Epoch;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.OpenAction;
import dev.baton.model.Policy;
import dev.baton.model.PromiseWord;
import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import dev.baton.model.Timing;
import dev.baton.model.Verdict;
import dev.baton.protocol.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One group and a script: each line of it waits for its condition, then does its deed, one after the other. The script begins once the group
 * has had a working primary for a while, which is then {@link #first}.
 */
final class Scene {
    private static final long LOOK_NANOS = 100_000L;

    private record Line(BooleanSupplier when, Runnable deed) {}

    private final long seed;
    private final @Nullable Consumer<String> transcript;
    private final List<Line> script = new ArrayList<>();
    private int members = 3;
    private boolean plain;
    private Timing timing = Timing.FAST.cooldown(0);
    private long settlesMillis = 4_000;
    private long lastsMillis = 2_500;
    private boolean mustWork;
    private int next;
    private long lineNanos;
    private @Nullable World world;
    private @Nullable Operator operator;

    Scene(long seed, @Nullable Consumer<String> transcript) {
        this.seed = seed;
        this.transcript = transcript;
    }

    // What the group is like.

    Scene members(int count) {
        members = count;
        return this;
    }

    Scene plain() {
        plain = true;
        return this;
    }

    Scene timing(Timing now) {
        timing = now;
        return this;
    }

    /** How long it goes on before the script's beginning. */
    Scene settles(long millis) {
        settlesMillis = millis;
        return this;
    }

    /** How long it goes on after the script's beginning. */
    Scene lasts(long millis) {
        lastsMillis = millis;
        return this;
    }

    /** At the end a primary must have acknowledged something lately. */
    Scene mustWork() {
        mustWork = true;
        return this;
    }

    // The script.

    Scene when(BooleanSupplier condition, Runnable deed) {
        script.add(new Line(condition, deed));
        return this;
    }

    /** At a random instant between so many milliseconds after the line before. */
    Scene after(long least, long most, Runnable deed) {
        long[] due = {-1};
        return when(
                () -> {
                    if (due[0] < 0) {
                        due[0] = lineNanos + world().rng.between(least * 1_000_000L, most * 1_000_000L);
                    }
                    return world().time.nanos() >= due[0];
                },
                deed);
    }

    @Nullable
    String run() {
        World w = new World(seed, new Policy(Policy.Mode.ACTIVE_PASSIVE, timing, 1_000, 200), plain, transcript);
        world = w;
        operator = new Operator(w);
        for (int i = 0; i < members; i++) {
            w.add(Map.of()).start();
        }
        w.workload.start();
        w.runTo(w.time.nanos() + settlesMillis * 1_000_000L);
        if (leadership().state() != LeadershipState.PRIMARY) {
            return null; // The group is not up yet: another seed will do.
        }
        first = w.host(Objects.requireNonNull(leadership().holder()));
        lineNanos = w.time.nanos();
        w.time.after(0, this::look);
        w.runTo(w.time.nanos() + lastsMillis * 1_000_000L);
        if (!w.checks.violations().isEmpty()) {
            SimResult.Violation violation = w.checks.violations().get(0);
            return violation.check() + ": " + violation.detail();
        }
        boolean works = w.time.nanos() - w.checks.log().acknowledgedNanos() < 1_000_000_000L;
        return mustWork && !works ? "L1: nothing was acknowledged for a second, although all is well" : null;
    }

    private void look() {
        while (next < script.size() && script.get(next).when().getAsBoolean()) {
            Line line = script.get(next++);
            lineNanos = world().time.nanos();
            line.deed().run();
        }
        world().time.after(LOOK_NANOS, this::look);
    }

    // Who and what there is.

    private @Nullable SimHost first;

    World world() {
        return Objects.requireNonNull(world, "the scene has not begun");
    }

    Operator operator() {
        return Objects.requireNonNull(operator, "the scene has not begun");
    }

    /** The primary at the beginning. */
    SimHost first() {
        return Objects.requireNonNull(first, "the scene has not begun");
    }

    /** The others, by their numbers. */
    List<SimHost> others() {
        return world().hosts.stream().filter(h -> h != first).toList();
    }

    SimHost second() {
        return others().get(0);
    }

    SimHost third() {
        return others().get(1);
    }

    Leadership leadership() {
        SimStore.Node node = world().store.get(world().paths.leadership);
        if (node == null || !(node.data() instanceof Leadership l)) {
            throw new IllegalStateException("no leadership yet");
        }
        return l;
    }

    boolean is(LeadershipState state) {
        return leadership().state() == state;
    }

    /** Somebody else than the first has been granted an epoch, which is in that state. */
    boolean replaced(LeadershipState state) {
        return is(state) && !first().id.equals(leadership().holder());
    }

    SimHost holder() {
        return world().host(Objects.requireNonNull(leadership().holder()));
    }

    boolean inRole(SimHost host, Role role) {
        SimProcess p = host.process;
        return p != null && Member.status(p.state(), host.clock.now()).role() == role;
    }

    boolean hears(SimHost by, SimHost who) {
        SimProcess p = by.process;
        return p != null
                && p.lastStatus != null
                && p.lastStatus.peers().stream()
                        .anyMatch(v -> v.about().equals(who.id) && v.verdict() == Verdict.HEALTHY);
    }

    /** Its heartbeats ask for promises. */
    boolean asks(SimHost host) {
        SimProcess p = host.process;
        return p != null && p.lastStatus != null && p.lastStatus.ask() != null;
    }

    boolean promised(SimHost by, SimHost to) {
        SimProcess p = by.process;
        PromiseWord word = p == null || p.lastStatus == null ? null : p.lastStatus.promise();
        return word != null && word.given() && word.to().equals(to.id);
    }

    int leaseVersion() {
        SimStore.Node node = world().store.get(world().paths.lease);
        return node == null ? -1 : node.version();
    }

    boolean logHolds(Epoch epoch) {
        return world().checks.log().marked(epoch.value());
    }

    /** The open action has that step. */
    boolean done(ActionStep.Name step) {
        SimStore.Node open = world().store.get(world().paths.openAction);
        if (open == null || !(open.data() instanceof OpenAction action) || action.id() == null) {
            return false;
        }
        SimStore.Node node = world().store.get(StoreLayout.action(world().group, action.id()));
        return node != null && node.data() instanceof ActionRecord record && record.done(step);
    }

    // What can be done to it.

    void switchover() {
        operator().switchover(second().id, 0, 30_000);
    }

    /** From now on the policy wants that. */
    void policy(Timing wanted) {
        operator()
                .policy(p -> new Policy(
                        p.mode(),
                        wanted,
                        p.maxLagRecords(),
                        p.bootstrapMillis(),
                        p.requireFence(),
                        p.unreadyMillis(),
                        p.maxRecoveryMillis()));
    }

    void storeCut(SimHost host, boolean now) {
        world().net.storeCut(host, now);
        SimProcess p = host.process;
        if (p != null) {
            p.run(Source.STORE, now ? p.store::cut : p.store::healed);
        }
    }

    /** What {@code host} says, nobody hears; with {@code deaf}, it hears nobody either. */
    void mute(SimHost host, boolean now, boolean deaf) {
        for (SimHost other : world().hosts) {
            if (other != host) {
                world().net.cut(host, other, now);
                world().net.cut(other, host, now && deaf);
            }
        }
        if (!now) {
            world().links.healed();
        }
    }

    void process(SimHost host, Consumer<SimProcess> deed) {
        SimProcess p = host.process;
        if (p != null) {
            deed.accept(p);
        }
    }

    void restart(SimHost host) {
        host.kill("is killed");
        world().time.after(world().rng.between(1_000_000L, 10_000_000L), host::start);
    }
}
