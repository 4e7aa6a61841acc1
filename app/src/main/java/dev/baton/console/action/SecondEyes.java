package dev.baton.console.action;

import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Policy;

/** An action that starts only with a second operator's signature. Pure. */
final class SecondEyes {
    private SecondEyes() {}

    /** Whether it waits for that now. Unsigned requests wait for nobody: the cluster has no operators. */
    static boolean waits(GroupView group, ActionRecord record, long nowMillis) {
        ActionRequest request = record.request();
        Stored<Policy> policy = group.policy();
        return policy != null
                && policy.value().fourEyes().contains(request.kind())
                && request.keyId() != null
                && !record.ended()
                && !record.done(Name.ACCEPTED)
                && !record.done(Name.APPROVED)
                && nowMillis < request.expiresAt();
    }

    /**
     * "Switchover of payments to payments-c, asked for by alice: kernel patch; waits for a second operator until 14:17:31 UTC", and why it is not who
     * looks, where it is not.
     */
    static String words(ActionRecord record, Availability second) {
        return second.allowed() ? words(record) : Messages.of("act.waits.not", words(record), second.why());
    }

    private static String words(ActionRecord record) {
        ActionRequest request = record.request();
        Names names = Names.of(record);
        return Messages.of(
                names.moves() ? "act.waits.to" : names.kind().needsTarget() ? "act.waits.of" : "act.waits",
                request.operator(),
                ActionWords.of(request.kind()),
                request.group(),
                names.to(),
                request.reason(),
                Words.clock(request.expiresAt()));
    }

    /** What the second operator reads first in the dialog. */
    static String asks(ActionRecord record) {
        ActionRequest request = record.request();
        return Messages.of(
                "act.approve.asks",
                request.operator(),
                request.reason(),
                Words.clock(request.requestedAt().millis()),
                Words.clock(request.expiresAt()));
    }
}
