package dev.baton.console;

import dev.baton.console.bench.SimulatedFleet;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Observed;
import dev.baton.console.model.Via;
import dev.baton.model.Activation;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.EpochRecord;
import dev.baton.model.Event;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A fleet of many groups that tests look at: all well, but for what a test changes. Every instant is fixed; nothing is random. */
public final class SampleFleet {
    public static final long NOW = SampleCluster.NOW;
    private final SimulatedFleet fleet;
    private final Map<Integer, UnaryOperator<MemberStatus>> changed = new HashMap<>();
    private final Map<Integer, Lease> granted = new HashMap<>();
    private ClusterView view = ClusterView.EMPTY;
    private final long since;
    private long zxid = 0x5a0000000L;

    public SampleFleet(int groups) {
        this(groups, NOW - 5_000);
        beats(NOW - 4_000);
        beats(NOW - 100);
        renew(NOW - 90);
    }

    private SampleFleet(int groups, long since) {
        this.since = since;
        fleet = new SimulatedFleet(groups * 3, NOW - 600_000);
        add(Via.STORE, new Event.StoreLink(at(since), "console", 3, 3, 1, "connected"), since);
        EpochRecord[] epoch = new EpochRecord[1];
        fleet.nodes().forEach((path, node) -> node(path, node, epoch));
        for (int i = 0; i < fleet.members().size(); i++) {
            add(
                    Via.CONSOLE,
                    new Event.Reached(
                            at(since + 1_000),
                            "console",
                            fleet.members().get(i).group(),
                            fleet.members().get(i),
                            Reach.OK,
                            2_000,
                            "stream open"),
                    since + 1_000);
        }
    }

    /** As in a fleet of a bad day: one split brain, one without a primary, some degraded, some paused. */
    public static SampleFleet troubled(int groups) {
        SampleFleet fleet = new SampleFleet(groups);
        fleet.splitBrain(6);
        fleet.noPrimary(12, NOW - 30);
        fleet.lesser();
        return fleet.beats(NOW - 20);
    }

    /** The same with a minute of heartbeats behind it, for people to look at. */
    public static SampleFleet troubledForAMinute(int groups) {
        SampleFleet fleet = new SampleFleet(groups, NOW - 66_000);
        fleet.lesser();
        long vacant = NOW - 9_000;
        long split = NOW - 1_800;
        for (long when = NOW - 64_000; when < split; when += 400) {
            if (when >= vacant && when < vacant + 400) {
                fleet.noPrimary(12, when);
            }
            fleet.beats(when);
        }
        fleet.splitBrain(6);
        for (long when = split + 120; when < NOW; when += 200) {
            fleet.beats(when);
        }
        fleet.telemetry(NOW - 150);
        return fleet.renew(NOW - 90);
    }

    private void lesser() {
        int all = fleet.groups().size();
        IntStream.of(23, 47, 102, 310).filter(g -> g < all).forEach(this::ineligible);
        IntStream.of(29, 58, 251).filter(g -> g < all).forEach(this::paused);
    }

    public GroupId group(int index) {
        return fleet.groups().get(index);
    }

    public ClusterView view() {
        return view;
    }

    /** The first goes on in its epoch; the second was granted the next one 1.8 seconds ago and serves it. Both have open guards. */
    public SampleFleet splitBrain(int group) {
        Epoch next = fleet.lease(group).epoch().next();
        MemberId holder = fleet.members().get(group * 3 + 1);
        changed.put(group * 3, s -> with(s, s.epoch(), Role.PRIMARY, 212, false, "is PRIMARY", 0));
        changed.put(group * 3 + 1, s -> with(s, next, Role.PRIMARY, 840, false, "is PRIMARY", 0));
        changed.put(group * 3 + 2, s -> with(s, next, Role.STANDBY, -1, true, "would succeed: rank 1", 0));
        long when = NOW - 1_800;
        Incarnation life = new Incarnation(holder + ".1");
        granted.put(
                group, new Lease(next, holder, life, 1_000, fleet.lease(group).electors(), 7));
        add(
                Via.STORE,
                new Event.EpochSeen(
                        at(when),
                        "console",
                        group(group),
                        new EpochRecord(
                                next,
                                holder,
                                life,
                                Cause.LEASE_EXPIRED,
                                holder.value(),
                                "sample",
                                at(when),
                                null,
                                -1,
                                null),
                        new Activation(next, at(when), 1_000, 1_600, "wait", null),
                        zxid++),
                when);
        add(
                Via.STORE,
                new Event.LeadershipSeen(
                        at(when),
                        "console",
                        group(group),
                        new Leadership(
                                next,
                                holder,
                                life,
                                LeadershipState.PRIMARY,
                                at(when),
                                Cause.LEASE_EXPIRED,
                                null,
                                null,
                                new TreeSet<>(),
                                null),
                        99,
                        zxid++),
                when);
        return this;
    }

    public SampleFleet well(int group) {
        for (int m = 0; m < 3; m++) {
            changed.remove(group * 3 + m);
        }
        granted.remove(group);
        return this;
    }

