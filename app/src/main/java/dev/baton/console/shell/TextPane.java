package dev.baton.console.shell;

import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Rows;
import java.util.List;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;

/** A dialog of lines that can be copied: an unexpected error, the keyboard help. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
final class TextPane {
    @FXML
    private Label headline;

    /** So much is shown whole; more scrolls. */
    private static final double MOST_HEIGHT = 440;

    @FXML
    private ScrollPane scroll;

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
        // Wrapped lines are higher than a scroll pane asks for by itself. Not within the layout that tells the width.
        lines.widthProperty()
                .addListener((o, was, is) -> Platform.runLater(
                        () -> scroll.setPrefViewportHeight(Math.min(MOST_HEIGHT, lines.prefHeight(is.doubleValue())))));
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
