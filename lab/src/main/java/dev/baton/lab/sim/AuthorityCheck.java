package dev.baton.lab.sim;

import dev.baton.authority.Operators;
import dev.baton.model.AbortRequest;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Approval;
import dev.baton.model.Leadership;
import dev.baton.model.MemberRecord;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import dev.baton.model.StoreLayout;
import dev.baton.protocol.Effect;
import dev.baton.protocol.Input;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * AUTHORITY: where there are operators, nothing but what one of them really signed gets beyond REQUESTED, leaves a trace anywhere else, or ends an
 * action that is under way. And whoever starts one does so only while, as far as it was told, the key is good, the request neither expired nor used, and
 * the second signature, where the policy wants one, is a second operator's.
 *
 * <p>Knows what was signed from those who signed it; verifies no signature.
 */
final class AuthorityCheck {
    private static final Set<Name> WITHOUT_EFFECT = EnumSet.of(Name.REQUESTED, Name.ABORTED, Name.ENDED);
    /** What {@link Operator#fence} writes: no action's. */
    private static final String BY_HAND = "by-hand";

    /** What a process was told. */
    private static final class Known {
        private Operators operators = Operators.UNREAD;
        private final Set<String> ended = new HashSet<>();
    }

    private final World world;
    private final Checks checks;
    private final People people;
    private final Map<SimProcess, Known> known = new HashMap<>();
    private final Set<String> started = new HashSet<>();
    private int refused;

    AuthorityCheck(World world, Checks checks, People people) {
        this.world = world;
        this.checks = checks;
        this.people = people;
    }

    /** How many actions that an operator had signed were started. */
    int started() {
        return started.size();
    }

    /** How many that no operator had signed ended without a change. */
    int refused() {
        return refused;
    }

    void told(SimProcess by, Input input) {
        if (input instanceof Input.OperatorsSeen seen) {
            known(by).operators = seen.operators();
        } else if (input instanceof Input.ActionSeen seen && seen.action().ended()) {
            known(by).ended.add(seen.action().request().id());
        }
    }

    private Known known(SimProcess by) {
        return known.computeIfAbsent(by, process -> new Known());
    }

    /** A step of that process asks for those effects. */
    void emitted(SimProcess by, List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.WriteAction e) {
                decided(by, e.action());
            } else if (effect instanceof Effect.Lead e) {
                decided(by, e.action());
            } else if (effect instanceof Effect.Grant e) {
                decided(by, e.action());
            }
        }
    }

    private void decided(SimProcess by, @Nullable ActionRecord record) {
        if (record == null) {
            return;
        }
        ActionRecord before = stored(record.request().id());
        ActionStep accepted = record.step(Name.ACCEPTED);
        boolean starts =
                accepted != null && accepted.zxid() < 0 && accepted.by().equals(by.id.value());
        if (starts && (before == null || !before.done(Name.ACCEPTED))) {
            starts(by, record.request());
        }
        AbortRequest abort = people.abort(record.request().id());
        if (abort != null
                && record.done(Name.ABORTED)
                && before != null
                && !before.done(Name.ABORTED)
                && !may(by, abort.keyId())) {
            violated(by, record.request(), "heeds an abort by a key that it knows to be revoked");
        }
    }

    private @Nullable ActionRecord stored(String id) {
        SimStore.Node node = world.store.get(StoreLayout.action(world.group, id));
        return node != null && node.data() instanceof ActionRecord record ? record : null;
    }

    private void starts(SimProcess by, ActionRequest request) {
        if (!people.asked(request)) {
            violated(by, request, "starts what no operator has signed like that");
            return;
        }
        started.add(request.id());
        if (!may(by, request.keyId())) {
            violated(by, request, "starts what a key asked for that it does not know as an operator's");
        }
        long wall = by.host.clock.wallMillis();
        if (wall > request.expiresAt()) {
            violated(by, request, "starts what expired at " + request.expiresAt() + " ms, it is " + wall + " ms");
        }
        if (known(by).ended.contains(request.id())) {
            violated(by, request, "starts what it knows to have ended before");
        }
        if (people.fourEyes(request.kind())) {
            Approval second = people.approval(request.id());
            if (second == null) {
                violated(by, request, "starts without a second operator's signature");
            } else if (!may(by, second.keyId())) {
                violated(by, request, "starts by a second signature of a key that it knows to be revoked");
            }
        }
    }

    private boolean may(SimProcess by, @Nullable String keyId) {
        OperatorRecord operator =
                keyId == null ? null : known(by).operators.byKey().get(keyId);
        return operator != null && !operator.revoked() && operator.role().may(OperatorRole.OPERATOR);
    }

    private void violated(SimProcess by, ActionRequest request, String what) {
        checks.violated("AUTHORITY", by.id + " " + what + ": " + request);
    }

    void written(@Nullable SimProcess by, List<Op> ops) {
        if (by == null) {
            return;
        }
        for (Op op : ops) {
            if (op instanceof Op.Set set) {
                switch (set.data()) {
                    case ActionRecord record -> record(by, record, ops);
                    case Leadership l -> trace(by, l.action(), l);
                    case MemberRecord m
                    when m.fence() != null -> trace(by, m.fence().action(), m);
                    case Policy p when p.pause() != null -> trace(by, p.pause().action(), p);
                    default -> {
                        // Names no action.
                    }
                }
            }
        }
    }

    private void record(SimProcess by, ActionRecord record, List<Op> ops) {
        ActionRequest request = record.request();
        boolean told = record.done(Name.ABORTED)
                || record.refused().stream().anyMatch(refusal -> refusal.rule().equals("not aborted"));
        if (told && people.abort(request.id()) == null) {
            violated(by, request, "heeds an abort that no operator has signed");
        }
        if (record.done(Name.APPROVED) && people.approval(request.id()) == null) {
            violated(by, request, "tells of a second signature that no second operator gave");
        }
        if (people.asked(request)) {
            return;
        }
        boolean alone = ops.stream()
                .allMatch(op -> op.path().equals(world.paths.openAction)
                        || op.path().equals(StoreLayout.action(world.group, request.id())));
        boolean nothing = record.steps().stream().allMatch(step -> WITHOUT_EFFECT.contains(step.step()))
                && (record.outcome() == null || record.outcome() == Outcome.FAILED_UNCHANGED);
        if (!alone || !nothing) {
            violated(by, request, "carries out what no operator has signed like that, " + record.steps());
        } else if (record.ended()) {
            refused++;
        }
    }

    private void trace(SimProcess by, @Nullable String action, Object where) {
        if (action != null && !action.equals(BY_HAND) && !people.asked().containsKey(action)) {
            checks.violated("AUTHORITY", by.id + " writes of action " + action + ", which nobody signed: " + where);
        }
    }

    /** Whatever an operator asked for has ended. */
    void finish() {
        for (ActionRequest request : people.asked().values()) {
            ActionRecord record = stored(request.id());
            if (record != null && !record.ended()) {
                checks.violated("L1", "what an operator asked for has not ended: " + record);
            }
        }
    }
}
