package dev.baton.state;

import dev.baton.model.Epoch;
import java.util.List;

/**
 * Where a member's own history leaves the group's. A history is the list of its epochs, each with the position at which it begins: what was
 * written in an epoch is the same everywhere as far as it goes, since one member only writes in it (protocol S1). So two histories agree up to
 * the end, in the shorter of the two, of the last epoch that both have (as Raft and Kafka find where to cut a follower's log). Pure.
 */
public final class Fork {
    private Fork() {}

    /** That from {@code from} on the records are of {@code epoch}. */
    public record Segment(Epoch epoch, long from) {}

    /**
     * Epochs and their beginnings, both ascending.
     *
     * @param end the position after the last record
     */
    public record History(List<Segment> segments, long end) {
        public History {
            segments = List.copyOf(segments);
            long before = -1;
            Epoch last = Epoch.NONE;
            for (Segment s : segments) {
                if (s.from() < before || !s.epoch().isAfter(last) || s.from() > end) {
                    throw new IllegalArgumentException("segment " + s + " after epoch " + last + " from " + before
                            + ", end " + end + ": expected ascending epochs and positions up to the end");
                }
                before = s.from();
                last = s.epoch();
            }
        }

        /** Where the records of the segment with that index end. */
        private long endOf(int index) {
            return index + 1 < segments.size() ? segments.get(index + 1).from() : end;
        }
    }

    /**
     * The first position whose record only {@code own} has, or {@code own.end()} where there is none: everything from there on is to be set
     * aside before the member follows.
     */
    public static long position(History own, History group) {
        int mine = own.segments().size() - 1;
        int theirs = group.segments().size() - 1;
        while (mine >= 0 && theirs >= 0) {
            Epoch a = own.segments().get(mine).epoch();
            Epoch b = group.segments().get(theirs).epoch();
            if (a.equals(b)) {
                return Math.min(own.endOf(mine), group.endOf(theirs));
            }
            if (a.isAfter(b)) {
                mine--;
            } else {
                theirs--;
            }
        }
        // Not one epoch in common: they agree as far as both had nothing yet.
        return own.segments().isEmpty() ? own.end() : own.segments().get(0).from();
    }
}
