package dev.baton.link;

import dev.baton.model.Reach;
import java.util.concurrent.TimeUnit;

/**
 * When and how patiently to connect again. A link that stood for a second and breaks is tried at once, five times, with short connects: in
 * the moment in which a process dies its port neither accepts nor refuses. Then 20 ms, doubling to 500 ms.
 */
final class Backoff {
    private static final int QUICK = 5;
    private static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private boolean everStood;
    private int failures;

    /** How long the next connect may take. */
    int connectMillis() {
        if (!everStood) {
            return 1_000;
        }
        return failures <= QUICK ? 20 : failures <= 2 * QUICK ? 100 : 1_000;
    }

    /** How long to wait after an attempt that ended so. */
    long nextMillis(Attempt.End end) {
        everStood |= end.stoodNanos() > 0;
        failures = end.stoodNanos() >= STABLE_NANOS ? 0 : failures + 1;
        if (failures == 0 || (failures == 1 && end.stoodNanos() > 0)) {
            return 0;
        }
        if (end.reach() == Reach.REFUSED && failures < QUICK) {
            failures = QUICK; // Decided: no need to hurry.
        }
        return failures < QUICK ? 1 : Math.min(500, 20L << Math.min(5, failures - QUICK));
    }
}
