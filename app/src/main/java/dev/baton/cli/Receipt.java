package dev.baton.cli;

import dev.baton.console.connect.ConfirmedStep;
import dev.baton.console.model.EpochView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Activation;
import dev.baton.model.EpochRecord;
import dev.baton.model.Refusal;
import dev.baton.model.Rule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds of an action, for whoever asks later: {@code baton receipt --json}. Field names are stable: add, never rename.
 *
 * @param outcome absent while it has not ended
 * @param observed what the operator was shown when it was asked for
 * @param preconditions who checked what, and with which write
 * @param checked every rule as who accepted it found it; empty where nobody accepted it
 * @param runner who carried it out; absent where nobody started it
 * @param former who held the role when it was accepted
 * @param refused the rules that refused it
 * @param leftovers what was left undone, or must be known
 * @param acknowledged what each side said of the result, each by a write of its own or in that of the grant
 * @param epoch the epoch that it led to; absent where there is none
 * @param record where it stands in the store
 */
record Receipt(
        String group,
        String action,
        String kind,
        @Nullable String outcome,
        String operator,
        String reason,
        List<String> overrides,
        String requestedAt,
        String expiresAt,
        Observed observed,
        List<Precondition> preconditions,
        List<Rule> checked,
        @Nullable String target,
        @Nullable String former,
        @Nullable String runner,
        long epochBefore,
        long epochAfter,
        long writePauseMs,
        List<ActionReport.Step> steps,
        List<Refusal> refused,
        List<String> leftovers,
        List<Word> acknowledged,
        @Nullable NewEpoch epoch,
        Where record) {
    /** {@code toEpoch} of a rollback and {@code until} of a pause; -1 and absent elsewhere. */
    record Observed(
            long epoch,
            int leadershipVersion,
            long toEpoch,
            @Nullable String until) {}

    /** {@code held} is false where the rules below refused it; {@code zxid} is -1 where no write tells. */
    record Precondition(String rule, String expected, boolean held, String checkedBy, long zxid) {}

    /** A member's own word. */
    record Word(
            String member,
            String says,
            long zxid,
            String at,
            long position,
            @Nullable String note) {}

    /** {@code activeAt}, {@code proof} and {@code outageMs} are absent, and -1, until it served. */
    record NewEpoch(
            long epoch,
            String holder,
            String cause,
            String by,
            long grantZxid,
            String grantedAt,
            @Nullable String activeAt,
            @Nullable String proof,
            long outageMs) {}

    record Where(String path, int version, long zxid) {}

    static Receipt of(GroupView group, Stored<ActionRecord> stored, String path) {
        ActionRecord record = stored.value();
        ActionRequest request = record.request();
        List<ConfirmedStep> steps = ConfirmedStep.of(stored);
        return new Receipt(
                request.group().value(),
                request.id(),
                request.kind().name(),
                Session.text(record.outcome()),
                request.operator(),
                request.reason(),
                request.overrides(),
                request.requestedAt().instant().toString(),
                Instant.ofEpochMilli(request.expiresAt()).toString(),
                new Observed(
                        request.seenEpoch().value(),
                        request.seenLeadershipVersion(),
                        request.toEpoch() == null ? -1 : request.toEpoch().value(),
                        request.untilMillis() == null
                                ? null
                                : Instant.ofEpochMilli(request.untilMillis()).toString()),
                ReceiptLines.preconditions(record, steps),
                record.checked() == null ? List.of() : record.checked(),
                Session.text(record.target()),
                Session.text(record.former()),
                record.runner(),
                record.epochBefore().value(),
                record.epochAfter() == null ? -1 : record.epochAfter().value(),
                record.writePauseMillis(),
                ActionReport.steps(steps),
                record.refused(),
                record.leftovers(),
                ReceiptLines.acknowledged(steps),
                group.epochs().stream()
                        .filter(epoch -> request.id().equals(epoch.record().action()))
                        .findFirst()
                        .map(Receipt::epoch)
                        .orElse(null),
                new Where(path, stored.version(), stored.zxid()));
    }

    private static NewEpoch epoch(EpochView view) {
        EpochRecord epoch = view.record();
        Activation active = view.activation();
        return new NewEpoch(
                epoch.epoch().value(),
                epoch.holder().value(),
                epoch.cause().name(),
                epoch.by(),
                view.zxid(),
                epoch.at().instant().toString(),
                active == null ? null : active.at().instant().toString(),
                active == null ? null : active.proof(),
                active == null ? -1 : active.outageMillis());
    }
}
