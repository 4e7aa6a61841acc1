package dev.baton.console.shell;

import javafx.stage.Stage;

/** The smallest window that the console is designed for. */
final class SmallStage {
    private SmallStage() {}

    static void show(Stage stage, Shell shell) {
        stage.setScene(shell.scene());
        stage.setWidth(1280);
        stage.setHeight(720);
        stage.show();
        shell.refresh();
    }
}
