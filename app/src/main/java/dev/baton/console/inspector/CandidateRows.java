package dev.baton.console.inspector;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

/** The candidates with their reasons: labels in a grid, kept from one showing to the next. JavaFX thread only. */
final class CandidateRows {
    private record Line(Label name, Label reason) {}

    private final GridPane grid;
    private final List<Line> lines = new ArrayList<>();

    CandidateRows(GridPane grid) {
        this.grid = grid;
    }

    void fill(List<Readiness.Candidate> candidates) {
        while (lines.size() > candidates.size()) {
            Line gone = lines.removeLast();
            grid.getChildren().removeAll(gone.name(), gone.reason());
        }
        for (int i = 0; i < candidates.size(); i++) {
            if (i == lines.size()) {
                Line line = new Line(Rows.label("", "cell"), Rows.label("", "cell"));
                grid.addRow(i, line.name(), line.reason());
                lines.add(line);
            }
            Readiness.Candidate candidate = candidates.get(i);
            Line line = lines.get(i);
            Rows.text(line.name(), candidate.name());
            Rows.text(
                    line.reason(),
                    Messages.of(
                            candidate.would() ? "inspect.sign.would" : "inspect.sign.wouldnot", candidate.reason()));
            Rows.tone(line.reason(), candidate.tone());
            line.name()
                    .setAccessibleText(Messages.of(
                            candidate.would() ? "inspect.would" : "inspect.wouldnot",
                            candidate.name(),
                            candidate.reason()));
        }
    }
}
