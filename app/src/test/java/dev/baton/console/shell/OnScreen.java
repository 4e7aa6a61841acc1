package dev.baton.console.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;

/** Everything that a screen says to an eye, to a screen reader or to a clipboard, what is hidden included. JavaFX thread. */
final class OnScreen {
    private OnScreen() {}

    static List<String> texts(Node node) {
        List<String> all = new ArrayList<>();
        add(node, all);
        return all;
    }

    private static void add(Node node, List<String> all) {
        all.add(String.valueOf(node.getAccessibleText()));
        all.add(String.valueOf(node.getAccessibleHelp()));
        if (node instanceof Labeled labeled) {
            all.add(String.valueOf(labeled.getText()));
        }
        if (node instanceof Text text) {
            all.add(text.getText());
        }
        // Of a password field too: what was typed there is to be gone once it was taken.
        if (node instanceof TextInputControl input) {
            all.add(String.valueOf(input.getText()));
            all.add(String.valueOf(input.getPromptText()));
        }
        if (node instanceof ListView<?> list) {
            list.getItems().forEach(item -> all.add(String.valueOf(item)));
        }
        if (node instanceof Control control) {
            Tooltip tooltip = control.getTooltip();
            all.add(tooltip == null ? "" : tooltip.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> add(child, all));
        }
    }
}
