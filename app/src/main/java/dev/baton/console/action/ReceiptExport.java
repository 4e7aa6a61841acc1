package dev.baton.console.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.baton.console.theme.Messages;
import dev.baton.model.ActionRecord;
import dev.baton.model.Json;
import dev.baton.model.Outcome;
import dev.baton.model.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt that can be given away: all that was observed, asked for and done.
 *
 * @param preconditions as they were when it was asked for; empty where another console asked
 * @param record as the store holds it; absent where it was refused before it got there
 */
record ReceiptExport(
        String headline,
        Outcome outcome,
        List<String> lines,
        List<Rule> preconditions,
        @Nullable ActionRecord record) {
    static ReceiptExport of(Receipt receipt, Outcome outcome, @Nullable Plan plan, @Nullable ActionRecord record) {
        return new ReceiptExport(
                receipt.headline(), outcome, receipt.lines(), plan == null ? List.of() : plan.rules(), record);
    }

    String json() {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException failed) {
            throw new IllegalStateException("a receipt cannot be written as JSON: " + failed.getMessage(), failed);
        }
    }

    String text(List<StepLine> steps) {
        List<String> all = new ArrayList<>();
        all.add(headline);
        all.addAll(lines);
        if (!preconditions.isEmpty()) {
            all.add("");
            all.add(Messages.of("receipt.preconditions"));
            preconditions.forEach(rule -> all.add(Messages.of(
                    "receipt.rule",
                    PlanRows.glyph(rule.state()),
                    PlanRows.sentence(rule.name()),
                    rule.expected(),
                    rule.actual())));
        }
        if (!steps.isEmpty()) {
            all.add("");
            all.add(Messages.of("receipt.steps"));
            steps.forEach(step -> all.add(Messages.of(
                    "receipt.step",
                    step.sign().glyph(),
                    step.at() < 0 ? "" : Messages.of("step.at", step.at()),
                    step.title(),
                    step.proof())));
        }
        return String.join("\n", all) + "\n";
    }
}
