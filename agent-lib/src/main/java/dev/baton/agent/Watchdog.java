package dev.baton.agent;

import dev.baton.model.MemberId;
import dev.baton.port.Ticker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead man's switch behind self-fencing: armed with each opening of the guard, it ends the process when the loop has neither extended
 * nor disarmed it by the deadline. So a loop that hangs with an open guard ends like a demotion that does not finish.
 *
 * <p>Its own thread, which does nothing else. A process that was paused as a whole is no hang: after a late wake the loop has one more
 * {@link #STOP_NANOS}.
 */
final class Watchdog implements AutoCloseable {
    /** After the guard has run out, how long the resource may take to stop, as for a demotion. */
    static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(6);

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Ticker ticker;
    private final Runnable selfFence;
    private final Thread thread;
    /** By when each member must have extended its guard or stopped. */
    private final Map<MemberId, Long> deadlines = new ConcurrentHashMap<>();

    private volatile boolean closed;

    Watchdog(Ticker ticker, Runnable selfFence) {
        this.ticker = ticker;
        this.selfFence = selfFence;
        thread = new Thread(this::run, "baton-watchdog");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The guard of {@code member} is open until then. Called by the loop. */
    void arm(MemberId member, long guardUntilNanos) {
        deadlines.put(member, guardUntilNanos + STOP_NANOS);
    }

    /** The member holds nothing any more. Called by the loop. */
    void disarm(MemberId member) {
        deadlines.remove(member);
    }

    private void run() {
        long before = ticker.nanos();
        while (!closed) {
            LockSupport.parkNanos(LOOK_NANOS);
            long now = ticker.nanos();
            look(now, now - before > LATE_NANOS);
            before = now;
        }
    }

    /** One look. {@code late}: this process did not run for a while, so the loop could not either. */
    void look(long now, boolean late) {
        deadlines.forEach((member, deadline) -> {
            if (late) {
                deadlines.replace(member, deadline, Math.max(deadline, now + STOP_NANOS));
            } else if (now - deadline >= 0 && deadlines.remove(member, deadline)) {
                LOG.error(
                        "ending this process: the guard of {} ran out and the loop has not stopped its resource",
                        member);
                selfFence.run();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
