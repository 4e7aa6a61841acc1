package dev.baton.console.timeline;

import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Words;
import dev.baton.model.MemberId;
import java.util.StringJoiner;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/** The timeline screen. JavaFX thread only. The window it shows is {@link #window()}; while that is not live nothing may be commanded. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class TimelinePane {
    private static final double NOTCH = 40;
    private static final double KEY_PAN = 80;

    @FXML
    private Label hint;

    @FXML
    private Button freeze;

    @FXML
    private Button zoomIn;

    @FXML
    private Button zoomOut;

    @FXML
    private Pane canvases;

    @FXML
    private Canvas data;

    @FXML
    private Canvas cursor;

    private final Parent root;
    private final ReadOnlyObjectWrapper<TimeWindow> window = new ReadOnlyObjectWrapper<>(TimeWindow.LIVE);
    private @Nullable GroupView group;
    private @Nullable MemberId selected;
    private Palette palette;
    private long now;
    private double pointer = -1;
    private double dragged;

    public TimelinePane(Palette palette) {
        this.palette = palette;
        root = Fxml.load("timeline", this);
        canvases.widthProperty().addListener((o, was, is) -> resize());
        canvases.heightProperty().addListener((o, was, is) -> resize());
        canvases.setOnScroll(this::onScroll);
        canvases.setOnMousePressed(e -> {
            dragged = e.getX();
            canvases.requestFocus();
        });
        canvases.setOnMouseDragged(this::onDrag);
        canvases.setOnMouseMoved(e -> point(e.getX()));
        canvases.setOnMouseExited(e -> point(-1));
        canvases.setOnKeyPressed(this::onKey);
        freeze.setOnAction(e -> toggleFreeze());
        zoomIn.setOnAction(e -> zoom(pointer, 2));
        zoomOut.setOnAction(e -> zoom(pointer, -2));
        window.addListener((o, was, is) -> describe());
        describe();
    }

    public Parent root() {
        return root;
    }

    public ReadOnlyObjectProperty<TimeWindow> window() {
        return window.getReadOnlyProperty();
    }

    /** Draws. Call when the view changed or, while live, as time passes. */
    public void show(@Nullable GroupView view, @Nullable MemberId member, Palette colours, long nowMillis) {
        group = view;
        selected = member;
        palette = colours;
        now = nowMillis;
        repaint();
    }

    public void toggleFreeze() {
        window.set(window.get().live() ? window.get().frozen(now) : window.get().toLive());
        repaint();
    }

    public void toLive() {
        window.set(window.get().toLive());
        repaint();
    }

    private TimelineLayout layout() {
        int lanes = group == null ? 1 : group.members().size() + 1;
        return new TimelineLayout(data.getWidth(), data.getHeight(), lanes);
    }

    private void repaint() {
        if (group == null || data.getWidth() <= 0 || data.getHeight() <= 0) {
            return;
        }
        TimelineLayout layout = layout();
        TimeScale scale = layout.scale(window.get(), now);
        TimelinePainter.paint(data.getGraphicsContext2D(), layout, scale, group, selected, palette, now);
        CursorPainter.paint(cursor.getGraphicsContext2D(), layout, scale, group, palette, pointer);
    }

    private void resize() {
        data.setWidth(canvases.getWidth());
        data.setHeight(canvases.getHeight());
        cursor.setWidth(canvases.getWidth());
        cursor.setHeight(canvases.getHeight());
        repaint();
    }

    private void point(double x) {
        pointer = x;
        if (group != null) {
            TimelineLayout layout = layout();
            CursorPainter.paint(
                    cursor.getGraphicsContext2D(), layout, layout.scale(window.get(), now), group, palette, pointer);
        }
    }

    private void onScroll(ScrollEvent event) {
        zoom(event.getX(), event.getDeltaY() / NOTCH);
        event.consume();
    }

    private void zoom(double x, double notches) {
        double at = x < 0 ? layout().width() / 2 : x;
        window.set(window.get().zoomed(layout().scale(window.get(), now), at, notches));
        repaint();
    }

    private void onDrag(MouseEvent event) {
        pan(event.getX() - dragged);
        dragged = event.getX();
        pointer = event.getX();
    }

    private void pan(double pixels) {
        window.set(window.get().panned(layout().scale(window.get(), now), pixels, now));
        repaint();
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> pan(KEY_PAN);
            case RIGHT -> pan(-KEY_PAN);
            case PLUS, EQUALS, ADD, UP -> zoom(pointer, 1);
            case MINUS, SUBTRACT, DOWN -> zoom(pointer, -1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void describe() {
        TimeWindow shown = window.get();
        String length = Words.span(shown.spanMillis()).replace(".0 s", " s");
        hint.setText(
                shown.live()
                        ? "last " + length + " · wheel zooms · drag pans · Space freezes"
                        : length + " until " + Words.clockTenths(shown.endMillis())
                                + " · not live · L returns to live");
        freeze.setText(shown.live() ? "Freeze" : "Return to live");
        freeze.setAccessibleText(shown.live() ? "Freeze the timeline" : "Return the timeline to live");
    }

    /** The lanes in words, for a screen reader. */
    public String inWords() {
        if (group == null) {
            return "Timeline: no group is selected";
        }
        StringJoiner words = new StringJoiner(", ", "Timeline of " + group.id() + ": ", "");
        for (MemberView member : group.members().values()) {
            words.add(member.id() + " " + CursorPainter.roleAt(member.lane(), Long.MAX_VALUE));
        }
        return words.toString();
    }
}
