package dev.baton.console.action;

import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.GroupId;
import dev.baton.model.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The dialog of every action: the plan, the typed confirmation, the steps as the store confirms them, the receipt; or, of an action that
 * somebody has asked for, those from the steps on. JavaFX thread only; reports may come on any thread. Closing it stops nothing: the members
 * carry the action to its end.
 */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class ActionPane {
    private enum Phase {
        PLANNED,
        RUNNING,
        ENDED
    }

    @FXML
    private Label title;

    @FXML
    private Label subtitle;

    @FXML
    private Label checksTitle;

    @FXML
    private Label undoTitle;

    @FXML
    private Label moved;

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
    private Button abort;

    @FXML
    private Button start;

    @FXML
    private Button close;

    @FXML
    private VBox checks;

    @FXML
    private VBox changes;

    @FXML
    private VBox undo;

    private final Parent root;
    private final GroupId group;
    private final Actions actions;
    private final String operator;
    private final PlanRows rows;
    private final ReceiptBox box;
    private final WishBox wishes;
    private Phase phase = Phase.PLANNED;
    private @Nullable Plan plan;
    private Progress progress = Progress.NONE;
    private Runnable stop = () -> {};
    private boolean aborting;

    private ActionPane(
            GroupView group,
            ActionKind kind,
            @Nullable Wish first,
            String operator,
            Actions actions,
            Runnable onClose) {
        this.group = group.id();
        this.actions = actions;
        this.operator = operator;
        wishes = new WishBox(group, kind, first, () -> replan(Replan.CHOSEN));
        root = Fxml.load("action", this);
        wishes.into(root);
        rows = new PlanRows(checks, changes, undo);
        box = new ReceiptBox(receipt);
        title.setText(Messages.of("act.title", ActionWords.of(kind), group.id()));
        operatorLine.setText(Messages.of("act.operator", operator));
        start.setText(ActionWords.start(kind));
        if (ActionWords.harms(kind)) {
            start.getStyleClass().setAll("button", "danger");
        }
        confirm.textProperty().addListener((o, was, is) -> arm());
        confirm.setOnAction(e -> begin());
        dryRun.setOnAction(e -> replan(Replan.DRY));
        start.setOnAction(e -> begin());
        abort.setOnAction(e -> abort());
        close.setOnAction(e -> onClose.run());
        box.hide();
        said("");
    }

    /** Plans what is wished for. */
    public static ActionPane planning(GroupView group, Wish first, String operator, Actions actions, Runnable onClose) {
        ActionPane pane = new ActionPane(group, first.kind(), first, operator, actions, onClose);
        pane.replan(Replan.CHOSEN);
        return pane;
    }

    /** Follows what somebody has asked for. */
    public static ActionPane following(
            GroupView group, ActionRecord record, String operator, Actions actions, Runnable onClose) {
        ActionPane pane = new ActionPane(group, record.request().kind(), null, operator, actions, onClose);
        pane.checksTitle.setText(Messages.of("act.request"));
        pane.rows.request(record);
        pane.began();
        pane.reported(Names.of(record), record.request().overrides(), new Progress(record, record.outcome(), ""));
        if (pane.phase != Phase.ENDED) {
            pane.stop = actions.follow(
                    group.id(),
                    record.request().id(),
                    report -> Platform.runLater(() ->
                            pane.reported(Names.of(record), record.request().overrides(), report)));
        }
        return pane;
    }

    public Parent root() {
        return root;
    }

    /** Where the keyboard goes first. */
    public void focus() {
        if (phase == Phase.PLANNED) {
            confirm.requestFocus();
        } else {
            close.requestFocus();
        }
    }

    /** The keyboard goes to what aborts it, where that is still possible: only for who asked for that. */
    public void focusAbort() {
        if (abort.isVisible() && !abort.isDisabled()) {
            abort.requestFocus();
        } else {
            focus();
        }
    }

    /** Nobody looks any more: listens no longer. The action goes on. */
    public void closed() {
        stop.run();
        stop = () -> {};
    }

    /** Who names the file of a receipt, given a name that would do; null for none. */
    public void saveTo(Function<String, @Nullable Path> where) {
        box.where(where);
    }

    /** Time has passed, or the view changed: while it is a plan, it is made anew. */
    public void look() {
        if (phase == Phase.PLANNED) {
            replan(Replan.LOOKED);
        }
    }

    private enum Replan {
        CHOSEN,
        LOOKED,
        DRY
    }

    private void replan(Replan why) {
        if (phase != Phase.PLANNED) {
            return;
        }
        Plan was = plan;
        try {
            plan = actions.plan(group, wishes.wish());
        } catch (IllegalArgumentException impossible) {
            plan = null;
            subtitle.setText(Messages.of("act.unplanned", String.valueOf(impossible.getMessage())));
            arm();
            return;
        }
        if (why == Replan.LOOKED && was != null) {
            String what = Moved.between(was, plan);
            if (!what.isEmpty()) {
                // The name was typed for another plan.
                confirm.clear();
                said(Messages.of("act.moved", what));
            }
        } else {
            said("");
        }
        if (!plan.equals(was) || why == Replan.DRY) {
            planned(plan, why == Replan.DRY);
        }
        arm();
    }

    private void said(String words) {
        Rows.text(moved, words);
        moved.setVisible(!words.isEmpty());
        moved.setManaged(!words.isEmpty());
    }

    private void planned(Plan made, boolean dry) {
        wishes.chosen(made);
        rows.fill(made);
        undoTitle.setVisible(!made.undo().isEmpty());
        String about = Messages.of("act.planned", Subtitle.about(made), made.epoch());
        if (dry) {
            subtitle.setText(Messages.of(made.blocked() ? "act.dry.no" : "act.dry.yes", about));
        } else if (!subtitle.getText().startsWith(about)) {
            subtitle.setText(about);
        }
        String typed = ActionWords.typed(made);
        Rows.text(prompt, Messages.of("act.type", typed));
        confirm.setAccessibleText(Messages.of("act.type.aloud", typed));
        if (steps.getChildren().isEmpty() || !dry) {
            StepRows.fill(steps, StepLine.of(Names.of(made), made.wish().overrides(), null, false));
        }
    }

    private void arm() {
        Plan made = plan;
        boolean open = phase == Phase.PLANNED;
        boolean ready = open && made != null && !made.blocked();
        start.setDisable(!ready || made == null || !confirm.getText().strip().equals(ActionWords.typed(made)));
        start.setAccessibleHelp(Messages.of(made != null && made.blocked() ? "act.blocked" : "act.enabled"));
        wishes.enable(open);
        for (var planner : List.of(dryRun, start, confirm, prompt)) {
            planner.setVisible(open);
            planner.setManaged(open);
        }
        boolean runs = phase == Phase.RUNNING;
        abort.setVisible(runs);
        abort.setManaged(runs);
        String late = AbortWords.refusal(progress.record(), aborting);
        abort.setDisable(late != null);
        abort.setText(AbortWords.button(progress.record()));
        abort.setAccessibleHelp(late == null ? "" : late);
        for (var words : List.of(reason, operatorLine)) {
            words.setVisible(phase != Phase.ENDED);
            words.setManaged(phase != Phase.ENDED);
        }
        close.setText(Messages.of(runs ? "act.close.on" : phase == Phase.ENDED ? "close" : "cancel"));
    }

    private void begin() {
        Plan made = plan;
        // As of now, not as of the last look: what moved since is said before anything is asked for.
        replan(Replan.LOOKED);
        if (start.isDisabled() || made == null || plan == null) {
            return;
        }
        Plan asked = plan;
        String why = reason.getText().isBlank()
                ? Messages.of("act.noreason")
                : reason.getText().strip();
        began();
        Names names = Names.of(asked);
        List<String> overrides = asked.wish().overrides();
        StepRows.fill(steps, StepLine.of(names, overrides, null, true));
        stop = actions.start(asked, why, report -> Platform.runLater(() -> reported(names, overrides, report)));
    }

    private void began() {
        phase = Phase.RUNNING;
        said("");
        reason.clear();
        reason.setPromptText(Messages.of("act.abort.reason"));
        operatorLine.setText(Messages.of("act.abort.operator", operator));
        arm();
        close.requestFocus();
    }

    private void reported(Names names, List<String> overrides, Progress report) {
        if (phase == Phase.ENDED) {
            return;
        }
        progress = progress.then(report);
        Outcome outcome = progress.outcome();
        if (progress.ended()) {
            phase = Phase.ENDED;
            said("");
        }
        List<StepLine> lines = StepLine.of(names, overrides, progress.record(), outcome == null);
        StepRows.fill(steps, lines);
        if (outcome == null) {
            box.hide();
        } else {
            Receipt made = Receipt.of(names, progress, outcome);
            box.show(made, ReceiptExport.of(made, outcome, plan, progress.record()), lines);
        }
        ActionRecord known = progress.record();
        if (known != null) {
            Rows.text(subtitle, Subtitle.under(names, known));
        }
        arm();
    }

    private void abort() {
        ActionRecord record = progress.record();
        if (record == null || abort.isDisabled()) {
            return;
        }
        aborting = true;
        arm();
        said(Messages.of("act.aborting", operator));
        var _ = actions.abort(group, record.request().id(), reason.getText().strip())
                .thenAccept(answer -> Platform.runLater(() -> {
                    aborting = answer.asked();
                    said(answer.asked() ? Messages.of("act.abort.asked") : answer.says());
                    arm();
                }));
    }
}
