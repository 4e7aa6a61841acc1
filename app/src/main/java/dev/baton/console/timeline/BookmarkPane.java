package dev.baton.console.timeline;

import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Words;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Names the shown instant, and goes back to those that were named. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class BookmarkPane {
    private static final int MAX_NAME = 60;

    @FXML
    private Label instant;

    @FXML
    private TextField name;

    @FXML
    private Button add;

    @FXML
    private ListView<Bookmark> list;

    private final Parent root;
    private final Navigation navigation;
    private final Consumer<Bookmark> jump;
    private final String suggested;

    /** @param jump goes to a bookmark and closes this */
    public BookmarkPane(Navigation navigation, Consumer<Bookmark> jump) {
        this.navigation = navigation;
        this.jump = jump;
        root = Fxml.load("bookmarks", this);
        suggested = Words.clockTenths(navigation.atMillis());
        instant.setText("Bookmark " + suggested);
        list.setCellFactory(view -> new Cell());
        list.getItems().setAll(navigation.bookmarks());
        add.setOnAction(e -> add());
        name.setOnAction(e -> add());
        list.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                jump();
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    }

    public Parent root() {
        return root;
    }

    public void focus() {
        name.requestFocus();
    }

    private void add() {
        String wanted = name.getText().strip();
        String chosen = wanted.isEmpty() ? suggested : wanted;
        navigation.bookmark(chosen.length() > MAX_NAME ? chosen.substring(0, MAX_NAME) : chosen);
        name.clear();
        list.getItems().setAll(navigation.bookmarks());
        list.getSelectionModel().selectFirst();
        list.requestFocus();
    }

    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            jump();
        } else if (event.getCode() == KeyCode.DELETE) {
            Bookmark chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                navigation.forget(chosen);
                list.getItems().remove(chosen);
            }
        } else {
            return;
        }
        event.consume();
    }

    private void jump() {
        Bookmark chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            jump.accept(chosen);
        }
    }

    private static final class Cell extends ListCell<Bookmark> {
        @Override
        protected void updateItem(Bookmark bookmark, boolean empty) {
            super.updateItem(bookmark, empty);
            String text = empty || bookmark == null
                    ? ""
                    : bookmark.name() + " · " + bookmark.group() + " · " + Words.clockTenths(bookmark.atMillis());
            setText(text);
            setAccessibleText(text);
        }
    }
}
