package dev.baton.console.model;

import dev.baton.model.Epoch;
import dev.baton.model.Role;
import java.util.List;

/**
 * What a timeline lane draws for one member. Bounded: the oldest goes first.
 *
 * @param spans role bands, oldest first; the last one is open-ended
 * @param beats wall-clock milliseconds (the member's) of its heartbeats
 */
public record Lane(List<Span> spans, Ticks beats) {
    public static final Lane EMPTY = new Lane(List.of(), Ticks.EMPTY);

    public Lane {
        spans = List.copyOf(spans);
    }

    /** From {@code fromMillis} to the next span, or to now for the last. */
    public record Span(Role role, Epoch epoch, long fromMillis, String reason) {}
}
