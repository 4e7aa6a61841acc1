package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/** What is said to the operator, and what the operator gives as the reason: of the start, later of an abort. JavaFX thread only. */
final class ReasonBox {
    private final String operator;
    private final Label moved;
    private final TextField reason;
    private final Label operatorLine;
    private boolean began;
    private boolean given;

    ReasonBox(Parent root, String operator) {
        this.operator = operator;
        moved = (Label) Objects.requireNonNull(root.lookup("#moved"));
        reason = (TextField) Objects.requireNonNull(root.lookup("#reason"));
        operatorLine = (Label) Objects.requireNonNull(root.lookup("#operatorLine"));
        operatorLine.setText(Messages.of("act.operator", operator));
    }

    /** Who signs, once that is told. */
    void signedBy(String words) {
        if (!began) {
            Rows.text(operatorLine, words);
        }
    }

    /** Nothing is asked for before it began: the one who asked gave the reason. */
    void given() {
        given = true;
    }

    /** As it was typed; may be empty. */
    String reason() {
        return reason.getText().strip();
    }

    /** From here on it asks for the reason of an abort. */
    void began() {
        began = true;
        reason.clear();
        reason.setPromptText(Messages.of("act.abort.reason"));
        operatorLine.setText(Messages.of("act.abort.operator", operator));
    }

    void show(ActionCourse course) {
        Rows.text(moved, course.said());
        shown(moved, !course.said().isEmpty());
        boolean asks = course.phase() != ActionCourse.Phase.ENDED;
        shown(reason, asks && (began || !given));
        shown(operatorLine, asks);
    }

    private static void shown(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
