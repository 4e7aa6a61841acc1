package dev.baton.health;

import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test turns. */
final class TestTicker implements Ticker {
    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public long wallMillis() {
        return 1_700_000_000_000L + nanos.get() / 1_000_000L;
    }
}
