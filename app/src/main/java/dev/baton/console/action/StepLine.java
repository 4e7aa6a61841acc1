package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One line of the progress: done, under way or to come. Pure.
 *
 * @param proof the zxid that confirmed it, and the position where there is one; empty before
 * @param at milliseconds since the request, or -1 before
 */
record StepLine(ActionStep.Name step, Sign sign, String title, String proof, long at) {
    enum Sign {
        DONE("step.sign.done"),
        RUNNING("step.sign.running"),
        FAILED("step.sign.failed"),
        UNDONE("step.sign.undone"),
        WAITING("step.sign.waiting");

        private final String key;

        Sign(String key) {
            this.key = key;
        }

        String glyph() {
            return Messages.of(key);
        }
    }

    private static final List<ActionStep.Name> ORDER = List.of(
            ActionStep.Name.REQUESTED,
            ActionStep.Name.ACCEPTED,
            ActionStep.Name.CAUGHT_UP,
            ActionStep.Name.DRAINED,
            ActionStep.Name.HANDED_OVER,
            ActionStep.Name.CONFIRMED,
            ActionStep.Name.GRANTED,
            ActionStep.Name.ACTIVE,
            ActionStep.Name.FOLLOWS);

    /** The lines for a plan and, once there is one, the record of its action. */
    static List<StepLine> of(Plan plan, @Nullable ActionRecord record, boolean running) {
        List<StepLine> lines = new ArrayList<>();
        boolean nextRuns = running;
        for (ActionStep.Name name : ORDER) {
            ActionStep step = record == null ? null : last(record, name);
            if (step != null && record != null) {
                lines.add(taken(plan, record, step));
            } else if (record == null || !record.ended()) {
                lines.add(new StepLine(name, nextRuns ? Sign.RUNNING : Sign.WAITING, title(name, plan), "", -1));
                nextRuns = false;
            }
        }
        ActionStep resumed = record == null ? null : last(record, ActionStep.Name.RESUMED);
        if (resumed != null && record != null) {
            lines.add(taken(plan, record, resumed));
        }
        return lines;
    }

    private static @Nullable ActionStep last(ActionRecord record, ActionStep.Name name) {
        return record.steps().reversed().stream()
                .filter(step -> step.step() == name)
                .findFirst()
                .orElse(null);
    }

    private static StepLine taken(Plan plan, ActionRecord record, ActionStep step) {
        Sign sign =
                switch (step.state()) {
                    case RUNNING -> Sign.RUNNING;
                    case DONE -> Sign.DONE;
                    case FAILED -> Sign.FAILED;
                    case UNDONE -> Sign.UNDONE;
                };
        StringJoiner proof = new StringJoiner(" · ");
        if (step.zxid() >= 0) {
            proof.add(Messages.of("step.zxid", Words.zxid(step.zxid())));
        }
        if (step.position() >= 0) {
            proof.add(Messages.of("step.position", Words.count(step.position())));
        }
        if (sign != Sign.DONE && step.note() != null) {
            proof.add(step.note());
        }
        long at =
                Math.max(0, step.at().millis() - record.request().requestedAt().millis());
        return new StepLine(step.step(), sign, title(step.step(), plan), proof.toString(), at);
    }

    private static String title(ActionStep.Name name, Plan plan) {
        String from = plan.from() == null
                ? Messages.of("receipt.holder")
                : plan.from().value();
        String to =
                plan.to() == null ? Messages.of("receipt.candidate") : plan.to().value();
        return switch (name) {
            case REQUESTED -> Messages.of("step.requested");
            case ACCEPTED -> Messages.of("step.accepted", from);
            case CAUGHT_UP -> Messages.of("step.caughtup", to, from);
            case DRAINED -> Messages.of("step.drained");
            case CONFIRMED -> Messages.of("step.confirmed", to);
            case HANDED_OVER -> Messages.of("step.handedover", from);
            case GRANTED -> Messages.of("step.granted", plan.epoch().next(), to);
            case ACTIVE -> Messages.of("step.active", to);
            case FOLLOWS -> Messages.of("step.follows", from);
            case RESUMED -> Messages.of("step.resumed", from, plan.epoch());
            case ABORTED -> Messages.of("step.aborted");
            case BARRED -> Messages.of("step.barred", to);
            case STEPPED_DOWN -> Messages.of("step.steppeddown", to);
            case SHUT_OFF -> Messages.of("step.shutoff", to);
            case CONFIRMED_OFF -> Messages.of("step.confirmedoff", to);
            case SET_ASIDE -> Messages.of("step.setaside", to);
            case CLEARED -> Messages.of("step.cleared", to);
            case APPLIED -> Messages.of("step.applied");
            case ENDED -> Messages.of("step.ended");
        };
    }
}
