package dev.baton.console.topology;

import javafx.scene.control.TableCell;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** A cell as high as its words need: nothing is cut off where the column is narrow. */
final class WrappingCell extends TableCell<MemberRow, String> {
    private final Text words = new Text();

    WrappingCell() {
        words.getStyleClass().add("cell-words");
        words.wrappingWidthProperty().bind(widthProperty().subtract(14));
        setPrefHeight(USE_COMPUTED_SIZE);
    }

    @Override
    protected void updateItem(@Nullable String item, boolean empty) {
        super.updateItem(item, empty);
        words.setText(empty || item == null ? "" : item);
        setGraphic(empty || item == null ? null : words);
    }
}
