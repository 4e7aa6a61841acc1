package dev.baton.console.alert;

import dev.baton.console.model.Alert;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Words;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;

/** The observations behind an alert, one line each, to be read or copied. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class EvidencePane {
    @FXML
    private Label headline;

    @FXML
    private Label text;

    @FXML
    private VBox lines;

    @FXML
    private Button copy;

    @FXML
    private Button close;

    private final Parent root;

    public EvidencePane(Alert alert, long nowMillis, Runnable onClose) {
        root = Fxml.load("evidence", this);
        headline.setText(alert.headline());
        String since = alert.sinceMillis() < 0
                ? ""
                : " Since " + Words.clock(alert.sinceMillis()) + " UTC, "
                        + Words.span(Math.max(0, nowMillis - alert.sinceMillis())) + " ago.";
        text.setText(alert.text() + since);
        for (String line : alert.evidence()) {
            lines.getChildren().add(Rows.label("•  " + line, "mono", "evidence-line"));
        }
        copy.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(alert.headline() + "\n" + text.getText() + "\n" + String.join("\n", alert.evidence()));
            Clipboard.getSystemClipboard().setContent(content);
        });
        close.setOnAction(e -> onClose.run());
    }

    public Parent root() {
        return root;
    }

    public void focus() {
        close.requestFocus();
    }
}
