package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Tone;
import dev.baton.model.ActionRecord;
import dev.baton.model.Epoch;
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
                lines.add(Messages.of("receipt.paused", record.writePauseMillis()));
            }
            for (Refusal refusal : record.refused()) {
                lines.add(refusal.toString());
            }
            for (String leftover : record.leftovers()) {
                lines.add(Messages.of("receipt.left", leftover));
            }
            lines.add(Messages.of(
                    "receipt.action", record.request().id(), record.request().operator()));
        }
        return new Receipt(headline(plan, record, outcome), tone(outcome), lines);
    }

    private static String headline(Plan plan, @Nullable ActionRecord record, Outcome outcome) {
        String to =
                plan.to() == null ? Messages.of("receipt.candidate") : plan.to().value();
        String from = plan.from() == null
                ? Messages.of("receipt.holder")
                : plan.from().value();
        Epoch epoch = record == null ? null : record.epochAfter();
        return switch (outcome) {
            case SUCCEEDED ->
                epoch == null
                        ? Messages.of("receipt.succeeded", to)
                        : Messages.of("receipt.succeeded.epoch", to, epoch);
            case FAILED_UNCHANGED -> Messages.of("receipt.failed", from, plan.epoch());
            case ROLLED_BACK -> Messages.of("receipt.rolledback", from, plan.epoch());
            case INCOMPLETE ->
                epoch == null ? Messages.of("receipt.incomplete") : Messages.of("receipt.incomplete.epoch", epoch);
            case UNKNOWN -> Messages.of("receipt.unknown");
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
