package dev.baton.console.theme;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Small pieces that several screens are made of. JavaFX thread. */
public final class Rows {
    private Rows() {}

    /** A label that wraps rather than hides. */
    public static Label label(String text, String... classes) {
        Label label = new Label(text);
        label.getStyleClass().addAll(classes);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** A label that keeps its whole width on one line. */
    public static Label fixed(String text, String... classes) {
        Label label = new Label(text);
        label.getStyleClass().addAll(classes);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /** Sign, text that may wrap, value at the right. */
    public static HBox row(Node sign, Label text, Node value) {
        HBox row = new HBox(8, sign, text, value);
        row.getStyleClass().add("row");
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMaxWidth(Double.MAX_VALUE);
        return row;
    }

    /** Sets the tone of a label, taking the one before away. */
    public static void tone(Node node, Tone tone) {
        if (!node.getStyleClass().contains(tone.styleClass())) {
            node.getStyleClass().removeIf(name -> name.startsWith("tone-"));
            node.getStyleClass().add(tone.styleClass());
        }
    }

    /** Sets the text where it differs, so that nothing is laid out again for nothing. */
    public static void text(Label label, String text) {
        if (!text.equals(label.getText())) {
            label.setText(text);
        }
    }
}
