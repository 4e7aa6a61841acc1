package dev.baton.console.bench;

/**
 * How a run is made.
 *
 * @param rate events a second
 * @param seconds for each screen, and for the empty canvas
 * @param historySeconds how much history is folded at the end to see what it weighs; 0 for none
 */
record BenchOptions(int members, long rate, int seconds, long historySeconds, boolean json) {
    static final String USAGE =
            "usage: bench/console [--members N] [--rate EVENTS_PER_SECOND] [--seconds S] [--history S] [--json]";

    /** @throws IllegalArgumentException naming the argument that is wrong, what was expected and what was found */
    static BenchOptions of(String... args) {
        int members = 30;
        long rate = -1;
        int seconds = 10;
        long history = 0;
        boolean json = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--json" -> json = true;
                case "--members" -> members = (int) number(args, ++i, 1, 30_000);
                case "--rate" -> rate = number(args, ++i, 1, 10_000_000);
                case "--seconds" -> seconds = (int) number(args, ++i, 1, 3_600);
                case "--history" -> history = number(args, ++i, 0, 24 * 3_600);
                default -> throw new IllegalArgumentException("unknown argument '" + args[i] + "'; " + USAGE);
            }
        }
        return new BenchOptions(members, rate < 0 ? members * 10L : rate, seconds, history, json);
    }

    private static long number(String[] args, int at, long least, long most) {
        String name = args[at - 1];
        if (at >= args.length) {
            throw new IllegalArgumentException(name + ": expected a number after it; " + USAGE);
        }
        try {
            long value = Long.parseLong(args[at]);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, as a number that is too large is.
        }
        throw new IllegalArgumentException(
                name + ": expected a number from " + least + " to " + most + ", found '" + args[at] + "'");
    }
}
