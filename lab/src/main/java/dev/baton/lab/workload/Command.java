package dev.baton.lab.workload;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One command: add {@code amount} to an account. Everything in it follows from its number, so that a checker needs no other source.
 *
 * @param n counts from 1 without gaps, for each group
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Command(long n, String account, long amount) {
    /** How many accounts there are: {@code acc-0} to {@code acc-199}. */
    public static final int ACCOUNTS = 200;

    private static final int LARGEST_AMOUNT = 9;

    /** The command of that number. */
    public static Command of(long n) {
        return new Command(n, "acc-" + n % ACCOUNTS, 1 + n % LARGEST_AMOUNT);
    }
}
