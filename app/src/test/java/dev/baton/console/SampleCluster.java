package dev.baton.console;

import static dev.baton.console.SampleStatuses.gone;
import static dev.baton.console.SampleStatuses.guard;
import static dev.baton.console.SampleStatuses.next;
import static dev.baton.console.SampleStatuses.peers;
import static dev.baton.console.SampleStatuses.reason;
import static dev.baton.console.SampleStatuses.status;
import static dev.baton.console.SampleStatuses.stores;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Observed;
import dev.baton.console.model.Via;
import dev.baton.model.Activation;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.EpochRecord;
import dev.baton.model.Event;
import dev.baton.model.FailoverMark;
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
import dev.baton.model.PeerView;
import dev.baton.model.Policy;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.Timing;
import dev.baton.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Events of clusters that tests look at. Every instant is fixed; nothing is random. */
public final class SampleCluster {
    public static final long NOW = Instant.parse("2026-11-22T14:07:31.482Z").toEpochMilli();
    private static final long BEAT = 100;
    private final List<Observed> events = new ArrayList<>();
    private final Map<MemberId, Long> seqs = new HashMap<>();
    long zxid = 0x5a0001a0L;

    /** Three groups, all well for two minutes. */
    public static SampleCluster healthy() {
        SampleCluster cluster = new SampleCluster();
        cluster.connected(NOW - 125_000);
        cluster.steady("ledger", "c", 4, NOW);
        cluster.steady("orders", "a", 12, NOW);
        cluster.steady("payments", "b", 7, NOW);
        return cluster;
    }

    /** As {@link #healthy}, but orders-a was killed three seconds ago and orders-b took over within 300 ms. */
    public static SampleCluster failover() {
        SampleCluster cluster = new SampleCluster();
        cluster.connected(NOW - 125_000);
        cluster.steady("ledger", "c", 4, NOW);
        cluster.steady("payments", "b", 7, NOW);
        long died = NOW - 3_000;
        cluster.founded("orders", "a", 12, NOW - 120_000);
        cluster.renewals("orders", "a", 12, NOW - 119_750, died - 30);
        cluster.beats("orders-a", NOW - 120_000, died, Role.PRIMARY, 12, s -> s);
        for (String standby : List.of("orders-b", "orders-c")) {
            cluster.beats(standby, NOW - 120_000, died + 60, Role.STANDBY, 12, s -> s);
        }
        cluster.live("orders-a", false, died + 2_000);
        cluster.add(
                Via.LINK,
                new Event.Reached(
                        at(died + 20),
                        "console",
                        group("orders"),
                        id("orders-a"),
                        Reach.REFUSED,
                        -1,
                        "connection refused"));
        cluster.add(
                Via.LINK,
                new Event.VerdictChanged(
                        at(died + 30), "orders-b", group("orders"), id("orders-a"), Verdict.CRASHED, List.of()));
        cluster.leads("orders", "b", 13, LeadershipState.PROMOTING, died + 90, Cause.CRASHED);
        cluster.beats("orders-b", died + 90, died + 240, Role.PROMOTING, 13, s -> s);
        cluster.leads("orders", "b", 13, LeadershipState.PRIMARY, died + 260, Cause.CRASHED);
        cluster.epoch("orders", "b", 13, Cause.CRASHED, "orders-b", died + 90, died + 260, 265);
        cluster.beats("orders-b", died + 270, NOW, Role.PRIMARY, 13, s -> peers(s, gone()));
        cluster.beats("orders-c", died + 160, NOW, Role.STANDBY, 13, s -> next(s, gone()));
        cluster.lease("orders", "b", 13, NOW - 120);
        return cluster;
    }

