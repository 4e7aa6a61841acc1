package dev.baton.lab.sim;

/** A deadline by a machine's monotonic clock that moves only towards now until it has rung. */
final class Alarm {
    private static final long OFF = Long.MAX_VALUE;

    private final SimProcess process;
    private final Runnable due;
    private final Runnable passed;
    private long trueNanos = OFF;
    private long nanos;

    Alarm(SimProcess process, Runnable ring) {
        this.process = process;
        this.passed = () -> {
            // One that was set for later before this one was set for now has nothing to say.
            if (trueNanos <= process.world.time.nanos()) {
                trueNanos = OFF;
                ring.run();
            }
        };
        this.due = () -> process.run(Source.TIMER, passed);
    }

    void set(long monotonicNanos) {
        if (trueNanos == OFF || monotonicNanos - nanos < 0) {
            nanos = monotonicNanos;
            trueNanos = process.host.clock.trueAt(monotonicNanos);
            process.world.time.at(trueNanos, due);
        }
    }
}
