package dev.baton.model;

import java.util.Objects;

/**
 * What a holder whose renewals go unanswered asks of every elector, in its heartbeats: "for {@code millis} ask for no grant".
 *
 * @param epoch that the holder holds
 * @param number counts the asks of this incarnation; the word that answers names it, and the holder counts from its sending
 * @param millis X, at most {@link Timing#LONGEST_PROMISE_MILLIS}
 */
public record PromiseAsk(Epoch epoch, long number, long millis) {
    public PromiseAsk {
        Objects.requireNonNull(epoch, "epoch is missing");
    }
}
