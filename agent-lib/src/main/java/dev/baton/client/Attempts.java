package dev.baton.client;

import dev.baton.model.Epoch;

/**
 * How often calls of one epoch's primary have failed, and until when it is to be left alone: pure. The wait doubles with each failure up to a
 * limit, and a random part of up to half is taken off, so that many callers do not come back at once. A newer epoch begins anew; so does one
 * that has not failed for twice the longest wait.
 */
record Attempts(Epoch epoch, int failures, long holdUntilNanos) {
    static final Attempts NONE = new Attempts(Epoch.NONE, 0, 0);

    /**
     * After one more failed call of {@code of}.
     *
     * @param random from 0 to below 1
     */
    Attempts failed(Epoch of, long now, long firstNanos, long maxNanos, double random) {
        if (of.isBefore(epoch)) {
            return this; // Late news of an epoch that is over.
        }
        boolean same = of.equals(epoch) && failures > 0 && now - holdUntilNanos < 2 * maxNanos;
        int count = same ? Math.min(failures + 1, 62) : 1;
        long full = count - 1 >= Long.numberOfLeadingZeros(firstNanos) - 1
                ? maxNanos
                : Math.min(maxNanos, firstNanos << (count - 1));
        return new Attempts(of, count, now + full - (long) (full / 2.0 * random));
    }

    /** How long the primary of {@code of} is still to be left alone; 0 where it may be called. */
    long holdNanos(Epoch of, long now) {
        return failures == 0 || !of.equals(epoch) ? 0 : Math.max(0, holdUntilNanos - now);
    }
}