    /** Both standbys say why they would not take over. */
    public SampleFleet ineligible(int group) {
        for (int m = 1; m < 3; m++) {
            changed.put(group * 3 + m, s -> with(s, Role.STANDBY, -1, false, "lag 12400 > 1000 records", 12_400));
        }
        return this;
    }

    public SampleFleet paused(int group) {
        Policy policy = new Policy(Policy.Mode.PAUSED, Policy.DEFAULT.timing(), 1_000, 3_000);
        add(Via.STORE, new Event.PolicySeen(at(NOW), "console", group(group), policy, 9, zxid++), NOW);
        return this;
    }

    public SampleFleet noPrimary(int group) {
        return noPrimary(group, NOW - 30);
    }

    private SampleFleet noPrimary(int group, long when) {
        Leadership old = Objects.requireNonNull(
                        Objects.requireNonNull(view.groups().get(group(group))).leadership())
                .value();
        Leadership vacant = new Leadership(
                old.epoch(), null, null, LeadershipState.VACANT, at(when), old.cause(), null, null, old.open(), null);
        add(Via.STORE, new Event.LeadershipSeen(at(when), "console", group(group), vacant, 99, zxid++), when);
        changed.put(group * 3, s -> with(s, Role.STANDBY, -1, false, "not ready: disk full", 0));
        changed.put(group * 3 + 1, s -> with(s, Role.STANDBY, -1, false, "not ready: disk full", 0));
        changed.put(group * 3 + 2, s -> with(s, Role.STANDBY, -1, false, "lag 12400 > 1000 records", 12_400));
        return this;
    }

    /** One more heartbeat of everybody. */
    public SampleFleet beats(long when) {
        for (int i = 0; i < fleet.members().size(); i++) {
            if (!late(i, when)) {
                add(Via.LINK, beat(i, when), when);
            }
        }
        return this;
    }

    private Event beat(int member, long when) {
        MemberStatus status = fleet.status(member, (when - NOW + 1_000_000) / 100);
        MemberStatus said = changed.getOrDefault(member, s -> s).apply(status);
        return new Event.Heartbeat(at(when), status.member().value(), -1, said);
    }

    /** One that says why it would not take over stutters now and then, each at its own times. */
    private boolean late(int member, long when) {
        return member % 3 == 2
                && changed.containsKey(member)
                && Math.floorMod(when + member * 700L, 11_000) < 1_500
                && when < NOW - 3_000;
    }

    private void telemetry(long when) {
        for (int i = 0; i < fleet.members().size(); i++) {
            add(Via.TELEMETRY, beat(i, when), when);
        }
    }

    public SampleFleet renew(long when) {
        for (int g = 0; g < fleet.groups().size(); g++) {
            add(
                    Via.STORE,
                    new Event.LeaseSeen(
                            at(when), "console", group(g), granted.getOrDefault(g, fleet.lease(g)), 5, zxid++),
                    when);
        }
        return this;
    }

    private void node(String path, Object node, EpochRecord[] epoch) {
        GroupId group = Objects.requireNonNull(StoreLayout.groupOf(path));
        long when = since;
        Hlc at = at(when);
        switch (node) {
            case Policy p -> add(Via.STORE, new Event.PolicySeen(at, "console", group, p, 0, zxid++), when);
            case MemberRecord m -> add(Via.STORE, new Event.MemberSeen(at, "console", group, m, 0, zxid++), when);
            case Live l -> add(Via.STORE, new Event.LiveSeen(at, "console", group, l.member(), l, zxid++), when);
            case EpochRecord e -> epoch[0] = e;
            case Activation a -> add(Via.STORE, new Event.EpochSeen(at, "console", group, epoch[0], a, zxid++), when);
            case Leadership l -> add(Via.STORE, new Event.LeadershipSeen(at, "console", group, l, 0, zxid++), when);
            case Lease l -> add(Via.STORE, new Event.LeaseSeen(at, "console", group, l, 0, zxid++), when);
            default -> throw new IllegalStateException("unknown node " + path + ": " + node);
        }
    }

    private void add(Via via, Event event, long when) {
        view = ClusterView.apply(view, new Observed(event, via, when));
    }

    private static MemberStatus with(MemberStatus s, Role role, long guard, boolean eligible, String reason, long lag) {
        return with(s, s.epoch(), role, guard, eligible, reason, lag);
    }

    private static MemberStatus with(
            MemberStatus s, Epoch epoch, Role role, long guard, boolean eligible, String reason, long lag) {
        return new MemberStatus(
                s.member(),
                s.incarnation(),
                role,
                epoch,
                guard,
                s.position(),
                lag,
                s.committed(),
                s.priority(),
                s.ready(),
                s.health(),
                eligible,
                reason,
                s.storeConnections(),
                s.peers(),
                null,
                null,
                null);
    }

    private static Hlc at(long millis) {
        return new Hlc(millis, 0);
    }
}
