package dev.baton.console.model;

import dev.baton.model.Event;

/**
 * One event as this console got it: what a recording holds and what {@link ClusterView#apply} takes.
 *
 * @param receivedMillis this console's wall clock at receipt
 */
public record Observed(Event event, Via via, long receivedMillis) {}