    /** payments-a is cut off from the store and its peers and still acts in epoch 6; payments-b holds epoch 7. */
    public static SampleCluster splitBrain() {
        SampleCluster cluster = new SampleCluster();
        cluster.connected(NOW - 125_000);
        cluster.steady("billing", "a", 2, NOW);
        cluster.add(
                Via.STORE,
                new Event.PolicySeen(
                        at(NOW - 60_000),
                        "console",
                        group("billing"),
                        new Policy(Policy.Mode.PAUSED, Timing.BALANCED, 1_000, 3_000),
                        2,
                        cluster.zxid++));
        cluster.steady("ledger", "c", 4, NOW);
        cluster.steady("orders", "a", 12, NOW);
        long cut = NOW - 3_400;
        long granted = NOW - 2_250;
        cluster.founded("payments", "a", 6, NOW - 120_000);
        cluster.renewals("payments", "a", 6, NOW - 119_750, cut);
        cluster.epoch("payments", "b", 5, Cause.DRILL, "oncall", NOW - 2_810_000, NOW - 2_809_700, 290);
        cluster.epoch("payments", "a", 6, Cause.SWITCHOVER, "oncall", NOW - 2_727_000, NOW - 2_726_950, 48);
        cluster.beats("payments-a", NOW - 120_000, cut, Role.PRIMARY, 6, s -> s);
        PeerView blind = new PeerView(id("payments-b"), Reach.TIMEOUT, Verdict.HUNG, 3_000);
        cluster.beats("payments-a", cut, NOW - 20, Role.PRIMARY, 6, s -> guard(stores(peers(s, blind), 0), 212));
        cluster.add(
                Via.CONSOLE,
                new Event.Reached(
                        at(NOW - 50), "console", group("payments"), id("payments-a"), Reach.OK, 4_100, "stream open"));
        PeerView lost = new PeerView(id("payments-a"), Reach.TIMEOUT, Verdict.HUNG, 2_960);
        cluster.beats("payments-b", NOW - 120_000, granted, Role.STANDBY, 6, s -> s);
        cluster.beats("payments-b", granted, NOW - 1_800, Role.PROMOTING, 7, s -> peers(s, lost));
        cluster.beats("payments-b", NOW - 1_800, NOW - 40, Role.PRIMARY, 7, s -> peers(s, lost));
        cluster.beats("payments-c", NOW - 120_000, granted, Role.STANDBY, 6, s -> s);
        cluster.beats("payments-c", granted, NOW - 60, Role.STANDBY, 7, s -> next(s, lost));
        cluster.live("payments-a", false, NOW - 3_100);
        cluster.add(
                Via.LINK,
                new Event.VerdictChanged(
                        at(cut + 500), "payments-b", group("payments"), id("payments-a"), Verdict.HUNG, List.of()));
        cluster.leads("payments", "b", 7, LeadershipState.PROMOTING, granted, Cause.LEASE_EXPIRED);
        cluster.leads("payments", "b", 7, LeadershipState.PRIMARY, NOW - 1_800, Cause.LEASE_EXPIRED);
        cluster.epoch("payments", "b", 7, Cause.LEASE_EXPIRED, "payments-b", granted, NOW - 1_800, 1_600);
        cluster.lease("payments", "b", 7, NOW - 84);
        return cluster;
    }

    /** As {@link #failover}, but the next automatic failover of orders waits for an operator, as its standby says. */
    public static SampleCluster cooldown() {
        SampleCluster cluster = failover();
        MemberId b = id("orders-b");
        Leadership leadership = new Leadership(
                new Epoch(13),
                b,
                life(b),
                LeadershipState.PRIMARY,
                at(NOW - 2_740),
                Cause.CRASHED,
                null,
                null,
                new TreeSet<>(),
                new FailoverMark(new Epoch(13), at(NOW - 2_910)));
        cluster.add(
                Via.STORE,
                new Event.LeadershipSeen(at(NOW - 2_700), "console", group("orders"), leadership, 413, cluster.zxid++));
        cluster.beats(
                "orders-c",
                NOW - 30,
                NOW,
                Role.STANDBY,
                13,
                s -> reason(
                        peers(s, gone()),
                        "would succeed: rank 1, by an operator only: cooldown of 600 s: epoch 13 was an automatic"
                                + " failover, and no operator has acknowledged it"));
        return cluster;
    }

    public List<Observed> events() {
        List<Observed> ordered = new ArrayList<>(events);
        ordered.sort(Comparator.comparingLong(Observed::receivedMillis));
        return ordered;
    }

    public ClusterView view() {
        ClusterView view = ClusterView.EMPTY;
        for (Observed event : events()) {
            view = ClusterView.apply(view, event);
        }
        return view;
    }

    public void add(Via via, Event event) {
        events.add(new Observed(event, via, event.at().millis()));
    }

    public void connected(long when) {
        add(Via.STORE, new Event.StoreLink(at(when), "console", 3, 3, zxid, "connected"));
    }

