package dev.baton.console.topology;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Paused;
import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Words;
import dev.baton.model.MemberId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/** The topology screen: a canvas, and a table that says the same. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class TopologyPane {
    @FXML
    private Label title;

    @FXML
    private ToggleButton asTable;

    @FXML
    private Pane holder;

    @FXML
    private Canvas canvas;

    @FXML
    private TableView<MemberRow> table;

    private static final double MENU = 24;

    private final Parent root;
    private final Consumer<MemberId> select;
    private final MemberDrag drag;
    private final MemberMenu menu;
    private ClusterView cluster = ClusterView.EMPTY;
    private @Nullable GroupView group;
    private @Nullable MemberId selected;
    private Palette palette;
    private long now;
    private boolean filling;
    private @Nullable Picture drawn;
    private long paints;

    /**
     * @param select called when the operator picks a member
     * @param menu shows what may be done to a member
     * @param drop called with a member that was dragged onto the primary
     */
    public TopologyPane(Palette palette, Consumer<MemberId> select, MemberMenu menu, Consumer<MemberId> drop) {
        this.menu = menu;
        this.palette = palette;
        this.select = select;
        root = Fxml.load("topology", this);
        holder.widthProperty().addListener((o, was, is) -> resize());
        holder.heightProperty().addListener((o, was, is) -> resize());
        holder.setOnMouseClicked(this::onClick);
        drag = new MemberDrag(
                holder, this::at, () -> group, drop, words -> title.setText(words.isEmpty() ? heading() : words));
        holder.setOnContextMenuRequested(this::onMenu);
        table.setOnContextMenuRequested(this::onMenu);
        holder.setOnKeyPressed(this::onKey);
        asTable.selectedProperty().addListener((o, was, is) -> showTable(is));
        columns();
        table.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (is != null && !filling) {
                select.accept(is.id());
            }
        });
        showTable(false);
    }

    public Parent root() {
        return root;
    }

    /** How often the canvas was painted. */
    long paints() {
        return paints;
    }

    /** Table instead of drawing, or back. */
    public void toggleTable() {
        asTable.setSelected(!asTable.isSelected());
    }

    /** Draws. Call when the view changed or as time passes. */
    public void show(
            ClusterView view, @Nullable GroupView shown, @Nullable MemberId member, Palette colours, long nowMillis) {
        cluster = view;
        group = shown;
        selected = member;
        palette = colours;
        now = nowMillis;
        if (!drag.on()) {
            Rows.text(title, heading());
        }
        repaint();
    }

    private void repaint() {
        if (group == null) {
            return;
        }
        if (asTable.isSelected()) {
            fill(group);
        } else if (canvas.getWidth() > 0 && canvas.getHeight() > 0) {
            Picture next = Picture.of(layout(group), palette, cluster, group, selected, now);
            if (!next.equals(drawn)) {
                drawn = next;
                paints++;
                new TopologyPainter(canvas.getGraphicsContext2D(), palette).paint(next);
            }
        }
    }

    private TopologyLayout layout(GroupView shown) {
        return TopologyLayout.of(shown.members().size(), canvas.getWidth(), canvas.getHeight());
    }

    private void resize() {
        canvas.setWidth(holder.getWidth());
        canvas.setHeight(holder.getHeight());
        // A canvas that is resized is empty.
        drawn = null;
        repaint();
    }

    private void showTable(boolean on) {
        table.setVisible(on);
        table.setManaged(on);
        holder.setVisible(!on);
        holder.setManaged(!on);
        asTable.setText(Messages.of(on ? "as.drawing" : "as.table"));
        repaint();
    }

    private void fill(GroupView shown) {
        List<MemberRow> rows = MemberRow.of(cluster, shown, now);
        if (!rows.equals(table.getItems())) {
            filling = true;
            table.getItems().setAll(rows);
            rows.stream()
                    .filter(row -> row.id().equals(selected))
                    .findFirst()
                    .ifPresent(row -> table.getSelectionModel().select(row));
            filling = false;
        }
    }

    private void columns() {
        // Never wider than its place: who reads a table must not look for what is beside it.
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        column(Messages.of("column.member"), 88, row -> row.id().value());
        column(Messages.of("column.role"), 76, MemberRow::role);
        column(Messages.of("column.epoch"), 64, MemberRow::epoch);
        column(Messages.of("column.session"), 60, MemberRow::session);
        column(Messages.of("column.lag"), 36, MemberRow::lag);
        column(Messages.of("column.heard"), 50, MemberRow::heard);
        column(Messages.of("column.state"), 98, MemberRow::detail);
        column(Messages.of("column.lines"), 90, MemberRow::lines);
        column(Messages.of("column.sees"), 158, MemberRow::sees);
    }

    private void column(String name, double width, Function<MemberRow, String> text) {
        TableColumn<MemberRow, String> column = new TableColumn<>(name);
        column.setCellFactory(c -> new WrappingCell());
        column.setMinWidth(36);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        column.setPrefWidth(width);
        column.setReorderable(false);
        table.getColumns().add(column);
    }

    private void onClick(MouseEvent event) {
        holder.requestFocus();
        MemberId member = at(event.getX(), event.getY());
        if (member != null && event.isStillSincePress() && event.getButton() == MouseButton.PRIMARY) {
            select.accept(member);
        }
    }

    /** By mouse at the member under it, by keyboard at the one that is looked at. */
    private void onMenu(ContextMenuEvent event) {
        boolean drawn = event.getSource().equals(holder);
        MemberId member = event.isKeyboardTrigger() || !drawn ? selected : at(event.getX(), event.getY());
        if (member != null) {
            select.accept(member);
            menu.show(member, drawn ? holder : table, event.getScreenX(), event.getScreenY());
            event.consume();
        }
    }

    /** What may be done to the member that is looked at. */
    public void menu() {
        Node over = asTable.isSelected() ? table : holder;
        Bounds at = over.localToScreen(over.getBoundsInLocal());
        if (selected != null && at != null) {
            menu.show(selected, over, at.getMinX() + MENU, at.getMinY() + MENU);
        }
    }

    private @Nullable MemberId at(double x, double y) {
        int at = group == null ? -1 : layout(group).memberAt(x, y);
        return group == null || at < 0
                ? null
                : List.copyOf(group.members().keySet()).get(at);
    }

    /** The group, and what it must not be forgotten about. */
    private String heading() {
        if (group == null) {
            return "";
        }
        String paused = Paused.words(group, now);
        return paused == null ? group.id().value() : Words.joined(group.id(), paused);
    }

    private void onKey(KeyEvent event) {
        int step = event.getCode() == KeyCode.RIGHT ? 1 : event.getCode() == KeyCode.LEFT ? -1 : 0;
        if (group == null || step == 0 || group.members().isEmpty()) {
            return;
        }
        List<MemberId> ids = List.copyOf(group.members().keySet());
        select.accept(ids.get(Math.floorMod(ids.indexOf(selected) + step, ids.size())));
        event.consume();
    }
}
