package dev.baton.lab.verify;

/**
 * What the checker found in one group's log.
 *
 * @param attempted commands that Kafka holds
 * @param acknowledged commands that a service acknowledged
 * @param committed results in the log
 * @param lost acknowledged by a service without a result in the log, or accepted by Kafka before a command that has one and without one
 * @param invented committed results of commands that Kafka never held
 * @param duplicated command numbers with more than one result
 * @param reordered results after that of a later command
 * @param staleCommits records whose epoch is lower than one before them
 * @param epochs how many epochs wrote into the log
 * @param contested epochs in which more than one member wrote
 * @param longestGapMs longest time between the broker's appends of two consecutive committed results; in the aborted transactions between
 *     them nothing was acknowledged
 * @param longestGapBefore the command whose result ended that gap, or -1
 * @param balanceErrors results whose balance is not the one computed anew
 * @param broken results that report an error or cannot be read
 */
public record GroupReport(
        String group,
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
        long longestGapBefore,
        long balanceErrors,
        long broken) {
    static GroupReport of(String group, History.Findings found, long balanceErrors, long broken) {
        return new GroupReport(
                group,
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
                found.longestGapBefore(),
                balanceErrors,
                broken);
    }

    /** Whether nothing was found that must not be. */
    public boolean clean() {
        return lost == 0
                && invented == 0
                && duplicated == 0
                && reordered == 0
                && staleCommits == 0
                && contested == 0
                && balanceErrors == 0
                && broken == 0;
    }
}
