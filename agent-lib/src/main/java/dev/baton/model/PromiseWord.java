package dev.baton.model;

import java.util.Objects;

/**
 * An elector's answer to a {@link PromiseAsk}, in its heartbeats.
 *
 * @param to the holder that asked, in that incarnation, for that epoch
 * @param number of the ask that is answered
 * @param given whether the elector asks for no grant for the asked time, counted from this answer; otherwise {@code reason} says why not
 */
public record PromiseWord(
        MemberId to, Incarnation incarnation, Epoch epoch, long number, boolean given, String reason) {
    public PromiseWord {
        Objects.requireNonNull(to, "to is missing");
        Objects.requireNonNull(incarnation, "incarnation is missing");
        Objects.requireNonNull(epoch, "epoch is missing");
        Objects.requireNonNull(reason, "reason is missing");
    }
}
