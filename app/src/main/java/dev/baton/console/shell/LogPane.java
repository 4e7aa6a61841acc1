package dev.baton.console.shell;

import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import java.util.List;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Shows the console's own log: filter, copy what is selected or else all that is shown. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
final class LogPane {
    @FXML
    private TextField filter;

    @FXML
    private ListView<String> list;

    @FXML
    private Label count;

    @FXML
    private Button refresh;

    @FXML
    private Button copy;

    @FXML
    private Button close;

    private final Parent root;
    private final OwnLog log;

    LogPane(OwnLog log, Runnable onClose) {
        this.log = log;
        root = Fxml.load("log", this);
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(view -> new LogCell());
        // Where the end is, is known once there is a height.
        list.heightProperty().addListener((o, was, is) -> Platform.runLater(this::end));
        filter.textProperty().addListener((o, was, is) -> show());
        refresh.setOnAction(e -> show());
        copy.setOnAction(e -> copy());
        close.setOnAction(e -> onClose.run());
        show();
    }

    Parent root() {
        return root;
    }

    void focus() {
        filter.requestFocus();
    }

    private void show() {
        List<String> lines = log.lines(filter.getText());
        list.getItems().setAll(lines);
        count.setText(Messages.of("log.count", lines.size(), OwnLog.LINES));
        end();
    }

    private void end() {
        list.scrollTo(list.getItems().size() - 1);
    }

    private void copy() {
        List<String> chosen = list.getSelectionModel().getSelectedItems();
        ClipboardContent content = new ClipboardContent();
        content.putString(String.join("\n", chosen.isEmpty() ? list.getItems() : chosen));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
