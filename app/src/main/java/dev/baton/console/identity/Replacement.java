package dev.baton.console.identity;

import java.util.concurrent.CompletionStage;

/** Has a cluster take a new key in an old one's place, in one write. */
@FunctionalInterface
public interface Replacement {
    /**
     * Asks for it. Never completes exceptionally, and within a few timeouts.
     *
     * @param replaces the key that is revoked
     * @param by who does it, for the record
     */
    CompletionStage<Operators.Result> take(Operators.Newcomer fresh, String replaces, String by);
}
