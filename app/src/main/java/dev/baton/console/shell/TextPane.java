package dev.baton.console.shell;

import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Rows;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;

/** A dialog of lines that can be copied: an unexpected error, the keyboard help. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
final class TextPane {
    @FXML
    private Label headline;

    @FXML
    private VBox lines;

    @FXML
    private Button copy;

    @FXML
    private Button close;

    private final Parent root;

    /** @param copied what the button puts on the clipboard */
    TextPane(String title, List<String> shown, String copied, Runnable onClose) {
        root = Fxml.load("text", this);
        headline.setText(title);
        for (String line : shown) {
            lines.getChildren().add(Rows.label(line));
        }
        copy.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(copied);
            Clipboard.getSystemClipboard().setContent(content);
        });
        close.setOnAction(e -> onClose.run());
    }

    Parent root() {
        return root;
    }

    void focus() {
        close.requestFocus();
    }
}
