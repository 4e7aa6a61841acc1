package dev.baton.console.fleet;

import dev.baton.console.model.ClusterView;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The numbers over the fleet, the past among them looked at once a second. JavaFX thread only. */
final class Tiles {
    private static final long EVERY_MILLIS = 1_000;

    private final HBox box;
    private final List<Label> values = new ArrayList<>();
    private FleetFigures.Past past = new FleetFigures.Past(0, -1, 0);
    private long at = Long.MIN_VALUE;
    private List<FleetRow> of = List.of();

    Tiles(HBox box) {
        this.box = box;
    }

    @SuppressWarnings("ReferenceEquality") // the very list: nothing was looked at anew
    void show(List<FleetRow> rows, ClusterView view, long now) {
        boolean due = at == Long.MIN_VALUE || now - at >= EVERY_MILLIS || now < at;
        if (!due && rows == of) {
            return;
        }
        if (due || rows.size() != of.size()) {
            at = now;
            past = FleetFigures.past(view, now);
        }
        of = rows;
        List<FleetFigures.Tile> tiles = FleetFigures.of(rows, past).tiles();
        for (int i = 0; i < tiles.size(); i++) {
            if (i == values.size()) {
                add();
            }
            FleetFigures.Tile tile = tiles.get(i);
            Label value = values.get(i);
            Rows.text(value, tile.value());
            Rows.tone(value, tile.tone());
            Label name = (Label) ((VBox) box.getChildren().get(i)).getChildren().getFirst();
            Rows.text(name, tile.name());
            value.setAccessibleText(Messages.of("fleet.tile.aloud", tile.name(), tile.value()));
        }
    }

    private void add() {
        Label value = Rows.fixed("", "tile-value");
        VBox tile = new VBox(Rows.fixed(""), value);
        tile.getStyleClass().add("tile");
        HBox.setHgrow(tile, Priority.SOMETIMES);
        values.add(value);
        box.getChildren().add(tile);
    }
}
