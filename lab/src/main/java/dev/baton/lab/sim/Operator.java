package dev.baton.lab.sim;

import dev.baton.model.AbortRequest;
import dev.baton.model.Acknowledgement;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.Hlc;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.OpenAction;
import dev.baton.model.Policy;
import dev.baton.model.StoreLayout;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What people do by console or command line: conditional writes to the store, like everybody's. */
final class Operator {
    private final World world;
    private int actions;
    private boolean gone;

    Operator(World world) {
        this.world = world;
    }

    /** Asks for a switchover by what the screen showed, which is as old as the operator was slow. */
    void switchover(@Nullable MemberId target, long thinkNanos, long validMillis) {
        ask(new Wish(ActionKind.SWITCHOVER, target, List.of(), null, 0), thinkNanos, validMillis);
    }

    /**
     * What an operator wants.
     *
     * @param pauseMillis how long a pause is to last; 0: until it is resumed
     */
    record Wish(
            ActionKind kind,
            @Nullable MemberId target,
            List<String> overrides,
            @Nullable Epoch toEpoch,
            long pauseMillis) {}

    void ask(Wish wish, long thinkNanos, long validMillis) {
        SimStore.Node shown = world.store.get(world.paths.leadership);
        if (shown == null || !(shown.data() instanceof Leadership leadership)) {
            return;
        }
        world.time.after(thinkNanos, () -> {
            SimStore.Node open = world.store.get(world.paths.openAction);
            if (gone || open == null || !(open.data() instanceof OpenAction none) || none.id() != null) {
                return;
            }
            long wall = world.wallMillis();
            String id = "act-" + ++actions;
            ActionRequest unsigned = new ActionRequest(
                    id,
                    world.group,
                    wish.kind(),
                    wish.target(),
                    leadership.epoch(),
                    shown.version(),
                    "drill",
                    "oncall",
                    new Hlc(wall, 0),
                    wall + validMillis,
                    wish.overrides(),
                    null,
                    null,
                    wish.toEpoch(),
                    wish.pauseMillis() == 0 ? null : wall + wish.pauseMillis());
            People people = world.people;
            ActionRequest request = people == null ? unsigned : people.sign(unsigned);
            if (wish.kind() != ActionKind.SWITCHOVER) {
                world.story.tell(
                        "operator", "asks for " + wish.kind() + (wish.target() == null ? "" : " of " + wish.target()));
            }
            // The check of leadership is the client's courtesy; the agents check again, so here it is left out at
            // times.
            Op.Create create =
                    new Op.Create(StoreLayout.action(world.group, id), ActionRecord.requested(request), false);
            Op.Set set = new Op.Set(world.paths.openAction, new OpenAction(id), open.version());
            boolean put = write(
                    world.rng.chance(0.5)
                            ? List.of(new Op.Check(world.paths.leadership, shown.version()), create, set)
                            : List.of(create, set));
            if (put && people != null) {
                people.put(request);
            }
        });
    }

    /** Asks that the open action be aborted, wherever it is. */
    void abort() {
        SimStore.Node open = world.store.get(world.paths.openAction);
        String id = open != null && open.data() instanceof OpenAction a ? a.id() : null;
        SimStore.Node node = id == null ? null : world.store.get(StoreLayout.action(world.group, id));
        if (id == null || node == null || !(node.data() instanceof ActionRecord record) || record.ended()) {
            return;
        }
        String path = StoreLayout.abort(world.group, id);
        if (world.store.get(path) == null) {
            AbortRequest bare = new AbortRequest(id, world.group, "oncall", "changed my mind", Hlc.ZERO, null, null);
            AbortRequest asked = world.people == null ? bare : world.people.sign(bare);
            world.story.tell("operator", "aborts " + id);
            if (write(List.of(new Op.Create(path, asked, false))) && world.people != null) {
                world.people.put(asked);
            }
        }
    }

    /** Asks for nothing any more. */
    void leave() {
        gone = true;
    }

    /** Writes a fence record into a member's record, or takes it away. */
    void fence(MemberId member, boolean on) {
        SimStore.Node node = world.store.get(StoreLayout.member(member));
        if (node == null || !(node.data() instanceof MemberRecord r) || (r.fence() != null) == on) {
            return;
        }
        Epoch epoch = world.checks.epochs().top();
        MemberRecord.FenceRecord fence =
                on ? new MemberRecord.FenceRecord(epoch, "by-hand", "suspected of bad memory", Hlc.ZERO) : null;
        world.story.tell("operator", (on ? "fences " : "reinstates ") + member);
        write(List.of(new Op.Set(node.path(), r.fenced(fence), node.version())));
    }

    /** Takes a member out of its group, or back. */
    void retire(MemberId member, boolean on) {
        SimStore.Node node = world.store.get(StoreLayout.member(member));
        if (node != null && node.data() instanceof MemberRecord r && r.retired() != on) {
            world.story.tell("operator", (on ? "retires " : "takes back ") + member);
            write(List.of(new Op.Set(
                    node.path(),
                    new MemberRecord(r.member(), r.incarnation(), r.priority(), r.tags(), r.fence(), on),
                    node.version())));
        }
    }

    void policy(UnaryOperator<Policy> change) {
        SimStore.Node node = world.store.get(world.paths.policy);
        if (node != null && node.data() instanceof Policy policy) {
            Policy next = change.apply(policy);
            if (!next.equals(policy) && next.problems().isEmpty()) {
                world.story.tell("operator", "sets the policy: " + next);
                write(List.of(new Op.Set(node.path(), next, node.version())));
            }
        }
    }

    /** Writes something over a record that nobody can read. */
    void corrupt(String path) {
        SimStore.Node node = world.store.get(path);
        if (node != null && !(node.data() instanceof Garbage)) {
            world.story.tell("operator", "writes garbage over " + path);
            write(List.of(new Op.Set(path, new Garbage(node.data()), node.version())));
        }
    }

    /** Puts back what was there. */
    void mend(String path) {
        SimStore.Node node = world.store.get(path);
        if (node != null && node.data() instanceof Garbage garbage) {
            world.story.tell("operator", "mends " + path);
            write(List.of(new Op.Set(path, garbage.over(), node.version())));
        }
    }

    void mendAll() {
        List.of(world.paths.policy, world.paths.lease, world.paths.leadership).forEach(this::mend);
    }

    /** Automatic failover is on. */
    void active() {
        policy(p -> p.in(Policy.Mode.ACTIVE_PASSIVE).paused(null));
    }

    /** Has looked at all failovers so far. */
    void acknowledge() {
        SimStore.Node node = world.store.get(world.paths.acknowledged);
        if (node != null) {
            Acknowledgement seen = new Acknowledgement(world.checks.epochs().top(), "oncall", "looked at", Hlc.ZERO);
            write(List.of(new Op.Set(node.path(), seen, node.version())));
        }
    }

    private boolean write(List<Op> ops) {
        return world.byHand(ops);
    }
}
