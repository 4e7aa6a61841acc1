package dev.baton.model;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The record at {@code /groups/g/leadership}: changes at each state of an epoch.
 *
 * @param open earlier holders whose guard nobody has proved shut yet; PRIMARY needs a wait or a receipt for each
 * @param since when this state was written, by its writer's clock
 * @param target in HANDOVER, who is to ask for the next epoch
 * @param action the id of the action that this state belongs to, where there is one
 * @param lastFailover the group's last automatic failover, inherited from epoch to epoch; absent before the first
 */
public record Leadership(
        Epoch epoch,
        @Nullable MemberId holder,
        @Nullable Incarnation incarnation,
        LeadershipState state,
        Hlc since,
        Cause cause,
        @Nullable MemberId target,
        @Nullable String action,
        Set<MemberId> open,
        @Nullable FailoverMark lastFailover) {
    public Leadership {
        Objects.requireNonNull(epoch, "epoch is missing");
        Objects.requireNonNull(state, "state is missing");
        Objects.requireNonNull(since, "since is missing");
        Objects.requireNonNull(cause, "cause is missing");
        Objects.requireNonNull(open, "open is missing");
        open = Sets.sorted(open);
    }

    public boolean heldBy(MemberId member, Incarnation life) {
        return member.equals(holder) && life.equals(incarnation);
    }

    /** The same epoch in another state. */
    public Leadership in(
            LeadershipState next, Hlc at, @Nullable MemberId to, @Nullable String byAction, Set<MemberId> nowOpen) {
        return new Leadership(epoch, holder, incarnation, next, at, cause, to, byAction, nowOpen, lastFailover);
    }

    /** The same, with that failover as the last. */
    public Leadership marked(@Nullable FailoverMark failover) {
        return new Leadership(epoch, holder, incarnation, state, since, cause, target, action, open, failover);
    }
}
