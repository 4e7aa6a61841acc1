package dev.baton.console.shell;

import dev.baton.console.model.ClusterView;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;

/**
 * The one timer: looks at the snapshot each pulse and paints what can have changed: the timeline as soon as what it draws did, so that a
 * heartbeat is seen within two pulses, all else 10 times a second and less often while pulses come late, a step of it in a pulse, so that none
 * takes long. While nothing comes, it looks once a second for what time alone changes. Stopped while the window cannot be seen. JavaFX thread
 * only.
 */
final class Pulse extends AnimationTimer {
    /** What a pulse asks for. */
    interface Painter {
        /** What the timeline would draw of a view: the same object where it is nothing new. */
        @Nullable
        Object drawn(ClusterView view);

        void timeline(ClusterView view);

        /** How many steps painting the rest takes. */
        int steps();

        /** One of them, from 0 on: the first one takes the view, the others paint what it found. */
        void rest(int step, ClusterView view);
    }

    static final long REST_NANOS = 100_000_000;
    static final long IDLE_NANOS = 1_000_000_000;
    private static final long USUAL_GAP_NANOS = 20_000_000;
    private static final long MOST_NANOS = 1_000_000_000;

    private final Supplier<ClusterView> snapshot;
    private final Painter painter;
    private @Nullable ClusterView painted;
    private @Nullable Object drawn;
    private @Nullable ClusterView looked;
    private int step;
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
        long strain = strain(nanos);
        boolean begins = step == 0 && restDue(view, nanos, strain);
        Object draws = painter.drawn(view);
        // As time passes, too: with each round.
        if (begins || (!same(draws, drawn) && nanos - timelineAt >= strain)) {
            timelineAt = nanos;
            painter.timeline(view);
            painted = view;
            drawn = draws;
        }
        if (begins) {
            restAt = nanos;
            looked = view;
        }
        if (begins || step > 0) {
            painter.rest(step, view);
            step = (step + 1) % painter.steps();
        }
    }

    private boolean restDue(ClusterView view, long nanos, long strain) {
        long pause = same(view, looked) ? IDLE_NANOS : REST_NANOS;
        return looked == null || nanos - restAt >= Math.max(pause, strain);
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
    private static boolean same(@Nullable Object one, @Nullable Object other) {
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
