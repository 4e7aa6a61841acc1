package dev.baton.console.shell;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Gives commands by key: none while a dialog is open or somebody types. JavaFX thread only. */
record ShellKeys(Scene scene, Overlay overlay, Commands commands) {
    void pressed(KeyEvent event) {
        if (overlay.open()) {
            if (event.getCode() == KeyCode.ESCAPE) {
                overlay.hide();
                event.consume();
            }
            return;
        }
        Node focused = scene.getFocusOwner();
        // Space presses a focused button, as everywhere.
        boolean pressing = event.getCode() == KeyCode.SPACE && focused instanceof ButtonBase;
        if (!pressing && !(focused instanceof TextInputControl) && commands.give(event)) {
            event.consume();
        }
    }
}
