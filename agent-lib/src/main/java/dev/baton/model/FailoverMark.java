package dev.baton.model;

import java.util.Objects;

/**
 * The group's last automatic failover, carried from epoch to epoch in the leadership record: what the cooldown counts from.
 *
 * @param epoch that it granted
 * @param at the grant, by its writer's clock
 */
public record FailoverMark(Epoch epoch, Hlc at) {
    public FailoverMark {
        Objects.requireNonNull(epoch, "epoch is missing");
        Objects.requireNonNull(at, "at is missing");
    }
}
