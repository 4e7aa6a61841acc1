package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Tone;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The progress as rows. */
final class StepRows {
    private StepRows() {}

    static void fill(VBox into, List<StepLine> lines) {
        into.getChildren().setAll(lines.stream().map(StepRows::row).toList());
    }

    private static HBox row(StepLine line) {
        Tone tone =
                switch (line.sign()) {
                    case DONE -> Tone.OK;
                    case RUNNING -> Tone.INFO;
                    case FAILED -> Tone.BAD;
                    case UNDONE -> Tone.WARN;
                    case WAITING -> Tone.QUIET;
                };
        boolean waiting = line.sign() == StepLine.Sign.WAITING;
        Label sign = Rows.fixed(line.sign().glyph(), "sign", tone.styleClass());
        VBox words = new VBox(Rows.label(line.title(), waiting ? "muted" : "step-title"));
        if (!line.proof().isEmpty()) {
            words.getChildren().add(Rows.label(line.proof(), "mono", "proof"));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        Label at = Rows.fixed(line.at() < 0 ? "" : Messages.of("step.at", line.at()), "mono", "muted");
        HBox row = new HBox(8, sign, words, at);
        row.getStyleClass().addAll("step", "step-" + line.sign().name().toLowerCase(Locale.ROOT));
        row.setAccessibleText(Messages.of(aloud(line.sign()), line.title(), line.proof()));
        return row;
    }

    private static String aloud(StepLine.Sign sign) {
        return switch (sign) {
            case DONE -> "step.aloud.done";
            case RUNNING -> "step.aloud.running";
            case FAILED -> "step.aloud.failed";
            case UNDONE -> "step.aloud.undone";
            case WAITING -> "step.aloud.waiting";
        };
    }
}
