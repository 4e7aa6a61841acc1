package dev.baton.port;

import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.OptionalLong;

/**
 * Whom to fence.
 *
 * @param member to be barred from acting
 * @param epoch that it holds or held: the one whose guard must never open again
 * @param guardShutNanos when, on the caller's own monotonic clock, the member's guard has run out whatever it does: D x (1 + drift) after the
 *     last version of its lease was seen, and after every promise that it may have been given. Empty where that is not known, for example because it
 *     still renews. Only a self-fence level asks for it.
 */
public record FenceTarget(MemberId member, Epoch epoch, OptionalLong guardShutNanos) {
    /** One whose clock proves nothing. */
    public static FenceTarget of(MemberId member, Epoch epoch) {
        return new FenceTarget(member, epoch, OptionalLong.empty());
    }

    /** The same, with the moment from which its guard is shut. */
    public FenceTarget guardShutAt(long nanos) {
        return new FenceTarget(member, epoch, OptionalLong.of(nanos));
    }

    public GroupId group() {
        return member.group();
    }
}
