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
    /** Whether nothing more will come. */
    public boolean ended() {
        return outcome != null && outcome != Outcome.UNKNOWN;
    }
}
