package dev.baton.console.live;

import dev.baton.console.action.Progress;
import dev.baton.console.connect.Submission;
import dev.baton.console.model.Observed;
import dev.baton.console.theme.Messages;
import dev.baton.model.ActionRecord;
import dev.baton.model.Event;
import dev.baton.model.Outcome;
import dev.baton.model.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One action on its way. Its reports go out one at a time, in order; each within the event that the store's watch brought, so that a step is
 * told as soon as it is known. Any thread.
 */
final class Following implements Consumer<Observed> {
    private final String id;
    private final Consumer<Progress> listener;
    private final Consumer<Following> done;
    private @Nullable ActionRecord last; // guarded by this
    private boolean over; // guarded by this

    /** {@code done} is called once nothing more will come. */
    Following(String id, Consumer<Progress> listener, Consumer<Following> done) {
        this.id = id;
        this.listener = listener;
        this.done = done;
    }

    @Override
    public void accept(Observed observed) {
        if (observed.event() instanceof Event.ActionSeen seen
                && seen.action().request().id().equals(id)) {
            seen(seen.action().writtenAs(seen.zxid()));
        }
    }

    void seen(ActionRecord record) {
        report(record, record.outcome(), "");
    }

    void refused(List<Refusal> rules) {
        String why = rules.stream().map(Refusal::toString).collect(Collectors.joining("; "));
        report(null, Outcome.FAILED_UNCHANGED, Messages.of("live.refused", why));
    }

    void unknown(Submission.Unknown unknown) {
        report(null, Outcome.UNKNOWN, Messages.of("live.reading", unknown.detail()));
    }

    synchronized void late(Duration patience) {
        if (!over) {
            report(last, Outcome.UNKNOWN, Messages.of("live.endless", patience.toSeconds()));
        }
    }

    synchronized void stop() {
        over = true;
        done.accept(this);
    }

    private synchronized void report(@Nullable ActionRecord record, @Nullable Outcome outcome, String detail) {
        if (over || stale(record)) {
            return;
        }
        last = record == null ? last : record;
        over = outcome != null && outcome != Outcome.UNKNOWN;
        listener.accept(new Progress(last, outcome, detail));
        if (over) {
            done.accept(this);
        }
    }

    /** Records only grow: one with fewer steps was read before the one that is known. */
    private boolean stale(@Nullable ActionRecord record) {
        return record != null
                && last != null
                && record.steps().size() < last.steps().size();
    }
}
