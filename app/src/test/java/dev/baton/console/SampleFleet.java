package dev.baton.console;

import dev.baton.console.bench.SimulatedFleet;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Observed;
import dev.baton.console.model.Via;
import dev.baton.model.Activation;
import dev.baton.model.EpochRecord;
import dev.baton.model.Event;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.Live;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A fleet of many groups that tests look at: all well, but for what a test changes. Every instant is fixed; nothing is random. */
public final class SampleFleet {
    public static final long NOW = SampleCluster.NOW;
    private final SimulatedFleet fleet;
    private final Map<Integer, UnaryOperator<MemberStatus>> changed = new HashMap<>();
    private ClusterView view = ClusterView.EMPTY;
    private long zxid = 1;

    public SampleFleet(int groups) {
        fleet = new SimulatedFleet(groups * 3, NOW - 600_000);
        add(Via.STORE, new Event.StoreLink(at(NOW - 5_000), "console", 3, 3, 1, "connected"), NOW - 5_000);
        EpochRecord[] epoch = new EpochRecord[1];
        fleet.nodes().forEach((path, node) -> node(path, node, epoch));
        for (int i = 0; i < fleet.members().size(); i++) {
            add(
                    Via.CONSOLE,
                    new Event.Reached(
                            at(NOW - 4_000),
                            "console",
                            fleet.members().get(i).group(),
                            fleet.members().get(i),
                            Reach.OK,
                            2_000,
                            "stream open"),
                    NOW - 4_000);
        }
        beats(NOW - 4_000);
        beats(NOW - 100);
        renew(NOW - 90);
    }

    /** As in a fleet of a bad day: one split brain, one without a primary, some degraded, some paused. */
    public static SampleFleet troubled(int groups) {
        SampleFleet fleet = new SampleFleet(groups);
        fleet.splitBrain(6);
        fleet.noPrimary(12);
        for (int g : new int[] {23, 47, 102, 310}) {
            if (g < groups) {
                fleet.ineligible(g);
            }
        }
        for (int g : new int[] {29, 58, 251}) {
            if (g < groups) {
                fleet.paused(g);
            }
        }
        return fleet.beats(NOW - 20);
    }

    public GroupId group(int index) {
        return fleet.groups().get(index);
    }

    public ClusterView view() {
        return view;
    }

    /** Two of them say that they are primary, with open guards. */
    public SampleFleet splitBrain(int group) {
        changed.put(group * 3 + 1, s -> with(s, Role.PRIMARY, 500, false, "is PRIMARY", 0));
        return this;
    }

    public SampleFleet well(int group) {
        for (int m = 0; m < 3; m++) {
            changed.remove(group * 3 + m);
        }
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
        Leadership old = Objects.requireNonNull(
                        Objects.requireNonNull(view.groups().get(group(group))).leadership())
                .value();
        Leadership vacant = new Leadership(
                old.epoch(),
                null,
                null,
                LeadershipState.VACANT,
                at(NOW - 9_000),
                old.cause(),
                null,
                null,
                old.open(),
                null);
        add(Via.STORE, new Event.LeadershipSeen(at(NOW - 30), "console", group(group), vacant, 99, zxid++), NOW - 30);
        changed.put(group * 3, s -> with(s, Role.STANDBY, -1, false, "not ready: disk full", 0));
        changed.put(group * 3 + 1, s -> with(s, Role.STANDBY, -1, false, "not ready: disk full", 0));
        changed.put(group * 3 + 2, s -> with(s, Role.STANDBY, -1, false, "lag 12400 > 1000 records", 12_400));
        return this;
    }

    /** One more heartbeat of everybody. */
    public SampleFleet beats(long when) {
        for (int i = 0; i < fleet.members().size(); i++) {
            MemberStatus status = fleet.status(i, (when - NOW + 1_000_000) / 100);
            MemberStatus said = changed.getOrDefault(i, s -> s).apply(status);
            add(Via.LINK, new Event.Heartbeat(at(when), status.member().value(), -1, said), when);
        }
        return this;
    }

    public SampleFleet renew(long when) {
        for (int g = 0; g < fleet.groups().size(); g++) {
            add(Via.STORE, new Event.LeaseSeen(at(when), "console", group(g), fleet.lease(g), 5, zxid++), when);
        }
        return this;
    }

    private void node(String path, Object node, EpochRecord[] epoch) {
        GroupId group = Objects.requireNonNull(StoreLayout.groupOf(path));
        long when = NOW - 5_000;
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
        return new MemberStatus(
                s.member(),
                s.incarnation(),
                role,
                s.epoch(),
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
