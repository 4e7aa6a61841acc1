package dev.baton.console.alert;

import dev.baton.console.model.AlertEntry;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.model.GroupId;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All alerts that are remembered, and everything about the chosen one. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class AlertListPane {
    private static final long DETAILS_MILLIS = 1_000;

    @FXML
    private Label count;

    @FXML
    private ListView<AlertRow> list;

    @FXML
    private VBox details;

    @FXML
    private CheckBox desktop;

    @FXML
    private CheckBox sound;

    @FXML
    private Label switches;

    @FXML
    private Button show;

    @FXML
    private Button copy;

    @FXML
    private Button acknowledge;

    @FXML
    private Button close;

    private final Parent root;
    private final Actions actions;
    private List<AlertEntry> entries = List.of();
    private long nowMillis;
    private long detailsAt = -1;
    private String detailsOf = "";
    private boolean filling;

    /** What the pane may ask for. */
    public interface Actions {
        void acknowledge(AlertEntry entry);

        /** Why who looks may not acknowledge it; null where they may. */
        @Nullable
        String refusal(AlertEntry entry);

        void show(GroupId group);

        void close();

        /** Tries to turn desktop notifications on or off; what keeps it from that, or an empty text. */
        String desktop(boolean on);

        /** The same for the sound. */
        String sound(boolean on);

        boolean desktopOn();

        boolean soundOn();
    }

    public AlertListPane(Actions actions) {
        this.actions = actions;
        root = Fxml.load("alerts", this);
        list.setCellFactory(view -> new AlertCell());
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (!filling) {
                details(true);
            }
        });
        list.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER && !acknowledge.isDisabled()) {
                acknowledge.fire();
                e.consume();
            }
        });
        desktop.setOnAction(e -> switched(actions.desktop(desktop.isSelected())));
        sound.setOnAction(e -> switched(actions.sound(sound.isSelected())));
        switched("");
        acknowledge.setOnAction(e -> {
            AlertEntry entry = chosen();
            if (entry != null) {
                actions.acknowledge(entry);
            }
        });
        show.setOnAction(e -> {
            AlertEntry entry = chosen();
            GroupId group = entry == null ? null : group(entry);
            if (group != null) {
                actions.show(group);
            }
        });
        copy.setOnAction(e -> {
            AlertEntry entry = chosen();
            if (entry != null) {
                ClipboardContent content = new ClipboardContent();
                content.putString(AlertDetails.of(entry, nowMillis).copied());
                Clipboard.getSystemClipboard().setContent(content);
            }
        });
        close.setOnAction(e -> actions.close());
    }

    public Parent root() {
        return root;
    }

    public void focus() {
        list.requestFocus();
    }

    /** Chooses the alert with that id, where there is one. */
    public void choose(String id) {
        for (int i = 0; i < list.getItems().size(); i++) {
            if (list.getItems().get(i).id().equals(id)) {
                list.getSelectionModel().select(i);
                list.scrollTo(i);
            }
        }
    }

    /** What is remembered now, in order. */
    public void show(List<AlertEntry> shown, long now) {
        entries = shown;
        nowMillis = now;
        List<AlertRow> rows = AlertRow.of(shown);
        if (!rows.equals(list.getItems())) {
            AlertRow before = list.getSelectionModel().getSelectedItem();
            filling = true;
            list.getItems().setAll(rows);
            if (before != null) {
                choose(before.id());
            }
            filling = false;
        }
        if (list.getSelectionModel().isEmpty() && !rows.isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
        long open = shown.stream()
                .filter(entry -> entry.state() != AlertEntry.State.ACKNOWLEDGED)
                .count();
        Rows.text(
                count,
                rows.isEmpty() ? Messages.of("alert.count.none") : Messages.of("alert.count", open, rows.size()));
        details(false);
    }

    private @Nullable AlertEntry chosen() {
        AlertRow row = list.getSelectionModel().getSelectedItem();
        return row == null
                ? null
                : entries.stream()
                        .filter(e -> e.id().equals(row.id()))
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable GroupId group(AlertEntry entry) {
        return entry.alert().group() == null
                ? entry.alert().home()
                : entry.alert().group();
    }

    /** Ages go on in the details: once a second is enough to read. */
    private void details(boolean atOnce) {
        AlertEntry entry = chosen();
        String refusal = entry == null ? null : actions.refusal(entry);
        String key = entry == null ? "" : entry.id() + entry.state() + entry.times() + refusal;
        if (!atOnce && key.equals(detailsOf) && nowMillis - detailsAt < DETAILS_MILLIS) {
            return;
        }
        detailsAt = nowMillis;
        detailsOf = key;
        boolean done = entry != null && entry.state() == AlertEntry.State.ACKNOWLEDGED;
        acknowledge.setDisable(entry == null || done || refusal != null);
        acknowledge.setAccessibleHelp(done || refusal == null ? "" : refusal);
        copy.setDisable(entry == null);
        show.setDisable(entry == null || group(entry) == null);
        details.getChildren().clear();
        if (entry == null) {
            details.getChildren().add(Rows.label(Messages.of("alert.nothing"), "muted"));
            return;
        }
        AlertDetails all = AlertDetails.of(entry, nowMillis);
        details.getChildren()
                .addAll(
                        Rows.label(all.headline(), "alert-title"),
                        Rows.label(all.text()),
                        Rows.label(all.state(), "muted", "small"));
        if (refusal != null && !done) {
            details.getChildren().add(Rows.label(Messages.of("alerts.off", refusal), "tone-warn", "small"));
        }
        details.getChildren()
                .addAll(
                        Rows.label(Messages.of("alert.safe"), "heading", "apart"),
                        Rows.label(Messages.of("alert.safe.line", all.guidance().safe()), "alert-safe"),
                        Rows.label(Messages.of("alert.unsafe"), "heading", "apart"),
                        Rows.label(
                                Messages.of("alert.unsafe.line", all.guidance().unsafe()), "alert-unsafe"),
                        Rows.label(Messages.of("alert.who"), "heading", "apart"));
        all.evidence().forEach(line -> details.getChildren()
                .add(Rows.label(Messages.of("alert.line", line), "mono", "alert-line")));
        if (all.underCount() > 0) {
            details.getChildren().add(Rows.label(Messages.of("alert.under", all.underCount()), "heading", "apart"));
            all.under().forEach(line -> details.getChildren()
                    .add(Rows.label(Messages.of("alert.line", line), "alert-line")));
        }
    }

    /** A switch stands as it is, not as it was clicked. */
    private void switched(String problem) {
        desktop.setSelected(actions.desktopOn());
        sound.setSelected(actions.soundOn());
        Rows.text(switches, problem);
    }
}
