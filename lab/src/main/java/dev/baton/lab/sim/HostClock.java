package dev.baton.lab.sim;

import dev.baton.port.Ticker;
import dev.baton.protocol.Now;

/**
 * The two clocks of one machine. They share an oscillator, which runs a little fast or slow; the monotonic one stands still while the
 * machine is suspended, the wall clock does not, but it can be set.
 */
final class HostClock implements Ticker {
    private final Scheduler time;
    private final double rate;
    private final long monotonicBase;
    private final long wallBaseMillis;
    private long suspendedNanos;
    private long frozenAt = -1;
    private long setMillis;

    /** @param ppm how much it runs fast, in parts per million */
    HostClock(Scheduler time, long ppm, long monotonicBase, long wallBaseMillis) {
        this.time = time;
        this.rate = 1.0 + ppm / 1e6;
        this.monotonicBase = monotonicBase;
        this.wallBaseMillis = wallBaseMillis;
    }

    private long elapsed() {
        return (long) (time.nanos() * rate);
    }

    @Override
    public long nanos() {
        return monotonicBase - suspendedNanos + (frozenAt >= 0 ? frozenAt : elapsed());
    }

    @Override
    public long wallMillis() {
        return wallBaseMillis + setMillis + elapsed() / 1_000_000L;
    }

    @Override
    public Now now() {
        return new Now(nanos(), wallMillis());
    }

    /** The first instant of true time at which the monotonic clock has reached {@code nanos}, were the machine to run on. */
    long trueAt(long nanos) {
        double elapsed = (double) (nanos - monotonicBase + suspendedNanos);
        long at = (long) Math.ceil(elapsed / rate);
        while (monotonicBase - suspendedNanos + (long) (at * rate) < nanos) {
            at++;
        }
        return at;
    }

    void setBy(long millis) {
        setMillis += millis;
    }

    boolean suspended() {
        return frozenAt >= 0;
    }

    void suspend() {
        if (frozenAt < 0) {
            frozenAt = elapsed();
        }
    }

    void wake() {
        if (frozenAt >= 0) {
            suspendedNanos += elapsed() - frozenAt;
            frozenAt = -1;
        }
    }
}
