package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final Set<ActionStep.Name> GIVEN_BACK =
            Set.of(ActionStep.Name.DRAINED, ActionStep.Name.HANDED_OVER, ActionStep.Name.CONFIRMED);

    /** Steps whose note says more than their title. */
    private static final Set<ActionStep.Name> TELLING = Set.of(
            ActionStep.Name.RESUMED,
            ActionStep.Name.ABORTED,
            ActionStep.Name.SHUT_OFF,
            ActionStep.Name.SET_ASIDE,
            ActionStep.Name.STEPPED_DOWN);

    /** The lines for what is known and, once there is one, the record of the action: what was done, then what is to come. */
    static List<StepLine> of(Names planned, List<String> overrides, @Nullable ActionRecord record, boolean running) {
        Names names = planned.told(record);
        Map<ActionStep.Name, ActionStep> done = new LinkedHashMap<>();
        if (record != null) {
            record.steps().forEach(step -> done.put(step.step(), step));
            done.remove(ActionStep.Name.ENDED);
        }
        List<StepLine> lines = new ArrayList<>();
        if (record != null) {
            boolean resumed = done.containsKey(ActionStep.Name.RESUMED);
            done.values().forEach(step -> lines.add(taken(names, record, step, resumed)));
            if (record.ended()) {
                return lines;
            }
        }
        boolean nextRuns = running;
        for (ActionStep.Name name : StepOrder.of(names.kind(), overrides)) {
            if (!done.containsKey(name)) {
                Sign sign = nextRuns ? Sign.RUNNING : Sign.WAITING;
                lines.add(new StepLine(name, sign, title(name, names, ""), "", -1));
                nextRuns = false;
            }
        }
        return lines;
    }

    private static StepLine taken(Names names, ActionRecord record, ActionStep step, boolean resumed) {
        Sign sign =
                switch (step.state()) {
                    case RUNNING -> Sign.RUNNING;
                    case DONE -> resumed && GIVEN_BACK.contains(step.step()) ? Sign.UNDONE : Sign.DONE;
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
        boolean tells = sign == Sign.FAILED || sign == Sign.RUNNING || TELLING.contains(step.step());
        if (tells && step.note() != null && !step.note().isEmpty()) {
            proof.add(step.note());
        }
        long at =
                Math.max(0, step.at().millis() - record.request().requestedAt().millis());
        return new StepLine(step.step(), sign, title(step.step(), names, step.by()), proof.toString(), at);
    }

    /** @param by who did it; empty before */
    private static String title(ActionStep.Name name, Names names, String by) {
        String from = names.from();
        String to = names.to();
        return switch (name) {
            case REQUESTED -> Messages.of("step.requested");
            case ACCEPTED ->
                by.isEmpty()
                        ? Messages.of(names.kind().handsOver() ? "step.accepted" : "step.accepted.some", from)
                        : Messages.of("step.accepted", by);
            case CAUGHT_UP -> Messages.of("step.caughtup", to, from);
            case DRAINED -> Messages.of("step.drained");
            case CONFIRMED -> Messages.of("step.confirmed", to);
            case HANDED_OVER -> Messages.of("step.handedover", from);
            case GRANTED -> Messages.of("step.granted", names.before().next(), to);
            case ACTIVE -> Messages.of("step.active", to);
            case FOLLOWS -> Messages.of("step.follows", names.moves() ? from : to);
            case RESUMED -> Messages.of("step.resumed", from, names.before());
            case APPROVED -> Messages.of("step.approved", by);
            case ABORTED -> by.isEmpty() ? Messages.of("step.aborted") : Messages.of("step.aborted.by", by);
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
