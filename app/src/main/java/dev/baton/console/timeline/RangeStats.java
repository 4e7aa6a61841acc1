package dev.baton.console.timeline;

import dev.baton.console.model.EpochView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.Pyramid;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.model.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * What a selected stretch held. Pure.
 *
 * @param gapMillis the longest silence of a member that had been heard, and whose
 * @param epochs how many were granted in it
 * @param outageMillis the outages of those together, as the new primaries measured them
 */
record RangeStats(
        Range range,
        long heartbeats,
        long gapMillis,
        @Nullable MemberId silent,
        int epochs,
        long outageMillis) {
    static RangeStats of(GroupView group, Range range) {
        long heartbeats = 0;
        long gap = 0;
        MemberId silent = null;
        for (MemberView member : group.members().values()) {
            Pyramid.Sum sum = member.lane().beats().sum(range.fromMillis(), range.toMillis());
            heartbeats += sum.count();
            long longest = Math.max(sum.gapMillis(), after(member, range));
            if (longest > gap) {
                gap = longest;
                silent = member.id();
            }
        }
        int epochs = 0;
        long outage = 0;
        for (EpochView epoch : group.epochs()) {
            long at = epoch.record().at().millis();
            if (at >= range.fromMillis() && at < range.toMillis()) {
                epochs++;
                outage += epoch.activation() == null
                        ? 0
                        : Math.max(0, epoch.activation().outageMillis());
            }
        }
        return new RangeStats(range, heartbeats, gap, silent, epochs, outage);
    }

    /** The silence at the range's end. */
    private static long after(MemberView member, Range range) {
        long last = member.lane().beats().lastUntil(range.toMillis());
        return last < 0 ? 0 : range.toMillis() - Math.max(last, range.fromMillis());
    }

    String words() {
        return Messages.of(
                silent == null ? "time.heartbeats" : "time.heartbeats.of",
                Words.span(range.millis()),
                Words.count(heartbeats),
                Words.span(gapMillis),
                epochs == 1 ? Messages.of("time.epochs.one") : Messages.of("time.epochs.many", epochs),
                Words.span(outageMillis),
                silent == null ? "" : silent);
    }
}
