package dev.baton.console.alert;

import dev.baton.console.model.AlertEntry;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;

/** The observations behind an alert, one line each, and what may be done about it, to be read or copied. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class EvidencePane {
    @FXML
    private Label headline;

    @FXML
    private Label text;

    @FXML
    private Label safe;

    @FXML
    private Label unsafe;

    @FXML
    private VBox lines;

    @FXML
    private Button copy;

    @FXML
    private Button close;

    private final Parent root;

    public EvidencePane(AlertEntry entry, long nowMillis, Runnable onClose) {
        root = Fxml.load("evidence", this);
        AlertDetails all = AlertDetails.of(entry, nowMillis);
        headline.setText(all.headline());
        text.setText(String.join(" ", all.text(), all.state()));
        safe.setText(Messages.of("alert.safe.line", all.guidance().safe()));
        unsafe.setText(Messages.of("alert.unsafe.line", all.guidance().unsafe()));
        for (String line : all.evidence()) {
            lines.getChildren().add(Rows.label(Messages.of("alert.line", line), "mono", "evidence-line"));
        }
        if (all.underCount() > 0) {
            lines.getChildren().add(Rows.label(Messages.of("alert.under", all.underCount()), "heading", "apart"));
            all.under().forEach(line -> lines.getChildren()
                    .add(Rows.label(Messages.of("alert.line", line), "alert-line")));
        }
        copy.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(all.copied());
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
