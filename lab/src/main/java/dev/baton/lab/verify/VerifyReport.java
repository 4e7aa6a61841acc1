package dev.baton.lab.verify;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.function.ToLongFunction;

/** The JSON of {@code baton lab verify}: sums over the groups (the greatest of the gaps), and each group. */
public record VerifyReport(
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
        long balanceErrors,
        long broken,
        List<GroupReport> groups) {
    public VerifyReport {
        groups = List.copyOf(groups);
    }

    /** The sum of these. */
    public static VerifyReport of(List<GroupReport> groups) {
        return new VerifyReport(
                sum(groups, GroupReport::attempted),
                sum(groups, GroupReport::acknowledged),
                sum(groups, GroupReport::committed),
                sum(groups, GroupReport::lost),
                sum(groups, GroupReport::invented),
                sum(groups, GroupReport::duplicated),
                sum(groups, GroupReport::reordered),
                sum(groups, GroupReport::staleCommits),
                sum(groups, GroupReport::epochs),
                sum(groups, GroupReport::contested),
                groups.stream().mapToLong(GroupReport::longestGapMs).max().orElse(0),
                sum(groups, GroupReport::balanceErrors),
                sum(groups, GroupReport::broken),
                groups);
    }

    /** Whether nothing was found that must not be, in any group. */
    @JsonIgnore
    public boolean clean() {
        return groups.stream().allMatch(GroupReport::clean);
    }

    private static long sum(List<GroupReport> groups, ToLongFunction<GroupReport> field) {
        return groups.stream().mapToLong(field).sum();
    }
}
