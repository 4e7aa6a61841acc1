package dev.baton.console.action;

import dev.baton.model.ActionRequest;
import dev.baton.model.GroupId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Plans, starts, follows and aborts actions. Every method returns at once and may be called from any thread. */
public interface Actions {
    /**
     * What it would do as of now; changes nothing.
     *
     * @throws IllegalArgumentException where it cannot be planned, with a message fit for a person
     */
    Plan plan(GroupId group, Wish wish);

    /**
     * Asks for it. The listener is called on any thread, in order, for each step that the store confirmed, and a last time with an outcome
     * other than UNKNOWN; a store that cannot be read in time gives UNKNOWN meanwhile.
     *
     * @param reason for the audit; the operator's words
     * @return ends the listening, not the action
     */
    Runnable start(Plan plan, String reason, Consumer<Progress> listener);

    /** Listens to an action that stands in the store already, whoever asked for it. As {@link #start}. */
    Runnable follow(GroupId group, String id, Consumer<Progress> listener);

    /** Asks those who carry it out to take it back. Never completes exceptionally. */
    CompletionStage<Answer> abort(GroupId group, String id, String reason);

    /** Signs it as the second operator: exactly the request that was shown. Never completes exceptionally. */
    CompletionStage<Answer> approve(ActionRequest shown);

    /**
     * What became of the asking for an abort, or of a second signature.
     *
     * @param asked whether it stands in the store
     * @param says why it does not; empty where it does
     */
    record Answer(boolean asked, String says) {}

    /** Of a source that nothing can be done to. */
    static Actions none(String why) {
        return new Actions() {
            @Override
            public Plan plan(GroupId group, Wish wish) {
                throw new IllegalArgumentException(why);
            }

            @Override
            public Runnable start(Plan plan, String reason, Consumer<Progress> listener) {
                throw new IllegalArgumentException(why);
            }

            @Override
            public Runnable follow(GroupId group, String id, Consumer<Progress> listener) {
                return () -> {};
            }

            @Override
            public CompletionStage<Answer> abort(GroupId group, String id, String reason) {
                return CompletableFuture.completedFuture(new Answer(false, why));
            }

            @Override
            public CompletionStage<Answer> approve(ActionRequest shown) {
                return CompletableFuture.completedFuture(new Answer(false, why));
            }
        };
    }
}
