package dev.baton.console.timeline;

import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Palette;
import dev.baton.model.GroupId;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/** The overview under the timeline: up to an hour of risk; its window can be dragged. JavaFX thread only. */
final class OverviewStrip {
    private static final long LEAST_MILLIS = 60_000;
    private static final long STEP_MILLIS = 60_000;
    /** The past does not change: the risks are worked out anew this often, or when the strip's own scale changes. */
    private static final long AGAIN_MILLIS = 1_000;

    private final Pane pane;
    private final Canvas canvas;
    private final Navigation navigation;
    private @Nullable TimeScale strip;
    private int[] risks = {};
    private long worked = Long.MIN_VALUE / 2;
    private @Nullable GroupId of;
    private double grabbed;

    OverviewStrip(Pane pane, Canvas canvas, Navigation navigation) {
        this.pane = pane;
        this.canvas = canvas;
        this.navigation = navigation;
        pane.setOnMousePressed(this::press);
        pane.setOnMouseDragged(this::drag);
    }

    void show(GroupView group, TimelineLayout layout, TimeScale shown, Palette palette, long now) {
        canvas.setWidth(pane.getWidth());
        canvas.setHeight(pane.getHeight());
        if (!layout.drawable()) {
            return;
        }
        long span = span(group, shown, now);
        boolean same = strip != null
                && group.id().equals(of)
                && strip.spanMillis() == span
                && strip.width() == layout.axisWidth()
                && Math.abs(now - worked) < AGAIN_MILLIS;
        if (!same) {
            TimeScale next = new TimeScale(now - span, span, TimelineLayout.GUTTER, layout.axisWidth());
            long limit =
                    Math.max(Freshness.staleAfterMillis(group), group.timing().suspectMillis());
            risks = Risk.of(group, next, limit, now);
            worked = now;
            of = group.id();
            strip = next;
            pane.setAccessibleText(StripPainter.inWords(risks, group));
        }
        TimeWindow window = navigation.window().get();
        StripPainter.paint(
                canvas.getGraphicsContext2D(), scale(), risks, shown, window.at(now), window.live(), palette);
    }

    /** From the oldest that is known, in whole minutes so that it seldom changes, to now; an hour at most. */
    private static long span(GroupView group, TimeScale shown, long now) {
        long from = Math.min(shown.fromMillis(), Steps.knownFrom(group, now));
        long minutes = Math.ceilDiv(now - from, STEP_MILLIS) * STEP_MILLIS;
        return Math.clamp(minutes, LEAST_MILLIS, TimeScale.MAX_SPAN);
    }

    private TimeScale scale() {
        if (strip == null) {
            throw new IllegalStateException("the strip was not shown yet");
        }
        return strip;
    }

    private void press(MouseEvent event) {
        if (strip == null) {
            return;
        }
        TimeWindow window = navigation.window().get();
        long end = window.end(worked);
        long at = strip.millis(event.getX());
        boolean inside = at >= end - window.spanMillis() && at <= end;
        // Outside of it the window comes to the pointer.
        grabbed = inside ? end - at : window.spanMillis() / 2.0;
        if (!inside) {
            move(at);
        }
        event.consume();
    }

    private void drag(MouseEvent event) {
        if (strip != null) {
            move(strip.millis(event.getX()));
        }
        event.consume();
    }

    /** The window so that the grabbed place of it is there; the shown instant is the window's middle. */
    private void move(long at) {
        navigation.end(at + Math.round(grabbed));
    }
}