    /** The console's own sessions are gone. */
    public SampleCluster storeLost(long when) {
        add(Via.CONSOLE, new Event.StoreLink(at(when), "console", 0, 3, zxid, "no server answers"));
        return this;
    }

    private void renewals(String name, String primary, long epoch, long from, long to) {
        for (long when = from; when <= to; when += 250) {
            lease(name, primary, epoch, when);
        }
    }

    private void steady(String name, String primary, long epoch, long until) {
        long since = until - 120_000;
        founded(name, primary, epoch, since);
        renewals(name, primary, epoch, since + 250, until - 340);
        for (String service : List.of("a", "b", "c")) {
            Role role = service.equals(primary) ? Role.PRIMARY : Role.STANDBY;
            beats(name + "-" + service, since, until - 20, role, epoch, s -> s);
        }
        lease(name, primary, epoch, until - 90);
    }

    private void founded(String name, String primary, long epoch, long since) {
        add(Via.STORE, new Event.PolicySeen(at(since), "console", group(name), Policy.DEFAULT, 1, zxid++));
        for (String service : List.of("a", "b", "c")) {
            MemberId member = id(name + "-" + service);
            MemberRecord record = new MemberRecord(member, life(member), 1, Map.of(), null, false);
            add(Via.STORE, new Event.MemberSeen(at(since), "console", group(name), record, 1, zxid++));
            live(member.value(), true, since);
            add(
                    Via.CONSOLE,
                    new Event.Reached(at(since), "console", group(name), member, Reach.OK, 2_300, "stream open"));
        }
        epoch(name, primary, epoch, Cause.SWITCHOVER, "oncall", since - 1_900_000, since - 1_899_940, 61);
        leads(name, primary, epoch, LeadershipState.PRIMARY, since, Cause.SWITCHOVER);
        lease(name, primary, epoch, since);
    }

    void live(String name, boolean present, long when) {
        MemberId member = id(name);
        int port = 7440 + member.service().value().charAt(0) - 'a';
        Live live = present ? new Live(member, life(member), "127.0.0.1:" + port) : null;
        add(Via.STORE, new Event.LiveSeen(at(when), "console", member.group(), member, live, zxid++));
    }

    void leads(String name, String holder, long epoch, LeadershipState state, long when, Cause cause) {
        MemberId member = id(name + "-" + holder);
        Leadership leadership = new Leadership(
                new Epoch(epoch), member, life(member), state, at(when), cause, null, null, new TreeSet<>(), null);
        add(Via.STORE, new Event.LeadershipSeen(at(when), "console", group(name), leadership, 412, zxid++));
    }

    void lease(String name, String holder, long epoch, long when) {
        MemberId member = id(name + "-" + holder);
        Lease lease = new Lease(new Epoch(epoch), member, life(member), 1_000, new TreeSet<>(), 7);
        add(Via.STORE, new Event.LeaseSeen(at(when), "console", group(name), lease, 900, zxid++));
    }

    void epoch(String name, String holder, long epoch, Cause cause, String by, long granted, long served, long outage) {
        MemberId member = id(name + "-" + holder);
        EpochRecord record = new EpochRecord(
                new Epoch(epoch), member, life(member), cause, by, "sample", at(granted), null, -1, null);
        Activation active = new Activation(
                new Epoch(epoch), at(served), 184_220_913, outage, cause == Cause.CRASHED ? "receipts" : "wait", null);
        events.add(new Observed(
                new Event.EpochSeen(at(granted), "console", group(name), record, active, zxid++),
                Via.STORE,
                Math.max(granted, NOW - 124_000)));
    }

    void beats(String name, long from, long to, Role role, long epoch, UnaryOperator<MemberStatus> change) {
        MemberId member = id(name);
        for (long when = from; when <= to; when += BEAT) {
            long seq = seqs.merge(member, 1L, Long::sum);
            Event beat = new Event.Heartbeat(at(when), name, seq, change.apply(status(member, role, epoch, seq)));
            add(Via.LINK, beat);
            if (seq % 5 == 0) {
                add(Via.TELEMETRY, beat);
            }
        }
    }

    public static MemberId id(String name) {
        return new MemberId(name);
    }

    public static GroupId group(String name) {
        return new GroupId(name);
    }

    static Incarnation life(MemberId member) {
        return new Incarnation(member + ".1");
    }

    public static Hlc at(long millis) {
        return new Hlc(millis, 0);
    }
}
