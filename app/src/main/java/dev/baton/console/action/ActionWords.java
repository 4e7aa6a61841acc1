package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;

/** The words that differ from one kind of action to the other. Pure. */
public final class ActionWords {
    private ActionWords() {}

    /** "Switchover". */
    public static String of(ActionKind kind) {
        return Messages.of(
                switch (kind) {
                    case SWITCHOVER -> "act.switchover";
                    case FAILOVER -> "act.failover";
                    case FENCE -> "act.fence";
                    case REINSTATE -> "act.reinstate";
                    case ROLLBACK -> "act.rollback";
                    case PAUSE -> "act.pause";
                    case RESUME -> "act.resume";
                    case DRILL -> "act.drill";
                });
    }

    /** What the button says that starts it. */
    static String start(ActionKind kind) {
        return Messages.of(
                switch (kind) {
                    case SWITCHOVER -> "act.start.switchover";
                    case FAILOVER -> "act.start.failover";
                    case FENCE -> "act.start.fence";
                    case REINSTATE -> "act.start.reinstate";
                    case ROLLBACK -> "act.start.rollback";
                    case PAUSE -> "act.start.pause";
                    case RESUME -> "act.start.resume";
                    case DRILL -> "act.start.drill";
                });
    }

    /** What the choice beside the title is about. */
    static String choice(ActionKind kind) {
        return Messages.of(
                switch (kind) {
                    case SWITCHOVER, FAILOVER, DRILL -> "act.choice.to";
                    case FENCE, REINSTATE -> "act.choice.member";
                    case ROLLBACK -> "act.choice.epoch";
                    case PAUSE -> "act.choice.length";
                    case RESUME -> "act.choice.none";
                });
    }

    /** What it means to override that. */
    static String override(String name) {
        return Messages.of(
                switch (name) {
                    case ActionRequest.ALLOW_DATA_LOSS -> "act.override.loss";
                    case ActionRequest.POWER_OFF -> "act.override.power";
                    case ActionRequest.CONFIRM_OFF -> "act.override.off";
                    default -> throw new IllegalArgumentException("no such override: " + name);
                });
    }

    /** Whether starting it harms somebody who works. */
    static boolean harms(ActionKind kind) {
        return kind == ActionKind.FAILOVER || kind == ActionKind.FENCE;
    }

    /** What must be typed before it starts: the group's name; a member's where that member is at stake. */
    static String typed(Plan plan) {
        boolean member = plan.wish().kind() == ActionKind.FENCE
                || (plan.wish().kind() == ActionKind.FAILOVER && plan.wish().overrides(ActionRequest.ALLOW_DATA_LOSS));
        return member && plan.to() != null ? plan.to().value() : plan.group().value();
    }
}
