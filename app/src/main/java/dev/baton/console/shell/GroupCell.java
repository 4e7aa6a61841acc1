package dev.baton.console.shell;

import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Tone;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Draws a {@link GroupRow}: a dot whose shape says the state, name, line, epoch, number of alerts. */
final class GroupCell extends ListCell<GroupRow> {
    private final Region dot = new Region();
    private final Label name = Rows.fixed("", "group-name");
    private final Label line = new Label();
    private final Label epoch = Rows.fixed("", "chip", "mono");
    private final Label badge = Rows.fixed("", "badge");
    private final HBox box;

    GroupCell() {
        line.getStyleClass().addAll("small", "muted");
        VBox words = new VBox(2, name, line);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox right = new HBox(4, badge, epoch);
        right.setAlignment(Pos.CENTER_RIGHT);
        right.setMinWidth(Region.USE_PREF_SIZE);
        HBox top = new HBox(10, dot, words, right);
        top.setAlignment(Pos.CENTER_LEFT);
        box = top;
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(GroupRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText("");
            return;
        }
        setGraphic(box);
        Tone tone = Tone.of(row.state());
        dot.getStyleClass()
                .setAll("dot", "dot-" + row.state().name().toLowerCase(Locale.ROOT), "fill-" + tone.styleClass());
        name.setText(row.id().value());
        line.setText(row.line());
        epoch.setText(row.epoch());
        epoch.setVisible(row.alerts() == 0);
        epoch.setManaged(row.alerts() == 0);
        badge.setText(String.valueOf(row.alerts()));
        badge.setVisible(row.alerts() > 0);
        badge.setManaged(row.alerts() > 0);
        badge.getStyleClass().setAll("badge", row.alarms() > 0 ? "badge-alarm" : "badge-warning");
        setAccessibleText(row.inWords());
    }
}
