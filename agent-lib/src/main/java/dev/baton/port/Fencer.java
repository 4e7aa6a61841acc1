package dev.baton.port;

import dev.baton.model.MemberId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Fences members by the levels that are configured for them.
 *
 * <p>Threading: any thread may call; nothing blocks. Stages complete on the fencer's own threads, which callers must not hold: only enqueue.
 *
 * <p>At most one fencing of a member runs at a time. A second request for the same member and epoch gets the result of the one that runs, since
 * what held that epoch then is what holds it now; one for another epoch is refused as FAILED, because the "off" of the earlier one may lie before it.
 */
public interface Fencer extends AutoCloseable {
    /** Whether any level is configured for this member, so that {@link #fence} can do anything. */
    boolean covers(MemberId member);

    /**
     * Runs the levels, ascending, until all devices of one say "off". The stage always completes normally, within {@code limit} and a moment.
     * May be repeated after any outcome.
     */
    CompletionStage<FencingReport> fence(FenceTarget target, Duration limit);

    /** Interrupts what runs (its stages complete as UNKNOWN) and ends the threads. Waits at most some seconds. */
    @Override
    void close();
}
