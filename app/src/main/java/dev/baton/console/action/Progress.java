package dev.baton.console.action;

import dev.baton.model.ActionRecord;
import dev.baton.model.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How far a started action is.
 *
 * @param record as the store holds it; absent until the store has it
 * @param outcome absent while it runs; UNKNOWN is not the end: reading goes on, and a later report replaces it
 * @param detail one sentence for the operator; may be empty
 */
public record Progress(
        @Nullable ActionRecord record, @Nullable Outcome outcome, String detail) {
    /** Nothing was heard yet. */
    static final Progress NONE = new Progress(null, null, "");

    /** Whether nothing more will come. */
    public boolean ended() {
        return outcome != null && outcome != Outcome.UNKNOWN;
    }

    /** What is known with this one: a report without a record does not take away the steps that were already seen. */
    Progress then(Progress next) {
        return next.record() == null ? new Progress(record, next.outcome(), next.detail()) : next;
    }
}
