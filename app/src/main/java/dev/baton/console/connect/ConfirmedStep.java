package dev.baton.console.connect;

import dev.baton.console.model.Stored;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import java.util.ArrayList;
import java.util.List;

/**
 * A step of an action with the zxid that confirmed it.
 *
 * @param atMillis since the request, by the writers' hybrid clocks
 * @param zxid of the write that confirmed it, or -1 where that is not known
 */
public record ConfirmedStep(ActionStep step, long zxid, long atMillis) {
    /** All steps of a record; those of the last write were confirmed by that of the record itself. */
    public static List<ConfirmedStep> of(Stored<ActionRecord> stored) {
        ActionRecord record = stored.value();
        List<ConfirmedStep> all = new ArrayList<>();
        for (ActionStep step : record.writtenAs(stored.zxid()).steps()) {
            all.add(new ConfirmedStep(
                    step,
                    step.zxid(),
                    step.at().millis() - record.request().requestedAt().millis()));
        }
        return List.copyOf(all);
    }
}
