package dev.baton.console.fleet;

import dev.baton.console.model.ClusterView;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Offer;
import dev.baton.console.theme.OfferMenu;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Rows;
import dev.baton.model.GroupId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The fleet screen: numbers, the worst groups as lines, all others as squares; or all of them as a table. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class FleetPane {
    @FXML
    private TextField filter;

    @FXML
    private ToggleButton trouble;

    @FXML
    private ComboBox<Grouping> by;

    @FXML
    private Label found;

    @FXML
    private ToggleButton asTable;

    @FXML
    private Button back;

    @FXML
    private VBox notices;

    @FXML
    private HBox tiles;

    @FXML
    private HBox drawing;

    @FXML
    private Pane holder;

    @FXML
    private Canvas canvas;

    @FXML
    private ScrollBar scroll;

    @FXML
    private TableView<FleetRow> table;

    @FXML
    private Label card;

    private final Parent root;
    private final Consumer<GroupId> open;
    private final Function<GroupId, List<Offer>> offers;
    private final OfferMenu menu = new OfferMenu();
    private final FleetTable asRows;
    private final FleetGrid grid;
    private final Tiles figures;
    private FleetBook book = FleetBook.EMPTY;
    private List<FleetRow> rows = List.of();
    private FleetFilter wanted = FleetFilter.ALL;
    private Grouping grouping = Grouping.PREFIX;
    private @Nullable GroupId selected;

    /**
     * @param open called with the group that the operator opens
     * @param offers what may be done to a group
     * @param onBack called where the operator wants to leave
     */
    public FleetPane(Consumer<GroupId> open, Function<GroupId, List<Offer>> offers, Runnable onBack) {
        this.offers = offers;
        this.open = open;
        root = Fxml.load("fleet", this);
        asRows = new FleetTable(table);
        grid = new FleetGrid(holder, canvas, scroll, this::mark, this::menu);
        figures = new Tiles(tiles);
        by.getItems().setAll(Grouping.offered(List.of()));
        by.setValue(grouping);
        by.valueProperty().addListener((o, was, is) -> {
            if (is != null) {
                grouping = is;
                changed();
            }
        });
        filter.textProperty().addListener((o, was, is) -> changed());
        filter.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
                filter.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE
                    || event.getCode() == KeyCode.ENTER
                    || event.getCode() == KeyCode.DOWN) {
                focus();
                event.consume();
            }
        });
        trouble.selectedProperty().addListener((o, was, is) -> changed());
        asTable.selectedProperty().addListener((o, was, is) -> showTable(is));
        back.setOnAction(e -> onBack.run());
        table.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (is != null && !asRows.filling()) {
                mark(is.id());
            }
        });
        holder.setOnMouseClicked(this::clicked);
        table.setOnMouseClicked(this::clicked);
        // By the right button, or by the keyboard's own key for it.
        holder.setOnContextMenuRequested(e -> menu(e.getScreenX(), e.getScreenY()));
        table.setOnContextMenuRequested(e -> menu(e.getScreenX(), e.getScreenY()));
        showTable(false);
    }

    public Parent root() {
        return root;
    }

    /** Where what is said over all groups goes. */
    public void notices(Node banner) {
        notices.getChildren().setAll(banner);
    }

    /**
     * Draws what differs from the last time. Call as time passes.
     *
     * @param newest also while an earlier instant is shown: its lanes hold the past
     */
    public void show(FleetBook shown, ClusterView view, ClusterView newest, Palette palette, long now) {
        if (!shown.equals(book)) {
            book = shown;
            List<Grouping> offered = Grouping.offered(book.rows());
            if (!offered.equals(by.getItems())) {
                by.getItems().setAll(offered);
                by.setValue(offered.contains(grouping) ? grouping : Grouping.PREFIX);
            }
            rows = wanted.of(book.rows());
            say();
        }
        figures.show(book.rows(), view, now);
        if (asTable.isSelected()) {
            asRows.fill(rows, selected);
        } else {
            grid.show(rows, grouping, selected, id -> newest.groups().get(id), palette, now);
        }
    }

    /** Keyboard to the groups. */
    public void focus() {
        (asTable.isSelected() ? table : holder).requestFocus();
    }

    public void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    /** Table instead of drawing, or back. */
    public void toggleTable() {
        asTable.setSelected(!asTable.isSelected());
        focus();
    }

    /** Opens the menu of what may be done to the marked group. */
    public void menu() {
        if (asTable.isSelected()) {
            Bounds at = table.localToScreen(table.getLayoutBounds());
            menu(at.getMinX() + 40, at.getMinY() + 40);
        } else {
            grid.menu();
        }
    }

    private void menu(double screenX, double screenY) {
        GroupId group = marked();
        if (group != null) {
            menu.show(root, screenX, screenY, offers.apply(group));
        }
    }

    public void toggleTrouble() {
        trouble.setSelected(!trouble.isSelected());
    }

    /** The group that is marked and shown; null where none is. */
    public @Nullable GroupId marked() {
        return rows.stream()
                .map(FleetRow::id)
                .filter(id -> id.equals(selected))
                .findFirst()
                .orElse(null);
    }

    /** Marks a group from now on. */
    public void mark(@Nullable GroupId group) {
        selected = group;
        say();
        if (asTable.isSelected()) {
            asRows.fill(rows, selected);
        } else {
            grid.marked(group);
        }
    }

    private void changed() {
        wanted = FleetFilter.of(filter.getText(), trouble.isSelected());
        rows = wanted.of(book.rows());
        say();
        if (asTable.isSelected()) {
            asRows.fill(rows, selected);
        } else {
            grid.again(rows, grouping);
        }
    }

    private void say() {
        Rows.text(
                found,
                wanted.all()
                        ? Messages.of("fleet.order")
                        : Messages.of("fleet.found", rows.size(), book.rows().size()));
        String words = rows.stream()
                .filter(row -> row.id().equals(selected))
                .findFirst()
                .map(FleetRow::inWords)
                .orElse(rows.isEmpty() ? Messages.of("fleet.nothing") : Messages.of("fleet.unmarked"));
        Rows.text(card, words);
        holder.setAccessibleText(Messages.of("fleet.aloud", rows.size(), words));
    }

    private void showTable(boolean on) {
        table.setVisible(on);
        table.setManaged(on);
        drawing.setVisible(!on);
        drawing.setManaged(!on);
        asTable.setText(Messages.of(on ? "as.drawing" : "as.table"));
        changed();
    }

    private void clicked(MouseEvent event) {
        GroupId group = marked();
        if (event.getClickCount() == 2 && group != null) {
            open.accept(group);
        }
    }
}
