package dev.baton.console.action;

import dev.baton.console.theme.Tone;
import dev.baton.model.ActionRecord;
import dev.baton.model.Outcome;
import dev.baton.model.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an action ended, in words. Pure.
 *
 * @param lines what more there is to know, one sentence each
 */
record Receipt(String headline, Tone tone, List<String> lines) {
    static Receipt of(Plan plan, Progress progress, Outcome outcome) {
        ActionRecord record = progress.record();
        List<String> lines = new ArrayList<>();
        if (!progress.detail().isEmpty()) {
            lines.add(progress.detail());
        }
        if (record != null) {
            if (record.writePauseMillis() >= 0) {
                lines.add("Writes paused for " + record.writePauseMillis() + " ms.");
            }
            for (Refusal refusal : record.refused()) {
                lines.add(refusal.toString());
            }
            for (String leftover : record.leftovers()) {
                lines.add("Left over: " + leftover);
            }
            lines.add("Action " + record.request().id() + ", by "
                    + record.request().operator() + ".");
        }
        return new Receipt(headline(plan, record, outcome), tone(outcome), lines);
    }

    private static String headline(Plan plan, @Nullable ActionRecord record, Outcome outcome) {
        String to = plan.to() == null ? "the candidate" : plan.to().value();
        String from = plan.from() == null ? "the holder" : plan.from().value();
        String epoch = record == null || record.epochAfter() == null ? "" : " in epoch " + record.epochAfter();
        return switch (outcome) {
            case SUCCEEDED -> "✓ SUCCEEDED · " + to + " is primary" + epoch;
            case FAILED_UNCHANGED -> "✕ FAILED, UNCHANGED · " + from + " is still primary in epoch " + plan.epoch();
            case ROLLED_BACK -> "↺ ROLLED BACK · " + from + " serves again in epoch " + plan.epoch();
            case INCOMPLETE -> "! INCOMPLETE · done" + epoch + ", with leftovers";
            case UNKNOWN -> "? UNKNOWN · still reading the store; nothing is claimed";
        };
    }

    private static Tone tone(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> Tone.OK;
            case FAILED_UNCHANGED -> Tone.BAD;
            case ROLLED_BACK, INCOMPLETE, UNKNOWN -> Tone.WARN;
        };
    }
}
