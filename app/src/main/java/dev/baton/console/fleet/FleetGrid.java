package dev.baton.console.fleet;

import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Palette;
import dev.baton.model.GroupId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Point2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/** The canvas of the fleet: paints what is in the window, and of that only what changed. JavaFX thread only. */
final class FleetGrid {
    private static final double WHEEL = 1.0;
    private static final double REVEAL = 40;

    private final Pane holder;
    private final Canvas canvas;
    private final ScrollBar scroll;
    private final Consumer<GroupId> mark;
    private final Menu menu;

    /** Opens the menu of the marked group. */
    @FunctionalInterface
    interface Menu {
        void open(double screenX, double screenY);
    }

    private List<FleetRow> rows = List.of();
    private Grouping grouping = Grouping.PREFIX;
    private FleetPlan plan = FleetPlan.of(List.of(), Grouping.PREFIX, 100, 0);
    private @Nullable GroupId selected;
    private Function<GroupId, @Nullable GroupView> lanes = id -> null;
    private @Nullable Palette palette;
    private long now;
    private long paintedSecond = -1;
    private boolean whole = true;

    FleetGrid(Pane holder, Canvas canvas, ScrollBar scroll, Consumer<GroupId> mark, Menu menu) {
        this.holder = holder;
        this.canvas = canvas;
        this.scroll = scroll;
        this.mark = mark;
        this.menu = menu;
        holder.widthProperty().addListener((o, was, is) -> resized());
        holder.heightProperty().addListener((o, was, is) -> resized());
        holder.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        holder.setOnKeyPressed(this::key);
        holder.setOnScroll(event -> scrollTo(scroll.getValue() - event.getDeltaY() * WHEEL));
        scroll.setMin(0);
        scroll.valueProperty().addListener((o, was, is) -> {
            whole = true;
            paint();
        });
    }

    /** @param past groups with their lanes, as of now also while an earlier instant is shown */
    void show(
            List<FleetRow> shown,
            Grouping by,
            @Nullable GroupId marked,
            Function<GroupId, @Nullable GroupView> past,
            Palette colours,
            long nowMillis) {
        lanes = past;
        now = nowMillis;
        whole |= !colours.equals(palette);
        palette = colours;
        selected = marked;
        take(shown, by);
        paint();
    }

    void again(List<FleetRow> shown, Grouping by) {
        take(shown, by);
        paint();
    }

    void marked(@Nullable GroupId group) {
        selected = group;
        int at = index();
        if (at >= 0 && canvas.getHeight() > 2 * REVEAL) {
            FleetPlan.Box box = plan.box(at, width());
            if (box.y() < scroll.getValue() + 4) {
                scrollTo(box.y() - REVEAL);
            } else if (box.y() + box.h() > scroll.getValue() + canvas.getHeight() - 4) {
                scrollTo(box.y() + box.h() + REVEAL - canvas.getHeight());
            }
        }
        whole = true;
        paint();
    }

    @SuppressWarnings("ReferenceEquality") // the very list: nothing was looked at anew
    private void take(List<FleetRow> shown, Grouping by) {
        if (shown == rows && by.equals(grouping) && !whole) {
            return;
        }
        FleetPlan next = FleetPlan.of(shown, by, width(), FleetPlan.linesIn(canvas.getHeight()));
        if (by.equals(grouping) && sameGeometry(next)) {
            differing(next);
        } else {
            whole = true;
        }
        rows = shown;
        grouping = by;
        plan = next;
        double hidden = Math.max(0, plan.height() - canvas.getHeight());
        scroll.setMax(hidden);
        scroll.setVisibleAmount(plan.height() <= 0 ? 1 : hidden * canvas.getHeight() / plan.height());
        scroll.setBlockIncrement(canvas.getHeight() * 0.8);
        scroll.setUnitIncrement(FleetPlan.LINE);
        scroll.setVisible(hidden > 0);
        if (scroll.getValue() > hidden) {
            scroll.setValue(hidden);
        }
    }

    private boolean sameGeometry(FleetPlan next) {
        return next.lines() == plan.lines()
                && next.trouble() == plan.trouble()
                && next.sections().equals(plan.sections())
                && next.order().size() == plan.order().size();
    }

    /** Paints those whose row differs. */
    private void differing(FleetPlan next) {
        if (palette == null || whole) {
            return;
        }
        FleetPainter painter = new FleetPainter(canvas.getGraphicsContext2D(), palette, scroll.getValue(), lanes);
        for (int i = 0; i < next.order().size(); i++) {
            if (!next.order().get(i).equals(plan.order().get(i))) {
                painter.one(next, i, selected, now);
            }
        }
    }

    private void paint() {
        if (palette == null || canvas.getWidth() <= 0 || canvas.getHeight() <= 0) {
            return;
        }
        FleetPainter painter = new FleetPainter(canvas.getGraphicsContext2D(), palette, scroll.getValue(), lanes);
        long second = Math.floorDiv(now, 1_000L);
        if (whole) {
            painter.all(plan, selected, now);
        } else if (second != paintedSecond) {
            // They say for how long.
            for (int i = 0; i < plan.lines(); i++) {
                painter.one(plan, i, selected, now);
            }
        }
        paintedSecond = second;
        whole = false;
    }

    private void resized() {
        canvas.setWidth(holder.getWidth());
        canvas.setHeight(holder.getHeight());
        whole = true;
        take(rows, grouping);
        paint();
    }

    private double width() {
        return Math.max(1, canvas.getWidth() - 2 * FleetPainter.PAD);
    }

    private void scrollTo(double value) {
        scroll.setValue(Math.clamp(value, 0, scroll.getMax()));
    }

    private int index() {
        for (int i = 0; i < plan.order().size(); i++) {
            if (plan.order().get(i).id().equals(selected)) {
                return i;
            }
        }
        return -1;
    }

    private void pressed(MouseEvent event) {
        holder.requestFocus();
        int at = plan.at(event.getX() - FleetPainter.PAD, event.getY() + scroll.getValue(), width());
        if (at >= 0) {
            mark.accept(plan.order().get(at).id());
            boolean button = at < plan.lines()
                    && event.getX() > FleetPainter.PAD + width() - FleetPainter.MENU
                    && event.getButton() == MouseButton.PRIMARY;
            if (button) {
                menu.open(event.getScreenX(), event.getScreenY());
            }
        }
    }

    /** Opens the menu of the marked group beside it. */
    void menu() {
        int at = index();
        if (at >= 0) {
            FleetPlan.Box box = plan.box(at, width());
            double x = FleetPainter.PAD + box.x() + (at < plan.lines() ? width() - FleetPainter.MENU : box.w());
            Point2D place = holder.localToScreen(x, box.y() + box.h() - scroll.getValue());
            menu.open(place.getX(), place.getY());
        }
    }

    private void key(KeyEvent event) {
        int last = plan.order().size() - 1;
        int at = index();
        if (last < 0) {
            return;
        }
        int to =
                switch (event.getCode()) {
                    case RIGHT -> Math.min(last, at + 1);
                    case LEFT -> Math.max(0, at - 1);
                    case DOWN -> at < 0 ? 0 : plan.vertical(at, 1);
                    case UP -> at < 0 ? 0 : plan.vertical(at, -1);
                    case HOME -> 0;
                    case END -> last;
                    default -> -1;
                };
        if (to >= 0) {
            mark.accept(plan.order().get(to).id());
            event.consume();
        }
    }
}
