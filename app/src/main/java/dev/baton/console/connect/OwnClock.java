package dev.baton.console.connect;

import dev.baton.console.model.OwnState;
import dev.baton.port.Ticker;
import dev.baton.protocol.Now;

/**
 * The wall clock that a console goes by: it never goes back, so that what was received is never in the future, and a jump of the real one is
 * known. Forward it follows at once (a machine that was suspended has old data, and must show that); back it does not, but goes on at the
 * pace of the monotonic clock.
 *
 * <p>Threading: any thread.
 */
public final class OwnClock implements Ticker {
    /** Less than this is the time service at work. */
    static final long JUMP_MILLIS = 500;

    private final Ticker host;
    private long anchorMillis; // guarded by this
    private long anchorNanos; // guarded by this
    /** By how much the real one is behind this one since it last jumped back; guarded by this. */
    private long behindMillis;

    private OwnState state = OwnState.WELL; // guarded by this

    public OwnClock(Ticker host) {
        this.host = host;
        Now now = host.now();
        anchorMillis = now.wallMillis();
        anchorNanos = now.nanos();
    }

    @Override
    public long nanos() {
        return host.nanos();
    }

    @Override
    public synchronized long wallMillis() {
        Now now = host.now();
        long steady = anchorMillis + (now.nanos() - anchorNanos) / 1_000_000;
        long ahead = now.wallMillis() + behindMillis - steady;
        if (ahead > JUMP_MILLIS) {
            // What it jumps forward makes up for what it went back before.
            long forward = Math.max(0, ahead - behindMillis);
            behindMillis = Math.max(0, behindMillis - ahead);
            anchor(steady + forward, now.nanos());
            state = new OwnState(ahead, steady + forward);
            return steady + forward;
        }
        if (ahead < -JUMP_MILLIS) {
            behindMillis -= ahead;
            state = new OwnState(ahead, steady);
            return steady;
        }
        if (ahead > 0 && behindMillis == 0) {
            anchor(steady + ahead, now.nanos());
            return steady + ahead;
        }
        return steady;
    }

    private void anchor(long millis, long nanos) {
        anchorMillis = millis;
        anchorNanos = nanos;
    }

    /** What is known of it, as of now. */
    public synchronized OwnState state() {
        wallMillis();
        return state;
    }
}
