package dev.baton.console.timeline;

import java.util.function.Supplier;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/**
 * What the pointer does on the timeline: the wheel zooms, a drag pans, with Shift it selects a stretch, on the shown instant it moves that; a
 * click shows an earlier instant. JavaFX thread only.
 */
final class Pointer {
    private static final double NOTCH = 40;
    private static final double GRIP = 7;
    private static final double STILL = 3;

    private enum Drag {
        NONE,
        PAN,
        SELECT,
        SCRUB
    }

    private final Navigation navigation;
    private final Supplier<@Nullable TimeScale> scale;
    private final Runnable moved;
    private Drag drag = Drag.NONE;
    private double pressed;
    private double last;
    private double x = -1;

    /** @param moved called when only what is under the pointer must be drawn again */
    Pointer(Pane pane, Navigation navigation, Supplier<@Nullable TimeScale> scale, Runnable moved) {
        this.navigation = navigation;
        this.scale = scale;
        this.moved = moved;
        pane.setOnScroll(this::scroll);
        pane.setOnMousePressed(e -> {
            pane.requestFocus();
            press(e);
        });
        pane.setOnMouseDragged(this::drag);
        pane.setOnMouseReleased(this::release);
        pane.setOnMouseMoved(e -> at(e.getX()));
        pane.setOnMouseExited(e -> at(-1));
    }

    /** Where it is, in pixels; -1 while it is elsewhere. */
    double x() {
        return x;
    }

    private void at(double where) {
        x = where;
        moved.run();
    }

    private void scroll(ScrollEvent event) {
        TimeScale shown = scale.get();
        double delta = event.getDeltaY() == 0 ? event.getDeltaX() : event.getDeltaY();
        if (shown != null) {
            navigation.zoom(shown, event.getX(), delta / NOTCH);
        }
        event.consume();
    }

    private void press(MouseEvent event) {
        TimeScale shown = scale.get();
        pressed = event.getX();
        last = pressed;
        if (shown == null) {
            return;
        }
        TimeWindow window = navigation.window().get();
        boolean onInstant = !window.live() && Math.abs(shown.x(navigation.atMillis()) - pressed) <= GRIP;
        drag = event.isShiftDown() ? Drag.SELECT : onInstant ? Drag.SCRUB : Drag.PAN;
    }

    private void drag(MouseEvent event) {
        TimeScale shown = scale.get();
        if (shown == null) {
            return;
        }
        double to = event.getX();
        x = to;
        switch (drag) {
            case PAN -> {
                if (Math.abs(to - pressed) > STILL || Math.abs(last - pressed) > STILL) {
                    navigation.pan(shown, to - last);
                    last = to;
                }
            }
            case SELECT -> navigation.range().set(Range.between(inside(shown, pressed), inside(shown, to)));
            case SCRUB -> navigation.seek(inside(shown, to));
            case NONE -> {}
        }
        moved.run();
    }

    private void release(MouseEvent event) {
        TimeScale shown = scale.get();
        boolean still = Math.abs(event.getX() - pressed) <= STILL && Math.abs(last - pressed) <= STILL;
        if (shown != null && still) {
            if (drag == Drag.SELECT) {
                navigation.range().set(null);
            } else if (drag == Drag.PAN && pressed >= shown.left()) {
                navigation.seek(inside(shown, pressed));
            }
        }
        drag = Drag.NONE;
    }

    private static long inside(TimeScale shown, double where) {
        return shown.millis(Math.clamp(where, shown.left(), shown.right()));
    }
}
