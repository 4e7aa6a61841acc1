package dev.baton.console.shell;

import dev.baton.console.model.ClusterView;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;

/**
 * The one timer: looks at the snapshot each pulse and repaints what can have changed, the timeline at most 30 times a second, the rest at
 * most 10 times. Stopped while the window cannot be seen. JavaFX thread only.
 */
final class Pulse extends AnimationTimer {
    /** What a pulse asks for. */
    interface Painter {
        void timeline(ClusterView view);

        void rest(ClusterView view);
    }

    static final long TIMELINE_NANOS = 33_000_000;
    static final long REST_NANOS = 100_000_000;

    private final Supplier<ClusterView> snapshot;
    private final Painter painter;
    private @Nullable ClusterView painted;
    private long timelineAt;
    private long restAt;

    Pulse(Supplier<ClusterView> snapshot, Painter painter) {
        this.snapshot = snapshot;
        this.painter = painter;
    }

    @Override
    public void handle(long nanos) {
        ClusterView view = snapshot.get();
        boolean changed = !sameSnapshot(view, painted);
        boolean restDue = nanos - restAt >= REST_NANOS;
        boolean timelineDue = changed && nanos - timelineAt >= TIMELINE_NANOS;
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

    @SuppressWarnings(
            "ReferenceEquality") // the very object: comparing thousands of heartbeats each pulse would cost more than
    // to paint
    private static boolean sameSnapshot(ClusterView one, @Nullable ClusterView other) {
        return one == other;
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
