package dev.baton.lab.service;

import dev.baton.lab.workload.Command;

/**
 * The service's state: the balance of each account, and how many results made it. Immutable, so that an aborted transaction costs nothing.
 */
final class Balances {
    private static final String PREFIX = "acc-";

    static final Balances NONE = new Balances(new long[Command.ACCOUNTS], 0);

    private final long[] byAccount;
    private final long count;

    private Balances(long[] byAccount, long count) {
        this.byAccount = byAccount;
        this.count = count;
    }

    long count() {
        return count;
    }

    long of(String account) {
        return byAccount[index(account)];
    }

    Balances with(String account, long balance) {
        long[] next = byAccount.clone();
        next[index(account)] = balance;
        return new Balances(next, count + 1);
    }

    private static int index(String account) {
        try {
            int index = Integer.parseInt(account, PREFIX.length(), account.length(), 10);
            if (account.startsWith(PREFIX) && index < Command.ACCOUNTS) {
                return index;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException foreign) {
            // Falls through to the message below.
        }
        throw new IllegalArgumentException(
                "account '" + account + "' is unknown: expected acc-0 to acc-" + (Command.ACCOUNTS - 1));
    }
}
