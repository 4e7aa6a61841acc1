package dev.baton.protocol;

import dev.baton.authority.Operators;
import dev.baton.authority.Signed;
import dev.baton.authority.TestOperator;
import dev.baton.fuzz.Samples;
import dev.baton.model.ActionKind;
import dev.baton.model.Epoch;
import dev.baton.model.OperatorRole;
import dev.baton.model.StoreLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Members of a group in every phase that a run of it leads to, each with what the store holds at that moment. */
public final class FuzzStates {
    private static final long STEP_MILLIS = 7;

    /** One member at one moment; {@code nodes} are the store's, by their paths. */
    public record Moment(String what, MemberState state, Now now, Map<String, Object> nodes) {}

    private final Map<String, Moment> moments = new LinkedHashMap<>();

    private FuzzStates() {}

    /** Of failovers, of actions of each kind, of a cluster with operators, of members that close. */
    public static List<Moment> all() {
        FuzzStates found = new FuzzStates();
        SimWorld crash = new SimWorld(1);
        found.watch(crash, 5_000);
        crash.kill(SimWorld.A);
        found.watch(crash, 4_000);
        SimWorld cut = new SimWorld(2);
        cut.runFor(5_000);
        cut.stallStore(true);
        found.watch(cut, 2_500);
        cut.stallStore(false);
        found.watch(cut, 2_500);
        for (ActionKind kind : ActionKind.values()) {
            found.action(kind);
        }
        found.signed();
        found.closing();
        return List.copyOf(found.moments.values());
    }

    private void action(ActionKind kind) {
        SimWorld world = new SimWorld(3);
        world.devices = true;
        ServedByA.settle(world);
        world.request(
                kind,
                kind == ActionKind.FENCE ? SimWorld.A : SimWorld.B,
                kind == ActionKind.ROLLBACK ? new Epoch(1) : null,
                kind == ActionKind.PAUSE ? world.now().wallMillis() + 60_000 : null);
        watch(world, 400);
        if (!world.ended()) {
            world.store.abort("oncall");
        }
        watch(world, 1_000);
    }

    private void signed() {
        SimWorld world = new SimWorld(4);
        ServedByA.settle(world);
        TestOperator oncall = TestOperator.of("oncall", OperatorRole.OPERATOR);
        TestOperator second = TestOperator.of("second", OperatorRole.OPERATOR);
        world.store.operators(Operators.of(Map.of(oncall.keyId(), oncall.record(), second.keyId(), second.record())));
        world.store.policy(world.store.policy.withFourEyes(List.of(ActionKind.SWITCHOVER)));
        world.signing = request -> {
            try {
                return Signed.sign(request, oncall);
            } catch (java.security.GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
        world.runFor(100);
        world.requestSwitchover(SimWorld.B);
        watch(world, 200);
        try {
            world.store.approve(Signed.approve(world.store.action().request(), dev.baton.model.Hlc.ZERO, second));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        watch(world, 600);
    }

    private void closing() {
        SimWorld world = new SimWorld(5);
        ServedByA.settle(world);
        world.member(SimWorld.A).input(new Input.Close());
        watch(world, 1_500);
    }

    private void watch(SimWorld world, long millis) {
        for (long at = 0; at < millis; at += STEP_MILLIS) {
            world.runFor(STEP_MILLIS);
            for (SimMember member : world.members.values()) {
                if (member.alive) {
                    keep(world, member);
                }
            }
        }
    }

    private void keep(SimWorld world, SimMember member) {
        MemberState s = member.state;
        SimStore store = world.store;
        Set<String> asked = new TreeSet<>();
        s.requests.values().forEach(each -> asked.add(each.getClass().getSimpleName()));
        String what = s.phase.getClass().getSimpleName()
                + (s.run == null ? "" : " " + s.run.stage())
                + (s.openAction() == null
                        ? ""
                        : " " + s.openAction().value().request().kind() + " "
                                + s.openAction().value().steps().size())
                + (s.trigger == null ? "" : " " + s.trigger.cause())
                + (s.operators.open() ? "" : " operators")
                + asked;
        if (moments.containsKey(what)) {
            return;
        }
        Map<String, Object> nodes = new LinkedHashMap<>();
        nodes.put(StoreLayout.lease(Samples.ORDERS), store.lease);
        nodes.put(StoreLayout.leadership(Samples.ORDERS), store.leadership);
        nodes.put(StoreLayout.policy(Samples.ORDERS), store.policy);
        nodes.put(StoreLayout.openAction(Samples.ORDERS), store.openAction);
        nodes.put(StoreLayout.acknowledged(Samples.ORDERS), store.acknowledged);
        store.members.forEach((id, record) -> nodes.put(StoreLayout.member(id), record));
        if (store.latest != null) {
            String id = store.latest.request().id();
            nodes.put(StoreLayout.action(Samples.ORDERS, id), store.latest);
            nodes.put(
                    StoreLayout.abort(Samples.ORDERS, id),
                    store.abort != null
                            ? store.abort
                            : new dev.baton.model.AbortRequest(
                                    id, Samples.ORDERS, "oncall", "", dev.baton.model.Hlc.ZERO, null, null));
            if (store.approval != null) {
                nodes.put(StoreLayout.approval(Samples.ORDERS, id), store.approval);
            }
        }
        moments.put(what, new Moment(what, s, world.now(), nodes));
    }

    /** How many things a state holds on to. */
    public static int size(MemberState s) {
        return s.members.size()
                + s.peers.size()
                + s.corrupt.size()
                + s.broken.size()
                + s.requests.size()
                + s.used.size()
                + s.blockers.size();
    }

    /** The epoch that is held, or null. */
    public static @org.jspecify.annotations.Nullable Epoch held(MemberState s) {
        return s.hold == null ? null : s.hold.epoch();
    }

    /** The epochs that it holds or has asked for. */
    public static List<Epoch> wanted(MemberState s) {
        return s.hold == null ? List.of(s.asked) : List.of(s.asked, s.hold.epoch());
    }

    /** The requests without an answer. */
    public static List<Long> asked(MemberState s) {
        return new ArrayList<>(s.requests.keySet());
    }

    /** What the state's version of a node is, at least. */
    public static int version(MemberState s) {
        int most = s.lease == null ? 0 : s.lease.version();
        most = Math.max(most, s.leadership == null ? 0 : s.leadership.version());
        most = Math.max(most, s.policyVersion());
        most = Math.max(most, s.action == null ? 0 : s.action.version());
        return Math.max(most, s.openAction == null ? 0 : s.openAction.version());
    }

    /** A resource as the loop asks for it. */
    public static ResourceView resource(MemberState s) {
        return s.resource;
    }
}
