package dev.baton.cli;

import dev.baton.console.connect.ActionPlan;
import dev.baton.console.connect.ConfirmedStep;
import dev.baton.console.model.Stored;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Outcome;
import dev.baton.model.Refusal;
import dev.baton.model.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The document of an action with {@code --json}. Field names are stable: add, never rename.
 *
 * @param outcome absent for a dry run
 * @param epochAfter -1 where none was granted or none is known
 * @param target who was to become primary, or be fenced or reinstated; absent where it is about nobody
 * @param plan with a dry run and with a plan that was refused before it was asked for
 */
record ActionReport(
        @Nullable String action,
        String kind,
        @Nullable String outcome,
        long epochBefore,
        long epochAfter,
        long writePauseMs,
        List<Step> steps,
        List<Refusal> refused,
        List<String> leftovers,
        @Nullable Plan plan,
        @Nullable String target,
        @Nullable Abort abort) {
    /** Without an abort. */
    ActionReport(
            @Nullable String action,
            String kind,
            @Nullable String outcome,
            long epochBefore,
            long epochAfter,
            long writePauseMs,
            List<Step> steps,
            List<Refusal> refused,
            List<String> leftovers,
            @Nullable Plan plan,
            @Nullable String target) {
        this(
                action,
                kind,
                outcome,
                epochBefore,
                epochAfter,
                writePauseMs,
                steps,
                refused,
                leftovers,
                plan,
                target,
                null);
    }

    /**
     * Of {@code baton rollback --abort}.
     *
     * @param result UNDONE, TOO_LATE, CLEARED, UNKNOWN, or absent for a dry run
     * @param by who asked for it; absent where nobody did
     */
    record Abort(@Nullable String result, @Nullable String by, String detail) {}

    record Step(
            String step,
            String state,
            long zxid,
            long atMs,
            String by,
            @Nullable String note) {
        static Step of(ConfirmedStep step) {
            return new Step(
                    step.step().step().name(),
                    step.step().state().name(),
                    step.zxid(),
                    step.atMillis(),
                    step.step().by(),
                    step.step().note());
        }
    }

    record Plan(
            boolean dryRun,
            @Nullable String from,
            @Nullable String to,
            List<Rule> rules,
            List<ActionPlan.Change> changes,
            String predictedPause,
            List<ActionPlan.Undo> undo) {}

    static ActionReport planned(ActionPlan plan, boolean dryRun) {
        return new ActionReport(
                null,
                plan.wish().kind().name(),
                dryRun ? null : Outcome.FAILED_UNCHANGED.name(),
                plan.epoch().value(),
                -1,
                -1,
                List.of(),
                plan.refusals(),
                List.of(),
                new Plan(
                        dryRun,
                        Session.text(plan.from()),
                        Session.text(plan.to()),
                        plan.rules(),
                        plan.changes(),
                        plan.pause().toString(),
                        plan.undo()),
                Session.text(plan.to()));
    }

    static ActionReport refused(ActionRequest request, List<Refusal> rules) {
        return new ActionReport(
                request.id(),
                request.kind().name(),
                Outcome.FAILED_UNCHANGED.name(),
                request.seenEpoch().value(),
                -1,
                -1,
                List.of(),
                rules,
                List.of(),
                null,
                Session.text(request.target()));
    }

    static ActionReport unknown(ActionRequest request, @Nullable Stored<ActionRecord> last) {
        return new ActionReport(
                request.id(),
                request.kind().name(),
                Outcome.UNKNOWN.name(),
                request.seenEpoch().value(),
                -1,
                -1,
                last == null ? List.of() : steps(ConfirmedStep.of(last)),
                List.of(),
                List.of(),
                null,
                Session.text(request.target()));
    }

    static ActionReport ended(ActionRecord record, List<ConfirmedStep> steps) {
        return new ActionReport(
                record.request().id(),
                record.request().kind().name(),
                Session.text(record.outcome()),
                record.epochBefore().value(),
                record.epochAfter() == null ? -1 : record.epochAfter().value(),
                record.writePauseMillis(),
                steps(steps),
                record.refused(),
                record.leftovers(),
                null,
                Session.text(record.target()));
    }

    /** Of an abort that has nothing to follow. */
    static ActionReport aborting(
            @Nullable String action,
            String kind,
            @Nullable Outcome outcome,
            @Nullable String result,
            @Nullable String by,
            String detail) {
        return new ActionReport(
                action,
                kind,
                Session.text(outcome),
                -1,
                -1,
                -1,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                new Abort(result, by, detail));
    }

    /** Of an abort that was refused: there was nothing to abort, or too much was said. */
    static ActionReport notAborted(Refusal rule) {
        return new ActionReport(
                null,
                ActionKind.ROLLBACK.name(),
                Outcome.FAILED_UNCHANGED.name(),
                -1,
                -1,
                -1,
                List.of(),
                List.of(rule),
                List.of(),
                null,
                null);
    }

    ActionReport with(Abort by) {
        return new ActionReport(
                action,
                kind,
                outcome,
                epochBefore,
                epochAfter,
                writePauseMs,
                steps,
                refused,
                leftovers,
                plan,
                target,
                by);
    }

    /** What an abort has to say; empty without one. */
    String detail() {
        return abort == null ? "" : abort.detail();
    }

    /** The zxids and times of an action's steps as JSON has them. */
    static List<Step> steps(List<ConfirmedStep> steps) {
        return steps.stream().map(Step::of).toList();
    }
}
