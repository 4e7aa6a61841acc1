package dev.baton.console.shell;

import dev.baton.console.theme.Messages;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * Shows its content larger or smaller, drawings and distances included, so that nothing is cut off that was not before. Where the window is
 * then too small for the content, scroll bars appear, what has the focus is brought into view, and a strip above says what must never be out of
 * view. JavaFX thread only.
 */
final class ScaledPane extends Region {
    /** The smallest content that is laid out whole, before scaling. */
    static final double LEAST_WIDTH = 1_280;

    static final double LEAST_HEIGHT = 720;
    private static final double BAR = 12;
    /** Of the strip, before scaling. */
    private static final double STRIP = 32;

    private final Region content;
    private final Region strip;
    private double above;
    private final Scale scale = new Scale(1, 1);
    private final ScrollBar across = bar(Orientation.HORIZONTAL);
    private final ScrollBar down = bar(Orientation.VERTICAL);

    /** @param strip shown above the content while that scrolls */
    ScaledPane(Region content, Region strip) {
        this.content = content;
        this.strip = strip;
        strip.setManaged(false);
        strip.setVisible(false);
        strip.getTransforms().add(scale);
        content.setManaged(false);
        content.getTransforms().add(scale);
        getChildren().setAll(content, across, down, strip);
        across.setAccessibleText(Messages.of("scroll.across"));
        down.setAccessibleText(Messages.of("scroll.down"));
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        sceneProperty().addListener((o, was, is) -> {
            if (is != null) {
                is.focusOwnerProperty().addListener((p, before, now) -> reveal(now));
            }
        });
    }

    private ScrollBar bar(Orientation orientation) {
        ScrollBar bar = new ScrollBar();
        bar.setOrientation(orientation);
        bar.getStyleClass().add("scale-bar");
        bar.setManaged(false);
        bar.setVisible(false);
        bar.setFocusTraversable(false);
        bar.valueProperty().addListener((o, was, is) -> place());
        return bar;
    }

    void scale(double wanted) {
        scale.setX(wanted);
        scale.setY(wanted);
        requestLayout();
    }

    double scale() {
        return scale.getX();
    }

    @Override
    protected void layoutChildren() {
        double factor = scale.getX();
        boolean wide = getWidth() < LEAST_WIDTH * factor && factor > 1;
        boolean scrolls = wide || (getHeight() < LEAST_HEIGHT * factor && factor > 1);
        above = scrolls ? STRIP * factor : 0;
        boolean tall = getHeight() - above < LEAST_HEIGHT * factor && factor > 1;
        double roomAcross = getWidth() - (tall ? BAR : 0);
        double roomDown = getHeight() - above - (wide ? BAR : 0);
        double width = wide ? LEAST_WIDTH : roomAcross / factor;
        double height = tall ? LEAST_HEIGHT : roomDown / factor;
        content.resize(width, height);
        range(across, wide, roomAcross, width * factor);
        range(down, tall, roomDown, height * factor);
        across.resizeRelocate(0, above + roomDown, roomAcross, BAR);
        down.resizeRelocate(roomAcross, above, BAR, roomDown);
        strip.setVisible(scrolls);
        strip.resizeRelocate(0, 0, getWidth() / factor, STRIP);
        place();
    }

    private static void range(ScrollBar bar, boolean needed, double room, double whole) {
        bar.setVisible(needed);
        bar.setMax(needed ? Math.max(0, whole - room) : 0);
        bar.setVisibleAmount(needed ? bar.getMax() * room / whole : 0);
        bar.setUnitIncrement(40);
        bar.setBlockIncrement(room * 0.8);
        bar.setValue(Math.clamp(bar.getValue(), 0, bar.getMax()));
    }

    private void place() {
        content.relocate(-across.getValue(), above - down.getValue());
    }

    private void wheel(ScrollEvent event) {
        move(across, -event.getDeltaX());
        move(down, -event.getDeltaY());
    }

    private static void move(ScrollBar bar, double pixels) {
        if (bar.isVisible()) {
            bar.setValue(Math.clamp(bar.getValue() + pixels, 0, bar.getMax()));
        }
    }

    /** Scrolls as little as brings the node into view; nothing where everything is in view. */
    void reveal(Node node) {
        if (node == null || !(across.isVisible() || down.isVisible())) {
            return;
        }
        for (Node up = node; up != this; up = up.getParent()) {
            if (up == null) {
                return;
            }
        }
        Bounds at = sceneToLocal(node.localToScene(node.getLayoutBounds()));
        move(across, needed(at.getMinX(), at.getMaxX(), across.getWidth()));
        move(down, needed(at.getMinY() - above, at.getMaxY() - above, down.getHeight()));
    }

    private static double needed(double from, double to, double room) {
        if (from < 0 || to - from > room) {
            return from;
        }
        return Math.max(0, to - room);
    }

    @Override
    protected double computePrefWidth(double height) {
        return content.prefWidth(height) * scale.getX();
    }

    @Override
    protected double computePrefHeight(double width) {
        return content.prefHeight(width) * scale.getY();
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }
}
