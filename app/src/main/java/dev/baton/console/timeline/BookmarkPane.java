package dev.baton.console.timeline;

import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Tone;
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

/** Names an instant or writes a note at it, and goes back to those that were marked so. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class BookmarkPane {
    @FXML
    private Label instant;

    @FXML
    private TextField name;

    @FXML
    private Button add;

    @FXML
    private ListView<Bookmark> list;

    @FXML
    private Label whole;

    private final Parent root;
    private final Navigation navigation;
    private final Bookmark.Kind kind;
    private final long atMillis;
    private final Consumer<Bookmark> jump;

    /**
     * @param atMillis the instant that is marked
     * @param jump goes to a bookmark and closes this
     */
    public BookmarkPane(Navigation navigation, Bookmark.Kind kind, long atMillis, Consumer<Bookmark> jump) {
        this.navigation = navigation;
        this.kind = kind;
        this.atMillis = atMillis;
        this.jump = jump;
        root = Fxml.load("bookmarks", this);
        boolean note = kind == Bookmark.Kind.NOTE;
        instant.setText(Messages.of(note ? "marks.note" : "marks.bookmark", Words.clockTenths(atMillis)));
        String prompt = Messages.of(note ? "marks.note.prompt" : "marks.bookmark.prompt");
        name.setPromptText(prompt);
        name.setAccessibleText(prompt);
        list.setCellFactory(view -> new Cell());
        list.getItems().setAll(navigation.bookmarks());
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((o, was, is) -> say(is == null ? "" : is.name(), Tone.QUIET));
        add.setOnAction(e -> add());
        name.setOnAction(e -> add());
        list.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                jump();
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        say("", Tone.QUIET);
    }

    public Parent root() {
        return root;
    }

    public void focus() {
        name.requestFocus();
    }

    private void add() {
        String wanted = name.getText().strip();
        if (wanted.isEmpty() && kind == Bookmark.Kind.NOTE) {
            say(Messages.of("marks.note.empty"), Tone.WARN);
            return;
        }
        if (!navigation.mark(kind, atMillis, wanted.isEmpty() ? Words.clockTenths(atMillis) : wanted)) {
            say(Messages.of("marks.full", Bookmark.MAX), Tone.WARN);
            return;
        }
        name.clear();
        list.getItems().setAll(navigation.bookmarks());
        list.getSelectionModel().selectFirst();
        list.requestFocus();
    }

    private void say(String words, Tone tone) {
        whole.setText(words);
        whole.setVisible(!words.isEmpty());
        whole.setManaged(!words.isEmpty());
        Rows.tone(whole, tone);
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
            String text = empty || bookmark == null ? "" : text(bookmark);
            setText(text);
            setAccessibleText(text);
        }

        private static String text(Bookmark bookmark) {
            String key =
                    switch (bookmark.kind()) {
                        case BOOKMARK -> "marks.line.bookmark";
                        case NOTE -> "marks.line.note";
                    };
            return Messages.of(key, Words.clockTenths(bookmark.atMillis()), bookmark.group(), bookmark.name());
        }
    }
}
