package dev.baton.console.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What can be said of any screen: nothing is cut off, nothing leaves its room, nothing is mute. JavaFX thread. */
final class Structure {
    private Structure() {}

    /** Labels whole, and every visible node within its parent. */
    static void inside(Parent parent, List<String> wrong) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (!child.isVisible() || child.getParent() == null || child instanceof Canvas) {
                continue;
            }
            // Without the shadow of a dialog, which may fall outside.
            Bounds bounds = child.localToParent(child.getLayoutBounds());
            Bounds room = parent.getLayoutBounds();
            boolean scrolls = parent.getStyleClass().contains("viewport")
                    || (parent.getParent() != null
                            && parent.getParent().getStyleClass().contains("viewport"))
                    || parent.getStyleClass().contains("sheet")
                    || parent.getStyleClass().contains("column-header-background")
                    || parent.getStyleClass().contains("clipped-container");
            boolean text = parent instanceof Label || parent instanceof ButtonBase;
            if (!scrolls
                    && !text
                    && child.isManaged()
                    && (bounds.getMaxX() > room.getMaxX() + 2 || bounds.getMaxY() > room.getMaxY() + 2)) {
                wrong.add(name(child) + " " + bounds + " leaves " + name(parent) + " " + room);
            }
            if (child instanceof Label label
                    && label.isManaged()
                    && !label.getText().isEmpty()) {
                double needed = label.isWrapText() ? 0 : label.prefWidth(-1);
                if (label.getWidth() + 1 < needed) {
                    wrong.add("cut off: '" + label.getText() + "' has " + label.getWidth() + " of " + needed);
                }
                if (label.getHeight() + 1 < label.prefHeight(label.getWidth())) {
                    wrong.add("cut off in height: '" + label.getText() + "'");
                }
            }
            if (child instanceof Parent inner) {
                inside(inner, wrong);
            }
        }
    }

    /** Whole texts of buttons, and no two neighbours of a row, column or grid over each other. */
    static void apart(Parent parent, List<String> wrong) {
        boolean laidOut = parent instanceof HBox
                || parent instanceof VBox
                || parent instanceof GridPane
                || parent instanceof BorderPane;
        List<Node> seen = new ArrayList<>();
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (!child.isVisible() || !child.isManaged()) {
                continue;
            }
            if (child instanceof ButtonBase button
                    && button.getText() != null
                    && !button.getText().isEmpty()
                    && !button.isWrapText()
                    && button.getWidth() + 1 < button.prefWidth(-1)) {
                wrong.add("cut off: button '" + button.getText() + "' has " + button.getWidth() + " of "
                        + button.prefWidth(-1));
            }
            if (laidOut) {
                Bounds mine = child.localToParent(child.getLayoutBounds());
                for (Node other : seen) {
                    Bounds its = other.localToParent(other.getLayoutBounds());
                    double across = Math.min(mine.getMaxX(), its.getMaxX()) - Math.max(mine.getMinX(), its.getMinX());
                    double down = Math.min(mine.getMaxY(), its.getMaxY()) - Math.max(mine.getMinY(), its.getMinY());
                    if (across > 1 && down > 1) {
                        wrong.add(name(child) + " " + mine + " lies over " + name(other) + " " + its);
                    }
                }
                seen.add(child);
            }
            if (child instanceof Parent inner && !(child instanceof VirtualFlow)) {
                apart(inner, wrong);
            }
        }
    }

    /** Every control that can have the focus has a name: a text of its own, or one for a screen reader. */
    static void aloud(Parent parent, List<String> mute) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            boolean control = child instanceof ButtonBase
                    || child instanceof TextInputControl
                    || child instanceof ListView
                    || child instanceof TableView
                    || child instanceof ComboBoxBase
                    || child.isFocusTraversable();
            String text = child.getAccessibleText();
            boolean worded = child instanceof Labeled labeled
                    && labeled.getText() != null
                    && !labeled.getText().isBlank();
            if (control && (text == null || text.isBlank()) && !worded) {
                mute.add(name(child));
            }
            // What a control is made of is the control's own.
            if (child instanceof Parent inner && !(control && child instanceof javafx.scene.control.Control)) {
                aloud(inner, mute);
            }
        }
    }

    private static String name(Node node) {
        return node.getClass().getSimpleName() + "#" + node.getId() + node.getStyleClass();
    }
}
