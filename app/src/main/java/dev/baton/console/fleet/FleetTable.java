package dev.baton.console.fleet;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.model.GroupId;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** The table that says what the canvas draws, in the same order. JavaFX thread only. */
final class FleetTable {
    private final TableView<FleetRow> table;
    private boolean filling;

    FleetTable(TableView<FleetRow> table) {
        this.table = table;
        // Known at the first showing, so that no row is measured twice.
        table.setFixedCellSize(28);
        table.setPlaceholder(new Label(Messages.of("fleet.nothing.change")));
        // Never wider than its place; the last is cut, and the card below says it in full.
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        column(Messages.of("column.group"), 170, row -> row.id().value());
        column(Messages.of("column.state"), 130, row -> Words.of(row.state()));
        column(Messages.of("column.primary"), 150, FleetRow::primary);
        column(Messages.of("column.epoch"), 70, FleetRow::epoch);
        column(Messages.of("column.members"), 80, row -> String.valueOf(row.members()));
        column(Messages.of("column.spares"), 120, row -> String.valueOf(row.spares()));
        column(Messages.of("column.alerts"), 70, row -> row.alerts() == 0 ? "" : String.valueOf(row.alerts()));
        column(Messages.of("column.why"), 520, FleetRow::why);
    }

    private void column(String name, double width, Function<FleetRow, String> text) {
        TableColumn<FleetRow, String> column = new TableColumn<>(name);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setSortable(false);
        table.getColumns().add(column);
    }

    /** Replaces what differs, and marks the selected group. */
    void fill(List<FleetRow> rows, @Nullable GroupId selected) {
        filling = true;
        List<FleetRow> items = table.getItems();
        if (items.size() != rows.size()) {
            table.getItems().setAll(rows);
        } else {
            for (int i = 0; i < rows.size(); i++) {
                if (!rows.get(i).equals(items.get(i))) {
                    items.set(i, rows.get(i));
                }
            }
        }
        for (int i = 0; i < rows.size() && selected != null; i++) {
            if (rows.get(i).id().equals(selected)) {
                if (table.getSelectionModel().getSelectedIndex() != i) {
                    table.getSelectionModel().clearAndSelect(i);
                }
                break;
            }
        }
        filling = false;
    }

    /** Whether a change of the selection is this class' own doing. */
    boolean filling() {
        return filling;
    }
}
