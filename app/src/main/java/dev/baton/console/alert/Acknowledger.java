package dev.baton.console.alert;

import dev.baton.console.model.Alert;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps acknowledgements where every console sees them. Any thread; returns at once. */
@FunctionalInterface
public interface Acknowledger {
    /** Never completes exceptionally. */
    CompletionStage<Answer> acknowledge(Alert alert, String note);

    /**
     * How it ended.
     *
     * @param done whether it is acknowledged now
     * @param says what happened where it is not, or who did it before
     */
    record Answer(boolean done, String says) {}

    /** Of a source that nothing can be written to. */
    static Acknowledger none(String why) {
        return (alert, note) -> CompletableFuture.completedFuture(new Answer(false, why));
    }
}
