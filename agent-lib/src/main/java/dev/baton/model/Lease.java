package dev.baton.model;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The record at {@code /groups/g/lease}, touched by each renewal.
 *
 * @param epoch of the leadership that this lease belongs to
 * @param holder who renews it; absent before the first grant
 * @param durationMillis D, fixed for the epoch: a standby waits by the D written here, never by today's policy
 * @param electors who may ask for a grant on this version
 * @param renewal counts the renewals of the epoch
 */
public record Lease(
        Epoch epoch,
        @Nullable MemberId holder,
        @Nullable Incarnation incarnation,
        long durationMillis,
        Set<MemberId> electors,
        long renewal) {
    public Lease {
        Objects.requireNonNull(epoch, "epoch is missing");
        Objects.requireNonNull(electors, "electors is missing");
        electors = Sets.sorted(electors);
        if (durationMillis <= 0 || durationMillis > Timing.LONGEST_MILLIS) {
            throw new IllegalArgumentException("lease duration " + durationMillis
                    + " ms: expected more than 0 and at most " + Timing.LONGEST_MILLIS);
        }
    }

    public boolean heldBy(MemberId member, Incarnation life) {
        return member.equals(holder) && life.equals(incarnation);
    }
}
