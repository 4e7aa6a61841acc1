package dev.baton.console.inspector;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** An epoch in the list. */
final class EpochRow {
    private EpochRow() {}

    static HBox of(EpochLine line) {
        Label number = Rows.fixed(line.epoch(), "mono", "epoch-number", line.current() ? "tone-ok" : "muted");
        VBox words = new VBox(Rows.label(line.holder()), Rows.label(line.cause(), "small", "muted"));
        HBox.setHgrow(words, Priority.ALWAYS);
        VBox times = new VBox(Rows.fixed(line.at(), "mono", "small", "muted"));
        if (!line.outage().isEmpty()) {
            times.getChildren().add(Rows.fixed(line.outage(), "mono", "small", "muted"));
        }
        times.setAlignment(Pos.TOP_RIGHT);
        HBox row = new HBox(10, number, words, times);
        row.getStyleClass().add("epoch");
        row.setAccessibleText(Messages.of(
                "inspect.epoch.aloud", line.epoch(), line.holder(), line.cause(), line.at(), line.outage()));
        return row;
    }
}
