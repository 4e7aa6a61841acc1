package dev.baton.model;

import java.util.Objects;
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
        @Nullable String action) {
    public EpochRecord {
        Objects.requireNonNull(epoch, "epoch is missing");
        Objects.requireNonNull(holder, "holder is missing");
        Objects.requireNonNull(incarnation, "incarnation is missing");
        Objects.requireNonNull(cause, "cause is missing");
        Objects.requireNonNull(by, "by is missing");
        Objects.requireNonNull(reason, "reason is missing");
        Objects.requireNonNull(at, "at is missing");
    }
}
