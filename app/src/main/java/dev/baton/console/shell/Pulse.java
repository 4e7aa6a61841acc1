package dev.baton.console.shell;

import dev.baton.console.model.ClusterView;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;

/**
 * The one timer: looks at the snapshot each pulse and repaints what can have changed, the timeline at most 30 times a second, the rest at
 * most 10 times, and less often while pulses come late. Stopped while the window cannot be seen. JavaFX thread only.
 */
final class Pulse extends AnimationTimer {
    /** What a pulse asks for. */
    interface Painter {
        void timeline(ClusterView view);

        void rest(ClusterView view);
    }

    static final long TIMELINE_NANOS = 33_000_000;
    static final long REST_NANOS = 100_000_000;
    private static final long USUAL_GAP_NANOS = 20_000_000;
    private static final long MOST_NANOS = 1_000_000_000;

    private final Supplier<ClusterView> snapshot;
    private final Painter painter;
    private @Nullable ClusterView painted;
    private long timelineAt;
    private long restAt;
    private long pulseAt;
    private long lateness;

    Pulse(Supplier<ClusterView> snapshot, Painter painter) {
        this.snapshot = snapshot;
        this.painter = painter;
    }

    @Override
    public void handle(long nanos) {
        ClusterView view = snapshot.get();
        boolean changed = !sameSnapshot(view, painted);
        long strain = strain(nanos);
        boolean restDue = nanos - restAt >= Math.max(REST_NANOS, strain);
        boolean timelineDue = changed && nanos - timelineAt >= Math.max(TIMELINE_NANOS, strain);
        if (timelineDue || restDue) {
            timelineAt = nanos;
            painter.timeline(view);
            painted = view;
        }
        if (restDue) {
            restAt = nanos;
            painter.rest(view);
        }
    }

    /** How long to wait between paints on a machine that is too busy: painting must never keep clicks and keys waiting. */
    private long strain(long nanos) {
        long gap = pulseAt == 0 ? 0 : nanos - pulseAt;
        pulseAt = nanos;
        // Smoothed, so that one late pulse is no news.
        lateness = (lateness * 7 + Math.clamp(gap - USUAL_GAP_NANOS, 0, MOST_NANOS)) / 8;
        return Math.min(MOST_NANOS, lateness * 8);
    }

    // The very object: comparing thousands of heartbeats each pulse would cost more than to paint.
    @SuppressWarnings("ReferenceEquality")
    private static boolean sameSnapshot(ClusterView one, @Nullable ClusterView other) {
        return one == other;
    }

    /** What the timeline was last painted of; null before the first. */
    @Nullable
    ClusterView painted() {
        return painted;
    }

    /** Runs while {@code visible}. */
    void visible(boolean visible) {
        if (visible) {
            start();
        } else {
            stop();
        }
    }
}
