package dev.baton.console.action;

import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plans and starts switchovers. Every method returns at once and may be called from any thread. */
public interface Switchovers {
    /**
     * What a switchover would do as of now; changes nothing. Completes on any thread, within a bounded time; exceptionally with a message
     * fit for a person.
     *
     * @param to absent: the best eligible standby
     */
    CompletionStage<Plan> plan(GroupId group, @Nullable MemberId to);

    /**
     * Asks for it. The listener is called on any thread, in order, for each step that the store confirmed, and a last time with an outcome
     * other than UNKNOWN; a store that cannot be read in time gives UNKNOWN meanwhile.
     *
     * @param reason for the audit; the operator's words
     */
    void start(Plan plan, String reason, Consumer<Progress> listener);
}
