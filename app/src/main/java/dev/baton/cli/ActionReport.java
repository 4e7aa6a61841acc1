package dev.baton.cli;

import dev.baton.console.connect.ActionPlan;
import dev.baton.console.connect.ConfirmedStep;
import dev.baton.console.model.Stored;
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
        @Nullable Plan plan) {
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
            String predictedPause) {}

    static ActionReport planned(ActionPlan plan, boolean dryRun) {
        return new ActionReport(
                null,
                "SWITCHOVER",
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
                        plan.pause().toString()));
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
                null);
    }

    static ActionReport unknown(ActionRequest request, @Nullable Stored<ActionRecord> last) {
        return new ActionReport(
                request.id(),
                request.kind().name(),
                Outcome.UNKNOWN.name(),
                request.seenEpoch().value(),
                -1,
                -1,
                last == null ? List.of() : SwitchoverCommand.steps(ConfirmedStep.of(last)),
                List.of(),
                List.of(),
                null);
    }

    static ActionReport ended(ActionRecord record, List<ConfirmedStep> steps) {
        return new ActionReport(
                record.request().id(),
                record.request().kind().name(),
                Session.text(record.outcome()),
                record.epochBefore().value(),
                record.epochAfter() == null ? -1 : record.epochAfter().value(),
                record.writePauseMillis(),
                SwitchoverCommand.steps(steps),
                record.refused(),
                record.leftovers(),
                null);
    }
}
