package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import org.jspecify.annotations.Nullable;

/** Whether an action may still be aborted, and what the button says. Pure. */
final class AbortWords {
    private AbortWords() {}

    /**
     * Why it may not; null where it may.
     *
     * @param asking whether this console is asking already
     */
    static @Nullable String refusal(@Nullable ActionRecord record, boolean asking) {
        if (record == null) {
            return Messages.of("act.abort.unread");
        }
        if (record.ended()) {
            return Messages.of("act.abort.ended");
        }
        if (asking || record.done(ActionStep.Name.ABORTED)) {
            return Messages.of("act.abort.asked");
        }
        return record.done(StepOrder.noWayBack(record.request().kind())) ? Messages.of("act.abort.late") : null;
    }

    /** "Abort and resume orders-a" where that serves again. */
    static String button(@Nullable ActionRecord record) {
        return record != null && record.request().kind().handsOver() && record.former() != null
                ? Messages.of("act.abort.resume", record.former())
                : Messages.of("act.abort");
    }
}
