package dev.baton.console.alert;

import dev.baton.console.theme.Rows;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Draws an {@link AlertRow}: a sign that says severity and state, headline, line. */
final class AlertCell extends ListCell<AlertRow> {
    private final Label sign = Rows.fixed("", "sign");
    private final Label headline = new Label();
    private final Label line = new Label();
    private final HBox box;

    AlertCell() {
        headline.getStyleClass().add("group-name");
        line.getStyleClass().addAll("small", "muted");
        VBox words = new VBox(2, headline, line);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(8, sign, words);
        row.setAlignment(Pos.CENTER_LEFT);
        box = row;
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(AlertRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        setGraphic(box);
        sign.setText(row.sign());
        Rows.tone(sign, row.tone());
        headline.setText(row.headline());
        line.setText(row.line());
        setAccessibleText(row.inWords());
    }
}
