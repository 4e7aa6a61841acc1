package dev.baton.lab.sim;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.Hlc;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.OpenAction;
import dev.baton.model.StoreLayout;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can write to the store whatever operators can, and at times delete an action's node as an admin can, but has no operator's key that is
 * good: puts in requests, aborts and second signatures, all the time, also once all else is healed.
 */
final class Intruder {
    private static final List<ActionKind> KINDS = List.of(
            ActionKind.SWITCHOVER,
            ActionKind.FAILOVER,
            ActionKind.FENCE,
            ActionKind.REINSTATE,
            ActionKind.ROLLBACK,
            ActionKind.PAUSE,
            ActionKind.RESUME);
    private static final long YEAR_MILLIS = 365 * 86_400_000L;

    private final World world;
    private final People people;
    private final Rng rng;
    private final Forger forger;
    private final long meanNanos;
    private int made;
    private int attacks;

    Intruder(World world, People people) {
        this.world = world;
        this.people = people;
        this.rng = people.rng;
        this.forger = new Forger(rng);
        this.meanNanos = (long) (world.lengthNanos() * (2 + 4 * rng.uniform()));
    }

    /** How much was put in. */
    int attacks() {
        return attacks;
    }

    void start() {
        world.time.after(rng.between(0, 2 * meanNanos), this::strike);
    }

    private void strike() {
        try {
            SimStore.Node node = world.store.get(world.paths.openAction);
            if (node != null && node.data() instanceof OpenAction open) {
                ActionRecord under = open.id() == null ? null : record(open.id());
                if (open.id() == null) {
                    ask(node.version());
                } else if (under == null || rng.chance(0.2)) {
                    ask(-1);
                } else {
                    wish(under.request());
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        start();
    }

    private @Nullable ActionRecord record(String id) {
        SimStore.Node node = world.store.get(StoreLayout.action(world.group, id));
        return node != null && node.data() instanceof ActionRecord record ? record : null;
    }

    /** @param openVersion -1: nothing is opened */
    private void ask(int openVersion) throws GeneralSecurityException {
        if (rng.chance(0.15) && openVersion >= 0 && !world.healed() && again(openVersion)) {
            return;
        }
        Forgery how = rng.pick(List.of(Forgery.values()));
        if (how == Forgery.REVOKED && !people.revoked(Person.CAROL)) {
            how = Forgery.UNSIGNED;
        }
        ActionRequest wanted = wanted();
        if (wanted == null) {
            return;
        }
        ActionRequest request = forger.request(how, wanted);
        List<Op> ops = new ArrayList<>();
        ops.add(create(request));
        if (openVersion >= 0) {
            ops.add(new Op.Set(world.paths.openAction, new OpenAction(request.id()), openVersion));
        }
        put("asks for " + request.kind() + ", " + how + ", as " + request.id(), ops);
    }

    /** What the thief wants; all that the agents look at is as it should be. */
    private @Nullable ActionRequest wanted() {
        SimStore.Node node = world.store.get(world.paths.leadership);
        if (node == null || !(node.data() instanceof Leadership shown)) {
            return null;
        }
        ActionKind kind = rng.pick(KINDS);
        MemberId target = kind.aboutTheRole() ? rng.pick(world.hosts).id : null;
        long wall = world.wallMillis();
        long valid = rng.chance(0.8) ? 15_000 : rng.chance(0.5) ? 50 * 60_000L : YEAR_MILLIS;
        Epoch top = world.checks.epochs().top();
        return new ActionRequest(
                "thief-" + ++made,
                world.group,
                kind,
                target,
                shown.epoch(),
                node.version(),
                "mine now",
                Person.ALICE.key.name(),
                new Hlc(wall, 0),
                wall + valid,
                kind == ActionKind.FAILOVER ? List.of(ActionRequest.ALLOW_DATA_LOSS) : List.of(),
                null,
                null,
                kind == ActionKind.ROLLBACK ? top : null,
                null);
    }

    /** What was really asked for and has ended comes once more, in its own place. */
    private boolean again(int openVersion) {
        List<ActionRequest> ended = people.asked().values().stream()
                .filter(request -> ended(record(request.id())))
                .toList();
        if (ended.isEmpty()) {
            return false;
        }
        ActionRequest request = rng.pick(ended);
        List<Op> ops = new ArrayList<>();
        for (String path : List.of(
                StoreLayout.abort(world.group, request.id()),
                StoreLayout.approval(world.group, request.id()),
                StoreLayout.action(world.group, request.id()))) {
            SimStore.Node node = world.store.get(path);
            if (node != null) {
                ops.add(new Op.Delete(path, node.version()));
            }
        }
        ops.add(create(request));
        ops.add(new Op.Set(world.paths.openAction, new OpenAction(request.id()), openVersion));
        put("makes the node of " + request.id() + " again", ops);
        return true;
    }

    private static boolean ended(@Nullable ActionRecord record) {
        return record != null && record.ended();
    }

    private Op create(ActionRequest request) {
        return new Op.Create(StoreLayout.action(world.group, request.id()), ActionRecord.requested(request), false);
    }

    private void wish(ActionRequest action) throws GeneralSecurityException {
        Hlc at = new Hlc(world.wallMillis(), 0);
        if (rng.chance(0.5)) {
            put(
                    "aborts " + action.id(),
                    List.of(new Op.Create(
                            StoreLayout.abort(world.group, action.id()), forger.abort(action, at), false)));
        } else {
            put(
                    "approves " + action.id(),
                    List.of(new Op.Create(
                            StoreLayout.approval(world.group, action.id()), forger.approval(action, at), false)));
        }
    }

    private void put(String what, List<Op> ops) {
        if (world.byHand(ops)) {
            attacks++;
            world.story.tell("thief", what);
        }
    }
}
