package dev.baton.lab.verify;

/**
 * What the checker found in one group's log.
 *
 * @param acknowledged commands that a service acknowledged
 * @param committed results in the log
 * @param lost acknowledged by a service without a result in the log, or accepted by Kafka before a command that has one and without one
 * @param duplicated command numbers with more than one result
 * @param reordered results after that of a later command
 * @param staleCommits records whose epoch is lower than one before them
 * @param epochs how many epochs wrote into the log
 * @param longestGapMs longest time between the broker's appends of two consecutive committed results; in the aborted transactions between
 *     them nothing was acknowledged
 * @param longestGapBefore the command whose result ended that gap, or -1
 * @param balanceErrors results whose balance is not the one computed anew
 * @param broken results that report an error or cannot be read
 */
public record GroupReport(
        String group,
        long acknowledged,
        long committed,
        long lost,
        long duplicated,
        long reordered,
        long staleCommits,
        long epochs,
        long longestGapMs,
        long longestGapBefore,
        long balanceErrors,
        long broken) {
    /** Whether nothing was found that must not be. */
    public boolean clean() {
        return lost == 0 && duplicated == 0 && reordered == 0 && staleCommits == 0 && balanceErrors == 0 && broken == 0;
    }
}
