package dev.baton.console.shell;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** One dialog over the main window, which is disabled meanwhile: keys and clicks cannot reach what is behind. JavaFX thread only. */
final class Overlay {
    private final StackPane layer = new StackPane();
    private final Node behind;
    private @Nullable Node focusBefore;
    private Runnable hidden = () -> {};

    Overlay(Node behind) {
        this.behind = behind;
        layer.getStyleClass().add("scrim");
        layer.setVisible(false);
        layer.setManaged(false);
    }

    Node node() {
        return layer;
    }

    boolean open() {
        return layer.isVisible();
    }

    /** Whether that dialog is the one shown. */
    boolean shows(Parent dialog) {
        return open() && layer.getChildren().contains(dialog);
    }

    void show(Parent dialog, Runnable focus) {
        show(dialog, focus, () -> {});
    }

    /** {@code gone} is called once, when the dialog is shown no more. */
    void show(Parent dialog, Runnable focus, Runnable gone) {
        left();
        hidden = gone;
        if (!open()) {
            focusBefore = layer.getScene() == null ? null : layer.getScene().getFocusOwner();
        }
        behind.setDisable(true);
        layer.getChildren().setAll(dialog);
        layer.setManaged(true);
        layer.setVisible(true);
        focus.run();
    }

    void hide() {
        left();
        layer.setVisible(false);
        layer.setManaged(false);
        layer.getChildren().clear();
        behind.setDisable(false);
        if (focusBefore != null) {
            focusBefore.requestFocus();
        }
    }

    private void left() {
        Runnable before = hidden;
        hidden = () -> {};
        before.run();
    }

    /** A dialog of lines, with a text that can be copied. */
    void message(String title, List<String> lines, String copied) {
        TextPane pane = new TextPane(title, lines, copied, this::hide);
        show(pane.root(), pane::focus);
    }
}
