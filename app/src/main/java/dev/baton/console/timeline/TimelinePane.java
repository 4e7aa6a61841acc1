package dev.baton.console.timeline;

import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Words;
import dev.baton.model.MemberId;
import java.util.Objects;
import java.util.StringJoiner;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/** The timeline screen. JavaFX thread only. The window it shows is {@link #window()}; while that is not live nothing may be commanded. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class TimelinePane {
    private static final double KEY_PAN = 80;

    @FXML
    private Label hint;

    @FXML
    private Label stats;

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

    @FXML
    private Pane overview;

    @FXML
    private Canvas strip;

    private final Parent root;
    private final Navigation navigation = new Navigation();
    private final OverviewStrip risk;
    private final Pointer mouse;
    private @Nullable GroupView group;
    private @Nullable MemberId selected;
    private Palette palette;
    private long now;
    private String snapped = "";
    private long paints;

    public TimelinePane(Palette palette) {
        this.palette = palette;
        root = Fxml.load("timeline", this);
        risk = new OverviewStrip(overview, strip, navigation);
        mouse = new Pointer(canvases, navigation, this::scale, this::pointed);
        canvases.widthProperty().addListener((o, was, is) -> resize());
        canvases.heightProperty().addListener((o, was, is) -> resize());
        // It gets its width after the lanes got theirs.
        overview.widthProperty().addListener((o, was, is) -> repaint());
        canvases.setOnKeyPressed(this::onKey);
        freeze.setOnAction(e -> {
            if (window().get().live()) {
                navigation.freezeOrPlay();
            } else {
                navigation.live();
            }
        });
        zoomIn.setOnAction(e -> zoom(2));
        zoomOut.setOnAction(e -> zoom(-2));
        window().addListener((o, was, is) -> repaint());
        navigation.range().addListener((o, was, is) -> repaint());
        describe();
    }

    public Parent root() {
        return root;
    }

    /** How often the canvas was painted. */
    long paints() {
        return paints;
    }

    public ReadOnlyObjectProperty<TimeWindow> window() {
        return navigation.window();
    }

    /** Where in time the operator is; what the keys change. */
    public Navigation navigation() {
        return navigation;
    }

    /**
     * Draws, unless it would draw the same again. Call when the view changed and as time passes.
     *
     * @param view the newest one also while an earlier instant is shown: its lanes hold the past
     */
    public void show(@Nullable GroupView view, @Nullable MemberId member, Palette colours, long nowMillis) {
        boolean same = sameView(view, group) && Objects.equals(member, selected) && colours.equals(palette);
        if (same && (nowMillis == now || !moves(view, nowMillis))) {
            return;
        }
        group = view;
        selected = member;
        palette = colours;
        now = nowMillis;
        navigation.show(view, nowMillis);
        repaint();
    }

    // The very object: its lanes are compared by nobody 60 times a second.
    @SuppressWarnings("ReferenceEquality")
    private static boolean sameView(@Nullable GroupView one, @Nullable GroupView other) {
        return one == other;
    }

    /** Whether time alone changes the drawing: its window moves, or a silence in it grows. */
    private boolean moves(@Nullable GroupView view, long nowMillis) {
        return view != null
                && (window().get().mode() != TimeWindow.Mode.FROZEN
                        || view.members().values().stream()
                                .anyMatch(m -> nowMillis - m.lane().beats().last() > TimelinePainter.limit(view)));
    }

    /** Tells that the shown instant could not be had to the event, and which one is shown for it; empty where it could. */
    public void snapped(String toInstant) {
        snapped = toInstant;
        describe();
    }

    /** Zooms at the pointer, or in the middle where there is none; in for a positive number. */
    public void zoom(double notches) {
        TimeScale scale = scale();
        if (scale != null) {
            double x = mouse.x() < 0 ? scale.left() + scale.width() / 2 : mouse.x();
            navigation.zoom(scale, x, notches);
        }
    }

    /** Moves by that many of the usual steps; to later time for a positive number. */
    public void pan(int steps) {
        TimeScale scale = scale();
        if (scale != null) {
            navigation.pan(scale, -steps * KEY_PAN);
        }
    }

    /** The instant under the pointer; the shown one where the pointer is elsewhere. */
    public long pointedMillis() {
        TimeScale scale = scale();
        return scale != null && mouse.x() >= scale.left() && mouse.x() <= scale.right()
                ? scale.millis(mouse.x())
                : navigation.atMillis();
    }

    private TimelineLayout layout() {
        int lanes = group == null ? 1 : group.members().size() + 1;
        return new TimelineLayout(data.getWidth(), data.getHeight(), lanes);
    }

    private @Nullable TimeScale scale() {
        return data.getWidth() <= 0 ? null : layout().scale(window().get(), now);
    }

    private void repaint() {
        describe();
        TimeScale scale = scale();
        if (group == null || scale == null || data.getHeight() <= 0) {
            return;
        }
        paints++;
        TimelineLayout layout = layout();
        TimelinePainter.paint(data.getGraphicsContext2D(), layout, scale, group, selected, palette, now);
        risk.show(group, layout, scale, palette, now);
        pointed();
    }

    private void resize() {
        data.setWidth(canvases.getWidth());
        data.setHeight(canvases.getHeight());
        cursor.setWidth(canvases.getWidth());
        cursor.setHeight(canvases.getHeight());
        repaint();
    }

    private void pointed() {
        TimeScale scale = scale();
        if (group != null && scale != null) {
            CursorPainter.paint(
                    cursor.getGraphicsContext2D(), layout(), scale, group, navigation, now, palette, mouse.x());
        }
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> pan(-1);
            case RIGHT -> pan(1);
            case PLUS, EQUALS, ADD, UP -> zoom(1);
            case MINUS, SUBTRACT, DOWN -> zoom(-1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void describe() {
        TimeWindow shown = window().get();
        String length = Words.span(shown.spanMillis()).replace(".0 s", " s");
        hint.setText(
                shown.live()
                        ? Messages.of("time.last", length)
                        : Messages.of(
                                shown.mode() == TimeWindow.Mode.PLAYING ? "time.playing" : "time.at",
                                Words.clockTenths(shown.at(now)),
                                snapped));
        freeze.setText(Messages.of(shown.live() ? "time.freeze" : "time.return"));
        freeze.setAccessibleText(Messages.of(shown.live() ? "time.freeze.aloud" : "time.return.aloud"));
        Range range = navigation.range().get();
        String words = range == null || group == null
                ? ""
                : RangeStats.of(group, range).words();
        Rows.text(stats, words);
        stats.setVisible(!words.isEmpty());
        if (words.isEmpty()) {
            return;
        }
        // At the lanes' foot, so that nothing moves under the pointer when it appears.
        double x = range == null || scale() == null
                ? 0
                : layout().scale(shown, now).clampedX(range.fromMillis());
        stats.setLayoutX(Math.max(TimelineLayout.GUTTER, Math.min(x, data.getWidth() - stats.prefWidth(-1) - 4)));
        stats.setLayoutY(Math.max(0, data.getHeight() - TimelineLayout.AXIS - 28));
    }

    /** The lanes in words, for a screen reader. */
    public String inWords() {
        if (group == null) {
            return Messages.of("time.nogroup");
        }
        StringJoiner words = new StringJoiner(", ");
        for (MemberView member : group.members().values()) {
            words.add(
                    Messages.of("time.words.member", member.id(), CursorPainter.roleAt(member.lane(), Long.MAX_VALUE)));
        }
        return Messages.of("time.words", group.id(), words);
    }
}
