package dev.baton.console.shell;

import dev.baton.port.Ticker;

/**
 * How often something may be done beside the screen: never for more than a quarter of the time, so that on a small machine what looks at a
 * whole fleet leaves room for what draws and folds it. Called by any thread.
 */
final class Pace {
    private static final long REST = 3;
    private static final long MOST_NANOS = 1_000_000_000;
    private final Ticker ticker;
    private volatile long notBefore;

    Pace(Ticker ticker) {
        this.ticker = ticker;
        notBefore = ticker.nanos();
    }

    boolean due() {
        return ticker.nanos() - notBefore >= 0;
    }

    /** Done once more, begun at {@code fromNanos} of the ticker. */
    void done(long fromNanos) {
        long now = ticker.nanos();
        notBefore = now + Math.min(MOST_NANOS, (now - fromNanos) * REST);
    }

    long nanos() {
        return ticker.nanos();
    }
}
