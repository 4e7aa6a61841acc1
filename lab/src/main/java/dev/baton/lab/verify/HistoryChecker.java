package dev.baton.lab.verify;

import dev.baton.lab.workload.Command;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a group's log once, in order, and counts what must not be: a {@link History}, and what is said of accounts. One thread.
 *
 * <p>It believes nobody: balances are computed anew from the commands' numbers, and what was acknowledged comes from the services' and the
 * workload's own files.
 */
final class HistoryChecker {
    private final History history = new History();
    private final Map<String, Long> balances = new HashMap<>();
    private long balanceErrors;
    private long broken;

    void accept(Entry entry) {
        switch (entry) {
            case Entry.Marker marker -> history.marker(marker.epoch(), marker.member());
            case Entry.Committed result -> {
                history.committed(result.n(), result.epoch(), result.member(), result.atMillis());
                checkBalance(result);
            }
            case Entry.Broken wrong -> {
                broken++;
                history.marker(wrong.epoch(), wrong.member());
            }
        }
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
     * @param attempted commands in Kafka, read after the log's end was
     * @param acknowledged by the services, taken before the log's end was
     * @param accepted commands that Kafka acknowledged to the workload, taken before the log's end was: those below the highest committed
     *     number must have a result, since a group works its commands in order
     */
    GroupReport report(String group, BitSet attempted, BitSet acknowledged, BitSet accepted) {
        attempted.stream().forEach(history::attempted);
        acknowledged.stream().forEach(history::acknowledged);
        accepted.get(0, history.highest()).stream().forEach(history::due);
        return GroupReport.of(group, history.findings(), balanceErrors, broken);
    }
}
