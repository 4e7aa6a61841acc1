package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Tone;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
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
    static Receipt of(Names planned, Progress progress, Outcome outcome) {
        ActionRecord record = progress.record();
        Names names = planned.told(record);
        List<String> lines = new ArrayList<>();
        if (!progress.detail().isEmpty()) {
            lines.add(progress.detail());
        }
        if (record != null) {
            told(record, lines);
        }
        return new Receipt(headline(names, record, outcome), tone(outcome), lines);
    }

    private static void told(ActionRecord record, List<String> lines) {
        ActionStep last = record.last();
        if (record.outcome() != Outcome.SUCCEEDED && last != null && last.step() == ActionStep.Name.ENDED) {
            String why = last.note();
            if (why != null && record.refused().isEmpty()) {
                lines.add(Messages.of("receipt.why", why));
            }
        }
        if (record.writePauseMillis() >= 0) {
            lines.add(Messages.of("receipt.paused", record.writePauseMillis()));
        }
        for (Refusal refusal : record.refused()) {
            lines.add(Messages.of("receipt.refused", refusal.rule(), refusal.expected(), refusal.actual()));
        }
        for (String leftover : record.leftovers()) {
            lines.add(Messages.of("receipt.left", leftover));
        }
        lines.add(Messages.of(
                "receipt.observed",
                record.epochBefore(),
                record.request().seenLeadershipVersion(),
                record.request().id(),
                record.request().operator()));
    }

    private static String headline(Names names, @Nullable ActionRecord record, Outcome outcome) {
        Epoch epoch = record == null ? null : record.epochAfter();
        return switch (outcome) {
            case SUCCEEDED -> succeeded(names, epoch);
            case FAILED_UNCHANGED -> unchanged(names);
            case ROLLED_BACK -> Messages.of("receipt.rolledback", names.from(), names.before());
            case INCOMPLETE ->
                epoch == null ? Messages.of("receipt.incomplete") : Messages.of("receipt.incomplete.epoch", epoch);
            case UNKNOWN -> Messages.of("receipt.unknown");
        };
    }

    private static String succeeded(Names names, @Nullable Epoch epoch) {
        return switch (names.kind()) {
            case SWITCHOVER, FAILOVER, ROLLBACK, DRILL ->
                epoch == null
                        ? Messages.of("receipt.succeeded", names.to())
                        : Messages.of("receipt.succeeded.epoch", names.to(), epoch);
            case FENCE -> Messages.of("receipt.fenced", names.to());
            case REINSTATE -> Messages.of("receipt.reinstated", names.to());
            case PAUSE -> Messages.of("receipt.paused.group", names.group());
            case RESUME -> Messages.of("receipt.resumed.group", names.group());
        };
    }

    private static String unchanged(Names names) {
        return switch (names.kind()) {
            case SWITCHOVER, ROLLBACK, DRILL -> Messages.of("receipt.failed", names.from(), names.before());
            case FAILOVER -> Messages.of("receipt.failed.failover", names.before());
            case FENCE -> Messages.of("receipt.failed.fence", names.to());
            case REINSTATE -> Messages.of("receipt.failed.reinstate", names.to());
            case PAUSE, RESUME -> Messages.of("receipt.failed.pause");
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
