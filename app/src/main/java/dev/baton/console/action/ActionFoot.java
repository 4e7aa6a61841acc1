package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.model.ActionKind;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/** The foot of the dialog: the typed confirmation and the buttons, each armed as far as the action is. JavaFX thread only. */
final class ActionFoot {
    private final ActionCourse course;
    private final BooleanSupplier signs;
    private final boolean approves;
    private final Label prompt;
    private final TextField confirm;
    private final Button dryRun;
    private final Button abort;
    private final Button start;
    private final Button close;

    /**
     * Of an action of that kind.
     *
     * @param approves whether it is signed as the second operator, and not started
     * @param signs whether what is needed to sign is there, or nothing is
     */
    ActionFoot(Parent root, ActionKind kind, boolean approves, ActionCourse course, BooleanSupplier signs) {
        this.approves = approves;
        this.course = course;
        this.signs = signs;
        prompt = (Label) in(root, "#prompt");
        confirm = (TextField) in(root, "#confirm");
        dryRun = (Button) in(root, "#dryRun");
        abort = (Button) in(root, "#abort");
        start = (Button) in(root, "#start");
        close = (Button) in(root, "#close");
        start.setText(approves ? Messages.of("act.approve") : ActionWords.start(kind));
        if (ActionWords.harms(kind)) {
            start.getStyleClass().setAll("button", "danger");
        }
        confirm.textProperty().addListener((o, was, is) -> arm());
    }

    private static Node in(Parent root, String id) {
        return Objects.requireNonNull(root.lookup(id), id);
    }

    /** By its button, or by Enter behind what was typed. */
    void onStart(Runnable does) {
        confirm.setOnAction(e -> does.run());
        start.setOnAction(e -> does.run());
    }

    void onDryRun(Runnable does) {
        dryRun.setOnAction(e -> does.run());
    }

    void onAbort(Runnable does) {
        abort.setOnAction(e -> does.run());
    }

    void onClose(Runnable does) {
        close.setOnAction(e -> does.run());
    }

    /** Says what must be typed before it starts. */
    void asks(String typed) {
        Rows.text(prompt, Messages.of(approves ? "act.type.sign" : "act.type", typed));
        confirm.setAccessibleText(Messages.of(approves ? "act.type.sign.aloud" : "act.type.aloud", typed));
    }

    /** Takes back what was typed. */
    void clear() {
        confirm.clear();
    }

    /** Whether the button that starts it would, as it was armed last. */
    boolean ready() {
        return !start.isDisabled();
    }

    void focus() {
        (course.phase() == ActionCourse.Phase.PLANNED ? confirm : close).requestFocus();
    }

    void focusAbort() {
        if (abort.isVisible() && !abort.isDisabled()) {
            abort.requestFocus();
        } else {
            focus();
        }
    }

    /** Shows and enables what the course has come to. */
    void arm() {
        Plan made = course.plan();
        ActionCourse.Phase phase = course.phase();
        start.setDisable(!course.ready(confirm.getText()) || !signs.getAsBoolean());
        start.setAccessibleHelp(Messages.of(made != null && made.blocked() ? "act.blocked" : "act.enabled"));
        for (var planner : List.of(dryRun, start, confirm, prompt)) {
            planner.setVisible(phase == ActionCourse.Phase.PLANNED);
            planner.setManaged(phase == ActionCourse.Phase.PLANNED);
        }
        abort.setVisible(phase == ActionCourse.Phase.RUNNING);
        abort.setManaged(phase == ActionCourse.Phase.RUNNING);
        String late = course.unabortable();
        abort.setDisable(late != null || !signs.getAsBoolean());
        abort.setText(AbortWords.button(course.record()));
        abort.setAccessibleHelp(late == null ? "" : late);
        close.setText(Messages.of(
                switch (phase) {
                    case PLANNED -> "cancel";
                    case RUNNING -> "act.close.on";
                    case ENDED -> "close";
                }));
    }
}
