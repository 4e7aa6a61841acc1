package dev.baton.agent;

import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import dev.baton.port.Ticker;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a check of the guard costs, beside what it cannot do without: one reading of each of the two clocks. {@code checkOnly} has clocks
 * that cost nothing, so it is the guard's own share.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(2)
public class GuardBench {
    /** Clocks that stand still: reading a field. */
    private static final class StillTicker implements Ticker {
        long nanos = System.nanoTime();
        long millis = System.currentTimeMillis();

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long wallMillis() {
            return millis;
        }
    }

    private final Epoch epoch = new Epoch(7);
    private final Ticker system = Ticker.system();
    private final StillTicker still = new StillTicker();
    private final GuardCell guard = opened(system);
    private final GuardCell free = opened(still);

    private static GuardCell opened(Ticker ticker) {
        GuardCell cell = new GuardCell(ticker);
        long nanos = ticker.nanos();
        cell.open(new Epoch(7), nanos + TimeUnit.DAYS.toNanos(1), ticker.wallMillis() - nanos / 1_000_000L, nanos);
        return cell;
    }

    @Benchmark
    public void check() throws Guard.NotPrimaryException {
        guard.check(epoch);
    }

    @Benchmark
    public void checkOnly() throws Guard.NotPrimaryException {
        free.check(epoch);
    }

    @Benchmark
    public long monotonicClock() {
        return system.nanos();
    }

    @Benchmark
    public long wallClock() {
        return system.wallMillis();
    }
}
