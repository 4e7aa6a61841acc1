package dev.baton.lab.torture;

import dev.baton.lab.verify.VerifyReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of {@code baton lab torture}.
 *
 * @param faults what was done, in order
 * @param ended processes that ended by themselves and were started again
 * @param failovers epochs granted during the run, over all groups
 * @param longestGapMs longest time without a result of a group that was given commands, faults included
 * @param primaryWithinMs from the end of the last fault to the first result of the last group to have one; -1 where one had none in time
 * @param clean whether nothing was found that must not be, and every group served in time
 */
public record TortureReport(
        long seed,
        double minutes,
        List<Done> faults,
        List<Done> ended,
        long failovers,
        long attempted,
        long acknowledged,
        long committed,
        long lost,
        long invented,
        long duplicated,
        long reordered,
        long staleCommits,
        long epochs,
        long contested,
        long longestGapMs,
        long primaryWithinMs,
        boolean clean,
        VerifyReport verify) {
    /** A group has a primary again within this time after the last fault has ended. */
    public static final long PRIMARY_LIMIT_MS = 10_000;

    public TortureReport {
        faults = List.copyOf(faults);
        ended = List.copyOf(ended);
    }

    /**
     * Something that happened.
     *
     * @param atMs when, since the run's begin
     * @param note why it was not done, or null where it was
     */
    public record Done(long atMs, String fault, @Nullable String note) {}

    static TortureReport of(
            TortureOptions options,
            List<Done> faults,
            List<Done> ended,
            long failovers,
            long primaryWithinMs,
            VerifyReport found) {
        boolean inTime = primaryWithinMs >= 0 && primaryWithinMs <= PRIMARY_LIMIT_MS;
        return new TortureReport(
                options.seed(),
                options.length().toMillis() / 60_000.0,
                faults,
                ended,
                failovers,
                found.attempted(),
                found.acknowledged(),
                found.committed(),
                found.lost(),
                found.invented(),
                found.duplicated(),
                found.reordered(),
                found.staleCommits(),
                found.epochs(),
                found.contested(),
                found.longestGapMs(),
                primaryWithinMs,
                found.clean() && inTime,
                found);
    }
}
