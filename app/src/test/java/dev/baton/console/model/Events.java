package dev.baton.console.model;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
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
import dev.baton.model.PeerView;
import dev.baton.model.Policy;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.Timing;
import dev.baton.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hand-made events of one group of three: orders-a, orders-b, orders-c. All instants are small numbers of milliseconds. */
public final class Events {
    public static final GroupId ORDERS = new GroupId("orders");
    public static final MemberId A = new MemberId("orders-a");
    public static final MemberId B = new MemberId("orders-b");
    public static final MemberId C = new MemberId("orders-c");

    private Events() {}

    public static Hlc at(long millis) {
        return new Hlc(millis, 0);
    }

    public static Incarnation life(MemberId member, int number) {
        return new Incarnation(member + "." + number);
    }

    public static Observed store(Event event) {
        return new Observed(event, Via.STORE, event.at().millis());
    }

    public static Observed link(Event event) {
        return new Observed(event, Via.LINK, event.at().millis());
    }

    public static Observed telemetry(Event event) {
        return new Observed(event, Via.TELEMETRY, event.at().millis());
    }

    public static ClusterView fold(List<Observed> history) {
        return fold(ClusterView.EMPTY, history);
    }

    public static ClusterView fold(ClusterView from, List<Observed> history) {
        ClusterView view = from;
        for (Observed observed : history) {
            view = ClusterView.apply(view, observed);
        }
        return view;
    }

    public static GroupView orders(ClusterView view) {
        GroupView group = view.groups().get(ORDERS);
        if (group == null) {
            throw new AssertionError(
                    "the view has no group orders: " + view.groups().keySet());
        }
        return group;
    }

    public static MemberView member(ClusterView view, MemberId id) {
        MemberView member = orders(view).members().get(id);
        if (member == null) {
            throw new AssertionError("no member " + id);
        }
        return member;
    }

    public static MemberStatus status(MemberId member, int life, Role role, long epoch, PeerView... peers) {
        boolean primary = role == Role.PRIMARY;
        return new MemberStatus(
                member,
                life(member, life),
                role,
                new Epoch(epoch),
                primary ? 800 : -1,
                1000,
                0,
                10,
                1,
                true,
                "ready",
                role == Role.STANDBY,
                role == Role.STANDBY ? "would succeed: rank 1" : "is " + role,
                2,
                List.of(peers),
                null,
                null,
                null);
    }

    public static Event.Heartbeat beat(long millis, long seq, MemberStatus status) {
        return new Event.Heartbeat(at(millis), status.member().value(), seq, status);
    }

    public static Event.Heartbeat beat(long millis, long seq, MemberId member, Role role, long epoch) {
        return beat(millis, seq, status(member, 1, role, epoch));
    }

    public static PeerView sees(MemberId about, Reach reach, Verdict verdict, long ageMillis) {
        return new PeerView(about, reach, verdict, ageMillis);
    }

    public static Event.Transition transition(
            long millis, MemberId member, Role from, Role to, long epoch, String why) {
        return new Event.Transition(at(millis), member.value(), ORDERS, member, from, to, new Epoch(epoch), why);
    }

    public static Event.StoreLink storeLink(long millis, int connected) {
        return new Event.StoreLink(at(millis), "console", connected, 1, 1, connected > 0 ? "connected" : "lost");
    }

    public static Event.PolicySeen policy(long millis, Policy.Mode mode, int version, long zxid) {
        return new Event.PolicySeen(
                at(millis), "console", ORDERS, new Policy(mode, Timing.BALANCED, 1_000, 3_000), version, zxid);
    }

    public static Event.LeadershipSeen leads(
            long millis, @Nullable MemberId holder, long epoch, LeadershipState state, long zxid) {
        Leadership leadership = new Leadership(
                new Epoch(epoch),
                holder,
                holder == null ? null : life(holder, 1),
                state,
                at(millis),
                Cause.INITIAL,
                null,
                null,
                Set.of(),
                null);
        return new Event.LeadershipSeen(at(millis), "console", ORDERS, leadership, (int) zxid, zxid);
    }

    public static Event.LeaseSeen lease(long millis, MemberId holder, long epoch, long renewal, long zxid) {
        Lease lease = new Lease(new Epoch(epoch), holder, life(holder, 1), 1_000, Set.of(A, B, C), renewal);
        return new Event.LeaseSeen(at(millis), "console", ORDERS, lease, (int) zxid, zxid);
    }

    public static Event.EpochSeen epoch(
            long millis, long epoch, MemberId holder, Cause cause, boolean active, long zxid) {
        Epoch number = new Epoch(epoch);
        return new Event.EpochSeen(
                at(millis),
                "console",
                ORDERS,
                new EpochRecord(
                        number, holder, life(holder, 1), cause, holder.value(), "test", at(millis), null, -1, null),
                active ? new Activation(number, at(millis + 10), 1000, 120, "wait", null) : null,
                zxid);
    }

    public static Event.MemberSeen registered(long millis, MemberId member, long zxid) {
        MemberRecord record = new MemberRecord(member, life(member, 1), 1, Map.of(), null, false);
        return new Event.MemberSeen(at(millis), "console", ORDERS, record, (int) zxid, zxid);
    }

    public static Event.LiveSeen live(long millis, MemberId member, boolean present, long zxid) {
        Live live = present ? new Live(member, life(member, 1), "127.0.0.1:7001") : null;
        return new Event.LiveSeen(at(millis), "console", ORDERS, member, live, zxid);
    }

    public static ActionRecord switchover(String id, long millis, MemberId target, long epoch, int version) {
        return ActionRecord.requested(new ActionRequest(
                id,
                ORDERS,
                ActionKind.SWITCHOVER,
                target,
                new Epoch(epoch),
                version,
                "test",
                "oncall",
                at(millis),
                millis + 30_000,
                List.of(),
                null,
                null));
    }

    public static Event.ActionSeen action(ActionRecord record, long millis, long zxid) {
        return new Event.ActionSeen(at(millis), "console", ORDERS, record, (int) zxid, zxid);
    }
}
