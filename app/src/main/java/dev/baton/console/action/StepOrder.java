package dev.baton.console.action;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep.Name;
import java.util.ArrayList;
import java.util.List;

/** The steps that each kind of action takes if nothing goes wrong, in their order. Pure. */
final class StepOrder {
    private static final List<Name> HANDOVER = List.of(
            Name.REQUESTED,
            Name.ACCEPTED,
            Name.CAUGHT_UP,
            Name.DRAINED,
            Name.HANDED_OVER,
            Name.CONFIRMED,
            Name.GRANTED,
            Name.ACTIVE,
            Name.FOLLOWS);

    private StepOrder() {}

    static List<Name> of(ActionKind kind, List<String> overrides) {
        return switch (kind) {
            case SWITCHOVER, ROLLBACK, DRILL -> HANDOVER;
            case FAILOVER -> List.of(Name.REQUESTED, Name.ACCEPTED, Name.GRANTED, Name.ACTIVE);
            case FENCE -> fence(overrides);
            case REINSTATE -> List.of(Name.REQUESTED, Name.ACCEPTED, Name.SET_ASIDE, Name.CLEARED, Name.FOLLOWS);
            case PAUSE, RESUME -> List.of(Name.REQUESTED, Name.ACCEPTED, Name.APPLIED);
        };
    }

    private static List<Name> fence(List<String> overrides) {
        List<Name> all = new ArrayList<>(List.of(Name.REQUESTED, Name.ACCEPTED, Name.BARRED));
        if (overrides.contains(ActionRequest.CONFIRM_OFF)) {
            all.add(Name.CONFIRMED_OFF);
        }
        all.add(Name.STEPPED_DOWN);
        if (overrides.contains(ActionRequest.POWER_OFF)) {
            all.add(Name.SHUT_OFF);
        }
        return all;
    }

    /** The step from which on an abort comes too late. */
    static Name noWayBack(ActionKind kind) {
        return switch (kind) {
            case SWITCHOVER, ROLLBACK, DRILL, FAILOVER -> Name.GRANTED;
            case FENCE -> Name.BARRED;
            case REINSTATE -> Name.CLEARED;
            case PAUSE, RESUME -> Name.APPLIED;
        };
    }
}
