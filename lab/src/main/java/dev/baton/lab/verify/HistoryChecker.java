package dev.baton.lab.verify;

import dev.baton.lab.workload.Command;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads a group's log once, in order, and counts what must not be. One thread.
 *
 * <p>It believes nobody: balances are computed anew from the commands' numbers, and what was acknowledged comes from the services' and the
 * workload's own files.
 */
final class HistoryChecker {
    private final Map<String, Long> balances = new HashMap<>();
    private final BitSet seen = new BitSet();
    private final BitSet twice = new BitSet();
    private final TreeSet<Long> epochs = new TreeSet<>();
    private long committed;
    private long reordered;
    private long stale;
    private long balanceErrors;
    private long broken;
    private int highest;
    private long lastMillis = -1;
    private long longestGapMillis;
    private long longestGapBefore = -1;

    void accept(Entry entry) {
        switch (entry) {
            case Entry.Marker marker -> noteEpoch(marker.epoch());
            case Entry.Committed result -> accept(result);
            case Entry.Broken _ -> {
                broken++;
                noteEpoch(entry.epoch());
            }
        }
    }

    private void accept(Entry.Committed result) {
        committed++;
        noteEpoch(result.epoch());
        int n = Math.toIntExact(result.n());
        if (seen.get(n)) {
            twice.set(n);
        } else if (n < highest) {
            reordered++;
        }
        seen.set(n);
        highest = Math.max(highest, n);
        checkBalance(result);
        if (lastMillis >= 0 && result.atMillis() - lastMillis > longestGapMillis) {
            longestGapMillis = result.atMillis() - lastMillis;
            longestGapBefore = n;
        }
        lastMillis = result.atMillis();
    }

    private void noteEpoch(long epoch) {
        // A marker or broken record of an old epoch is as stale as a result of it.
        if (!epochs.isEmpty() && epoch < epochs.last()) {
            stale++;
        }
        epochs.add(epoch);
    }

    private void checkBalance(Entry.Committed result) {
        Command command = Command.of(result.n());
        long expected = balances.getOrDefault(command.account(), 0L) + command.amount();
        if (expected != result.balance() || !command.account().equals(result.account())) {
            balanceErrors++;
        }
        // Goes on from what was said, so that one error counts once.
        balances.put(command.account(), result.balance());
    }

    /**
     * The counts.
     *
     * @param acknowledged by the services, taken before the log's end was
     * @param accepted commands that Kafka acknowledged to the workload, taken before the log's end was: those below the highest committed
     *     number must have a result, since a group works its commands in order
     */
    GroupReport report(String group, BitSet acknowledged, BitSet accepted) {
        BitSet missing = (BitSet) acknowledged.clone();
        BitSet skipped = accepted.get(0, highest);
        missing.or(skipped);
        missing.andNot(seen);
        return new GroupReport(
                group,
                acknowledged.cardinality(),
                committed,
                missing.cardinality(),
                twice.cardinality(),
                reordered,
                stale,
                epochs.size(),
                longestGapMillis,
                longestGapBefore,
                balanceErrors,
                broken);
    }
}
