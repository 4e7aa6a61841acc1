package dev.baton.lab.verify;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The check of one group's history: what was acknowledged is committed, what is committed was attempted, once and in order; epochs never
 * go back, and each is of one member. Pure: it knows neither clock nor store nor log. One thread.
 */
public final class History implements HistorySink {
    private final BitSet attempted = new BitSet();
    private final BitSet acknowledged = new BitSet();
    private final BitSet due = new BitSet();
    private final BitSet seen = new BitSet();
    private final BitSet twice = new BitSet();
    private final TreeSet<Long> epochs = new TreeSet<>();
    private final TreeSet<Long> contested = new TreeSet<>();
    private final Map<Long, String> writers = new HashMap<>();
    private long committed;
    private long reordered;
    private long stale;
    private int highest;
    private long lastMillis = -1;
    private long longestGapMillis;
    private long longestGapBefore = -1;

    /**
     * What was found.
     *
     * @param lost acknowledged or due, and not committed
     * @param invented inputs committed that nobody attempted
     * @param duplicated inputs committed more than once
     * @param reordered commits after that of a later input
     * @param staleCommits commits and markers whose epoch is lower than one before them
     * @param epochs how many epochs wrote
     * @param contested epochs in which more than one member wrote
     * @param longestGapMs longest time between two consecutive commits
     * @param longestGapBefore the input whose commit ended that gap, or -1
     */
    public record Findings(
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
            long longestGapBefore) {
        /** Whether nothing was found that must not be. */
        public boolean clean() {
            return lost == 0
                    && invented == 0
                    && duplicated == 0
                    && reordered == 0
                    && staleCommits == 0
                    && contested == 0;
        }
    }

    @Override
    public void attempted(long n) {
        attempted.set(Math.toIntExact(n));
    }

    @Override
    public void acknowledged(long n) {
        acknowledged.set(Math.toIntExact(n));
    }

    /** Input {@code n} must be committed though no member acknowledged it, for example because a later one is. */
    public void due(long n) {
        due.set(Math.toIntExact(n));
    }

    @Override
    public void marker(long epoch, String member) {
        // A marker of an old epoch is as stale as a result of it.
        if (!epochs.isEmpty() && epoch < epochs.last()) {
            stale++;
        }
        epochs.add(epoch);
        String before = writers.putIfAbsent(epoch, member);
        if (before != null && !before.equals(member)) {
            contested.add(epoch);
        }
    }

    @Override
    public void committed(long input, long epoch, String member, long atMillis) {
        committed++;
        marker(epoch, member);
        int n = Math.toIntExact(input);
        if (seen.get(n)) {
            twice.set(n);
        } else if (n < highest) {
            reordered++;
        }
        seen.set(n);
        highest = Math.max(highest, n);
        if (lastMillis >= 0 && atMillis - lastMillis > longestGapMillis) {
            longestGapMillis = atMillis - lastMillis;
            longestGapBefore = n;
        }
        lastMillis = atMillis;
    }

    /** The highest input that is committed; 0 where none is. */
    public int highest() {
        return highest;
    }

    /** What was found in all that was told so far. */
    public Findings findings() {
        BitSet missing = (BitSet) acknowledged.clone();
        missing.or(due);
        missing.andNot(seen);
        BitSet invented = (BitSet) seen.clone();
        invented.andNot(attempted);
        return new Findings(
                attempted.cardinality(),
                acknowledged.cardinality(),
                committed,
                missing.cardinality(),
                invented.cardinality(),
                twice.cardinality(),
                reordered,
                stale,
                epochs.size(),
                contested.size(),
                longestGapMillis,
                longestGapBefore);
    }
}
