package dev.baton.console.shell;

import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import java.util.List;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The command palette. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
final class PalettePane {
    @FXML
    private TextField query;

    @FXML
    private ListView<Command> list;

    private final Parent root;
    private final List<Command> all;
    private final Consumer<Command> picked;
    private final Runnable onClose;

    PalettePane(List<Command> all, Consumer<Command> picked, Runnable onClose) {
        this.all = List.copyOf(all);
        this.picked = picked;
        this.onClose = onClose;
        root = Fxml.load("palette", this);
        list.setCellFactory(view -> new Cell());
        list.setOnMouseClicked(e -> pick());
        query.textProperty().addListener((o, was, is) -> filter(is));
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        filter("");
    }

    /** Opens it over the window. */
    static void over(Overlay overlay, List<Command> all) {
        PalettePane pane = new PalettePane(all, Command::give, overlay::hide);
        overlay.show(pane.root(), pane::focus);
    }

    Parent root() {
        return root;
    }

    void focus() {
        query.requestFocus();
    }

    private void filter(String words) {
        list.getItems().setAll(Commands.matching(all, words));
        list.getSelectionModel().selectFirst();
    }

    private void onKey(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.ESCAPE) {
            onClose.run();
        } else if (code == KeyCode.ENTER) {
            pick();
        } else if (code == KeyCode.DOWN) {
            list.getSelectionModel().selectNext();
        } else if (code == KeyCode.UP) {
            list.getSelectionModel().selectPrevious();
        } else {
            return;
        }
        list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex()));
        event.consume();
    }

    private void pick() {
        Command command = list.getSelectionModel().getSelectedItem();
        if (command != null && command.guard().get().allowed()) {
            onClose.run();
            picked.accept(command);
        }
    }

    /** Title and shortcut; below them the reason why it is refused. */
    private static final class Cell extends ListCell<Command> {
        @Override
        protected void updateItem(Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            String refusal = command.guard().get().why();
            String keys = command.keys() == null ? "" : command.keys().getDisplayText();
            Label title = Rows.label(command.title(), refusal.isEmpty() ? "command" : "muted");
            title.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(title, Priority.ALWAYS);
            VBox row = new VBox(2, new HBox(16, title, Rows.fixed(keys, "small", "muted")));
            if (!refusal.isEmpty()) {
                row.getChildren().add(Rows.label(refusal, "small", "dim"));
            }
            setPrefWidth(0);
            setGraphic(row);
            setAccessibleText(Messages.of("palette.aloud", command.title(), refusal.isEmpty() ? keys : refusal));
        }
    }
}
