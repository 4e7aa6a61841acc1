package dev.baton.model;

/**
 * The group's last automatic failover, carried from epoch to epoch in the leadership record: what the cooldown counts from.
 *
 * @param epoch that it granted
 * @param at the grant, by its writer's clock
 */
public record FailoverMark(Epoch epoch, Hlc at) {}
