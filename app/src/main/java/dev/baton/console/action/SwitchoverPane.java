package dev.baton.console.action;

import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Tone;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.Outcome;
import java.util.List;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The switchover dialog: the plan, the typed confirmation, the steps as the store confirms them, the receipt. JavaFX thread only; reports
 * may come on any thread. Closing it stops nothing: the members carry the action to its end.
 */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class SwitchoverPane {
    private enum Phase {
        PLANNING,
        PLANNED,
        RUNNING,
        ENDED
    }

    @FXML
    private Label title;

    @FXML
    private Label subtitle;

    @FXML
    private ComboBox<MemberId> target;

    @FXML
    private VBox checks;

    @FXML
    private VBox changes;

    @FXML
    private TextField reason;

    @FXML
    private Label operatorLine;

    @FXML
    private VBox steps;

    @FXML
    private VBox receipt;

    @FXML
    private Label prompt;

    @FXML
    private TextField confirm;

    @FXML
    private Button dryRun;

    @FXML
    private Button start;

    @FXML
    private Button close;

    private final Parent root;
    private final GroupId group;
    private final Switchovers switchovers;
    private Phase phase = Phase.PLANNING;
    private @Nullable Plan plan;
    private Progress progress = new Progress(null, null, "");
    private int planning;
    private boolean filling;

    public SwitchoverPane(
            GroupId group, List<MemberId> candidates, String operator, Switchovers switchovers, Runnable onClose) {
        this.group = group;
        this.switchovers = switchovers;
        root = Fxml.load("switchover", this);
        title.setText(Messages.of("switchover.title", group));
        prompt.setText(Messages.of("switchover.type", group));
        confirm.setAccessibleText(Messages.of("switchover.type.aloud", group));
        operatorLine.setText(Messages.of("switchover.operator", operator));
        target.getItems().setAll(candidates);
        target.valueProperty().addListener((o, was, is) -> {
            if (!filling && is != null) {
                replan(is, false);
            }
        });
        confirm.textProperty().addListener((o, was, is) -> arm());
        confirm.setOnAction(e -> begin());
        dryRun.setOnAction(e -> replan(target.getValue(), true));
        start.setOnAction(e -> begin());
        close.setOnAction(e -> onClose.run());
        replan(null, false);
    }

    public Parent root() {
        return root;
    }

    /** Where the keyboard goes first. */
    public void focus() {
        confirm.requestFocus();
    }

    private void replan(@Nullable MemberId to, boolean dry) {
        phase = Phase.PLANNING;
        int mine = ++planning;
        subtitle.setText(Messages.of(dry ? "switchover.reading.dry" : "switchover.reading"));
        arm();
        switchovers
                .plan(group, to)
                .whenComplete((made, failure) -> Platform.runLater(() -> {
                    if (mine != planning) {
                        return;
                    }
                    if (failure != null || made == null) {
                        planFailed(failure);
                    } else {
                        planned(made, dry);
                    }
                }));
    }

    private void planFailed(@Nullable Throwable failure) {
        Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
        String why =
                cause == null || cause.getMessage() == null ? Messages.of("switchover.noanswer") : cause.getMessage();
        subtitle.setText(Messages.of("switchover.unplanned", why));
        phase = Phase.PLANNED;
        plan = null;
        arm();
    }

    private void planned(Plan made, boolean dry) {
        plan = made;
        phase = Phase.PLANNED;
        filling = true;
        target.setValue(made.to());
        filling = false;
        subtitle.setText(Messages.of(
                !dry ? "switchover.planned" : made.blocked() ? "switchover.dry.no" : "switchover.dry.yes",
                name(made.from()),
                name(made.to()),
                made.epoch()));
        PlanRows.fill(checks, changes, made);
        StepRows.fill(steps, StepLine.of(made, null, false));
        arm();
    }

    private static String name(@Nullable MemberId member) {
        return member == null ? Messages.of("words.nobody") : member.value();
    }

    private void arm() {
        Plan made = plan;
        boolean ready = phase == Phase.PLANNED && made != null && !made.blocked();
        start.setDisable(!ready || !confirm.getText().strip().equals(group.value()));
        start.setAccessibleHelp(
                Messages.of(made != null && made.blocked() ? "switchover.blocked" : "switchover.enabled"));
        boolean open = phase == Phase.PLANNED;
        dryRun.setDisable(!open);
        target.setDisable(!open);
        reason.setDisable(!open);
        confirm.setDisable(phase == Phase.RUNNING || phase == Phase.ENDED);
        close.setText(Messages.of(
                phase == Phase.RUNNING ? "switchover.close.on" : phase == Phase.ENDED ? "close" : "cancel"));
    }

    private void begin() {
        Plan made = plan;
        if (start.isDisabled() || made == null) {
            return;
        }
        phase = Phase.RUNNING;
        arm();
        StepRows.fill(steps, StepLine.of(made, null, true));
        close.requestFocus();
        String why = reason.getText().isBlank()
                ? Messages.of("switchover.noreason")
                : reason.getText().strip();
        switchovers.start(made, why, report -> Platform.runLater(() -> reported(made, report)));
    }

    private void reported(Plan made, Progress report) {
        if (phase == Phase.ENDED) {
            return;
        }
        // A report without a record must not take away the steps that were already seen.
        progress =
                report.record() == null ? new Progress(progress.record(), report.outcome(), report.detail()) : report;
        Outcome outcome = progress.outcome();
        if (progress.ended()) {
            phase = Phase.ENDED;
        }
        StepRows.fill(steps, StepLine.of(made, progress.record(), outcome == null));
        receipt.setVisible(outcome != null);
        receipt.setManaged(outcome != null);
        if (outcome != null) {
            showReceipt(Receipt.of(made, progress, outcome));
        }
        arm();
    }

    private void showReceipt(Receipt ended) {
        for (Tone tone : Tone.values()) {
            receipt.getStyleClass().remove("receipt-" + tone.styleClass());
        }
        receipt.getStyleClass().add("receipt-" + ended.tone().styleClass());
        Label headline =
                Rows.label(ended.headline(), "receipt-headline", ended.tone().styleClass());
        receipt.getChildren().setAll(headline);
        for (String line : ended.lines()) {
            receipt.getChildren().add(Rows.label(line, "small"));
        }
        receipt.setAccessibleText(Messages.of("alert.under.line", ended.headline(), String.join(" ", ended.lines())));
    }
}
