package dev.baton.lab.process;

import dev.baton.lab.process.ProcessRef.Signal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Ends processes: asks, waits, insists. */
public final class Stopper {
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private Stopper() {}

    /**
     * Wakes those that are paused, sends SIGTERM to all, waits at most {@code grace}, kills what is left, and waits a bounded time until
     * {@code /proc} says that all are gone.
     *
     * @return those that still run: empty unless the kernel refuses
     */
    public static List<ProcessRef> stop(Collection<ProcessRef> processes, Duration grace) {
        for (ProcessRef process : processes) {
            // The pending SIGTERM is delivered when it wakes.
            process.signal(Signal.TERM);
            if (process.paused()) {
                process.signal(Signal.CONT);
            }
        }
        List<ProcessRef> left = awaitGone(processes, grace);
        for (ProcessRef process : left) {
            process.signal(Signal.KILL);
        }
        return awaitGone(left, AFTER_KILL);
    }

    /** Waits at most {@code limit} until all are gone; returns those that are not. */
    public static List<ProcessRef> awaitGone(Collection<ProcessRef> processes, Duration limit) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        List<ProcessRef> left = alive(processes);
        while (!left.isEmpty() && System.nanoTime() < deadlineNanos) {
            if (!Pause.millis(10)) {
                break;
            }
            left = alive(left);
        }
        return left;
    }

    private static List<ProcessRef> alive(Collection<ProcessRef> processes) {
        return processes.stream().filter(ProcessRef::alive).toList();
    }
}
