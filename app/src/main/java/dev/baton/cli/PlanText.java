package dev.baton.cli;

import dev.baton.console.connect.ActionPlan;
import dev.baton.console.connect.ConfirmedStep;
import dev.baton.model.Refusal;
import dev.baton.model.Rule;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A plan, its steps and its outcome for a person. */
final class PlanText {
    private PlanText() {}

    static void print(PrintWriter out, String group, ActionPlan plan) {
        out.println("Switchover of " + group + ", planned on epoch " + plan.epoch());
        List<List<String>> rules = new ArrayList<>();
        for (Rule rule : plan.rules()) {
            String sign =
                    switch (rule.state()) {
                        case OK -> "ok";
                        case WARN -> "warn";
                        case BLOCKED -> "BLOCKED";
                    };
            rules.add(Out.row(sign, rule.name(), "expected " + rule.expected(), "found " + rule.actual()));
        }
        Out.table(out, "  ", rules);
        for (ActionPlan.Change change : plan.changes()) {
            out.println("  " + change.what() + ": " + (change.before().isEmpty() ? "" : change.before() + " -> ")
                    + change.after());
        }
        out.println("  Write pause, predicted: " + plan.pause());
        out.flush();
    }

    /** Prints the steps from index {@code from} on; gives how many are printed now. The newest waits for its successor or the end. */
    static int steps(PrintWriter out, List<ConfirmedStep> steps, int from) {
        for (ConfirmedStep step : steps.subList(Math.min(from, steps.size()), steps.size())) {
            String note = step.step().note();
            out.println("  +" + step.atMillis() + " ms  " + step.step().step() + "  "
                    + step.step().state() + "  by "
                    + step.step().by() + "  zxid " + Out.zxid(step.zxid())
                    + (note == null || note.isEmpty() ? "" : "  " + note));
        }
        out.flush();
        return steps.size();
    }

    static void outcome(PrintWriter out, ActionReport report) {
        for (Refusal refusal : report.refused()) {
            out.println("Refused by " + refusal);
        }
        for (String leftover : report.leftovers()) {
            out.println("Left over: " + leftover);
        }
        if (report.outcome() == null) {
            out.println("Dry run: nothing was changed.");
        } else {
            String epoch =
                    report.epochAfter() < 0 ? "" : "  epoch " + report.epochBefore() + " -> " + report.epochAfter();
            String pause = report.writePauseMs() < 0 ? "" : "  writes paused " + report.writePauseMs() + " ms";
            out.println(report.outcome() + epoch + pause);
        }
        out.flush();
    }
}
