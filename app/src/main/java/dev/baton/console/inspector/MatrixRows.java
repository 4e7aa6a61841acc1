package dev.baton.console.inspector;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

/** The who-sees-whom table: labels in a grid, kept from one showing to the next. */
final class MatrixRows {
    private record Line(Label vantage, Label reach, Label heard, Label says) {}

    private final GridPane grid;
    private final List<Line> lines = new ArrayList<>();

    MatrixRows(GridPane grid) {
        this.grid = grid;
    }

    void fill(List<Facts.Seen> rows) {
        while (lines.size() > rows.size()) {
            Line gone = lines.removeLast();
            grid.getChildren().removeAll(gone.vantage(), gone.reach(), gone.heard(), gone.says());
        }
        for (int i = 0; i < rows.size(); i++) {
            if (i == lines.size()) {
                add(i + 1);
            }
            Facts.Seen row = rows.get(i);
            Line line = lines.get(i);
            Rows.text(line.vantage(), row.vantage());
            Rows.text(line.reach(), row.reach().text());
            Rows.tone(line.reach(), row.reach().tone());
            Rows.text(line.heard(), row.heard());
            Rows.text(line.says(), row.says());
            line.vantage()
                    .setAccessibleText(Messages.of(
                            "inspect.matrix.aloud", row.vantage(), row.reach().text(), row.heard(), row.inFull()));
        }
    }

    private void add(int at) {
        Line line = new Line(
                Rows.label("", "cell"),
                Rows.fixed("", "cell"),
                Rows.fixed("", "cell", "mono", "muted"),
                Rows.label("", "cell", "muted"));
        grid.addRow(at, line.vantage(), line.reach(), line.heard(), line.says());
        lines.add(line);
    }
}
