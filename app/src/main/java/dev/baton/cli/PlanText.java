package dev.baton.cli;

import dev.baton.console.connect.ActionPlan;
import dev.baton.console.connect.ConfirmedStep;
import dev.baton.model.ActionKind;
import dev.baton.model.GroupId;
import dev.baton.model.Refusal;
import dev.baton.model.Rule;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan, its steps and its outcome for a person. */
final class PlanText {
    private PlanText() {}

    static void print(PrintWriter out, String group, ActionPlan plan) {
        out.println(kind(plan.wish().kind()) + ": " + group + ", planned on epoch " + plan.epoch());
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
        for (ActionPlan.Undo undo : plan.undo()) {
            out.println("  If it fails " + undo.step() + ": " + undo.back());
        }
        if (plan.wish().kind().handsOver() || plan.wish().kind() == ActionKind.FAILOVER) {
            out.println("  Write pause, predicted: " + plan.pause());
        }
        out.flush();
    }

    /** "switchover". */
    private static String word(ActionKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String kind(ActionKind kind) {
        return kind.name().charAt(0) + word(kind).substring(1);
    }

    /** What is about to be confirmed: "fence orders-a". */
    static String what(ActionPlan plan, GroupId group) {
        return switch (plan.wish().kind()) {
            case SWITCHOVER, FAILOVER, ROLLBACK, DRILL -> "move the role of " + group + " to " + plan.to();
            case FENCE, REINSTATE -> word(plan.wish().kind()) + " " + plan.to();
            case PAUSE, RESUME -> word(plan.wish().kind()) + " automatic failover of " + group;
        };
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
