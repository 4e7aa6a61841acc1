package dev.baton.console.alert;

import dev.baton.console.model.AlertEntry;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/** Asks for a note and acknowledges one alert. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class AcknowledgePane {
    @FXML
    private Label headline;

    @FXML
    private Label text;

    @FXML
    private Label who;

    @FXML
    private TextField note;

    @FXML
    private Label outcome;

    @FXML
    private Button cancel;

    @FXML
    private Button confirm;

    private final Parent root;

    /**
     * @param acknowledge takes the note; its answer may come on any thread
     * @param onEnd called once it is acknowledged, or was given up
     */
    public AcknowledgePane(
            AlertEntry entry,
            String operator,
            Function<String, CompletionStage<Acknowledger.Answer>> acknowledge,
            Runnable onEnd) {
        root = Fxml.load("alert-acknowledge", this);
        headline.setText(Messages.of("alert.ack.title", entry.alert().headline()));
        text.setText(Messages.of(entry.alert().text()));
        who.setText(Messages.of(entry.alert().kind().own() ? "alert.ack.own" : "alert.ack.all", operator));
        cancel.setOnAction(e -> onEnd.run());
        confirm.setOnAction(e -> {
            confirm.setDisable(true);
            note.setDisable(true);
            Rows.text(outcome, Messages.of("alert.writing"));
            acknowledge
                    .apply(note.getText().strip())
                    .thenAccept(answer -> Platform.runLater(() -> {
                        if (answer.done()) {
                            onEnd.run();
                        } else {
                            Rows.text(outcome, answer.says());
                            confirm.setDisable(false);
                            note.setDisable(false);
                            note.requestFocus();
                        }
                    }));
        });
    }

    public Parent root() {
        return root;
    }

    public void focus() {
        note.requestFocus();
    }
}
