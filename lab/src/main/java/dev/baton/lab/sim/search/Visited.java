package dev.baton.lab.sim.search;

/** The fingerprints of the worlds seen so far. Thread-safe; striped, each stripe an open table of its own that doubles when half full. */
final class Visited {
    private static final int STRIPES = 64;

    private static final class Stripe {
        private long[] table = new long[2 * 1024];
        private int size;

        private synchronized boolean add(long high, long low) {
            if (4L * size >= table.length) {
                grow();
            }
            if (put(table, high, low)) {
                size++;
                return true;
            }
            return false;
        }

        private void grow() {
            long[] old = table;
            if (old.length >= 1 << 30) {
                throw new IllegalStateException("more states than the table of visited states can hold: " + size
                        + " in one of " + STRIPES + " stripes; use smaller bounds");
            }
            table = new long[2 * old.length];
            for (int i = 0; i < old.length; i += 2) {
                if ((old[i] | old[i + 1]) != 0) {
                    put(table, old[i], old[i + 1]);
                }
            }
        }

        private static boolean put(long[] table, long high, long low) {
            int mask = table.length / 2 - 1;
            int at = (int) (low >>> 6) & mask;
            while ((table[2 * at] | table[2 * at + 1]) != 0) {
                if (table[2 * at] == high && table[2 * at + 1] == low) {
                    return false;
                }
                at = at + 1 & mask;
            }
            table[2 * at] = high;
            table[2 * at + 1] = low;
            return true;
        }
    }

    private final Stripe[] stripes = new Stripe[STRIPES];

    Visited() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** True where it was not there yet. */
    boolean add(long high, long low) {
        return stripes[(int) high & STRIPES - 1].add(high | 1, low);
    }
}
