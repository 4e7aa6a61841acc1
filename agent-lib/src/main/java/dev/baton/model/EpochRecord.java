package dev.baton.model;

import org.jspecify.annotations.Nullable;

/**
 * The immutable record at {@code /groups/g/epochs/e}, written in the grant's multi.
 *
 * @param by who decided: the member itself, or the operator of the action
 * @param reason in words; for an action the operator's
 * @param predecessorPosition the last position heard of the predecessor, or -1
 */
public record EpochRecord(
        Epoch epoch,
        MemberId holder,
        Incarnation incarnation,
        Cause cause,
        String by,
        String reason,
        Hlc at,
        @Nullable MemberId predecessor,
        long predecessorPosition,
        @Nullable String action) {}
