package dev.baton.console.model;

import dev.baton.model.Event;

/**
 * One event as this console got it: what a recording holds and what {@link ClusterView#apply} takes.
 *
 * @param receivedMillis this console's wall clock at receipt
 */
public record Observed(Event event, Via via, long receivedMillis) {
    /** When the telemetry topic told this; -1 where it did not. */
    long telemetryMillis() {
        return switch (via) {
            case TELEMETRY -> receivedMillis;
            case HISTORY -> Math.min(receivedMillis, event.at().millis());
            case STORE, LINK, CONSOLE -> -1;
        };
    }
}
