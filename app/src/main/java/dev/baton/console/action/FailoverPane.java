package dev.baton.console.action;

import dev.baton.console.model.Cooldowns;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Words;
import dev.baton.model.FailoverMark;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/** Acknowledges a group's last automatic failover, so that the next one may go ahead. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class FailoverPane {
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

    /** @param shown the group as the operator sees it now */
    public FailoverPane(GroupView shown, String operator, Failovers failovers, long nowMillis, Runnable onEnd) {
        root = Fxml.load("failover-acknowledge", this);
        FailoverMark last = Cooldowns.lastFailover(shown);
        String cooldown = Cooldowns.of(shown, nowMillis);
        headline.setText(Messages.of("failover.title", shown.id()));
        text.setText(
                last == null
                        ? Messages.of("failover.none", shown.id())
                        : Messages.of(
                                "failover.text",
                                last.epoch(),
                                Words.clock(last.at().millis()),
                                cooldown == null ? Messages.of("failover.nocooldown") : cooldown));
        who.setText(Messages.of("failover.who", operator));
        cancel.setOnAction(e -> onEnd.run());
        confirm.setDisable(last == null);
        confirm.setOnAction(e -> {
            busy(true);
            Rows.text(outcome, Messages.of("alert.writing"));
            failovers
                    .acknowledge(shown, note.getText().strip())
                    .thenAccept(answer -> Platform.runLater(() -> {
                        if (answer.done()) {
                            onEnd.run();
                        } else {
                            Rows.text(outcome, answer.says());
                            busy(false);
                            note.requestFocus();
                        }
                    }));
        });
    }

    private void busy(boolean writing) {
        confirm.setDisable(writing);
        note.setDisable(writing);
    }

    public Parent root() {
        return root;
    }

    public void focus() {
        note.requestFocus();
    }
}
