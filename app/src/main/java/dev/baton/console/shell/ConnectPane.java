package dev.baton.console.shell;

import dev.baton.console.connect.ClusterCheck;
import dev.baton.console.connect.Profiles;
import dev.baton.console.connect.TargetException;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** The profiles of clusters: add, edit, remove, test, show. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
final class ConnectPane {
    @FXML
    private ListView<String> profiles;

    @FXML
    private TextField name;

    @FXML
    private TextField store;

    @FXML
    private TextField kafka;

    @FXML
    private VBox findings;

    @FXML
    private Label kept;

    @FXML
    private Button add;

    @FXML
    private Button remove;

    @FXML
    private Button save;

    @FXML
    private Button test;

    @FXML
    private Button showCluster;

    @FXML
    private Button close;

    private final Parent root;
    private final Clusters clusters;
    private final Predicate<String> opened;
    private final Consumer<String> shown;
    /** Pressed once: what the second press removes. */
    private String removing = "";
    /** The check whose answer is waited for; an older one's answer is of no interest. */
    private int asked;

    /**
     * @param opened whether that profile's cluster is connected
     * @param shown shows a profile's cluster
     */
    ConnectPane(Clusters clusters, Predicate<String> opened, Consumer<String> shown, Runnable onClose) {
        this.clusters = clusters;
        this.opened = opened;
        this.shown = shown;
        root = Fxml.load("connect", this);
        profiles.setCellFactory(view -> new Cell());
        profiles.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> edit(is == null ? "" : is));
        add.setOnAction(e -> {
            profiles.getSelectionModel().clearSelection();
            edit("");
            name.requestFocus();
        });
        remove.setOnAction(e -> remove());
        save.setOnAction(e -> kept());
        test.setOnAction(e -> test());
        showCluster.setOnAction(e -> show());
        close.setOnAction(e -> onClose.run());
        kept.setText(Messages.of("connect.kept", ConsoleWindow.MOST_OPEN));
        fill("");
    }

    Parent root() {
        return root;
    }

    void focus() {
        if (profiles.getItems().isEmpty()) {
            name.requestFocus();
        } else {
            profiles.requestFocus();
        }
    }

    private void fill(String chosen) {
        List<String> names = clusters.profiles().names();
        profiles.getItems().setAll(names);
        if (names.contains(chosen)) {
            profiles.getSelectionModel().select(chosen);
        } else {
            profiles.getSelectionModel().selectFirst();
        }
        String selected = profiles.getSelectionModel().getSelectedItem();
        edit(selected == null ? "" : selected);
    }

    private void edit(String profile) {
        removing = "";
        remove.setText(Messages.of("connect.remove"));
        remove.setDisable(profile.isEmpty());
        say();
        name.setText(profile);
        store.clear();
        kafka.clear();
        if (profile.isEmpty()) {
            return;
        }
        try {
            Profiles.Profile read = clusters.profiles().read(profile);
            store.setText(read.connect());
            kafka.setText(read.kafka() == null ? "" : read.kafka());
        } catch (TargetException bad) {
            wrong(bad);
        }
    }

    /** Whether what is in the fields is in a file now; else it was said why not. */
    private boolean kept() {
        String wanted = name.getText().strip();
        try {
            Profiles.Profile before =
                    clusters.profiles().has(wanted) ? clusters.profiles().read(wanted) : null;
            String telemetry = before == null || before.kafka() == null ? "" : before.kafka();
            if (before != null
                    && before.connect().equals(store.getText().strip())
                    && telemetry.equals(kafka.getText().strip())) {
                return true;
            }
        } catch (TargetException broken) {
            // It is replaced by what is in the fields.
        }
        try {
            clusters.profiles().write(wanted, store.getText(), kafka.getText());
        } catch (TargetException bad) {
            wrong(bad);
            return false;
        }
        fill(wanted);
        say(Rows.label(Messages.of(opened.test(wanted) ? "connect.saved.later" : "connect.saved", wanted)));
        return true;
    }

    private void remove() {
        String profile = profiles.getSelectionModel().getSelectedItem();
        if (profile == null) {
            return;
        }
        if (!profile.equals(removing)) {
            removing = profile;
            remove.setText(Messages.of("connect.really", profile));
            return;
        }
        try {
            clusters.profiles().remove(profile);
            fill("");
        } catch (TargetException bad) {
            wrong(bad);
        }
    }

    private void test() {
        if (!kept()) {
            return;
        }
        say(Rows.label(Messages.of("connect.testing"), "muted"));
        int mine = asked;
        test.setDisable(true);
        try {
            clusters.check(name.getText().strip())
                    .whenComplete((found, failed) -> Platform.runLater(() -> {
                        test.setDisable(false);
                        if (mine == asked && found != null) {
                            say(found.stream().map(ConnectPane::row).toArray(Node[]::new));
                        }
                    }));
        } catch (TargetException bad) {
            test.setDisable(false);
            wrong(bad);
        }
    }

    private void show() {
        if (kept()) {
            shown.accept(name.getText().strip());
        }
    }

    /** What kept the cluster from being shown. */
    void wrong(TargetException bad) {
        say(Rows.label(String.valueOf(bad.getMessage()), "tone-bad"));
    }

    private void say(Node... lines) {
        asked++;
        findings.getChildren().setAll(lines);
    }

    private static Node row(ClusterCheck.Finding finding) {
        String words = finding.expected().isEmpty()
                ? finding.actual()
                : Messages.of("connect.finding", finding.expected(), finding.actual());
        String key =
                switch (finding.level()) {
                    case OK -> "finding.ok";
                    case NOTE -> "finding.note";
                    case WRONG -> "finding.wrong";
                };
        String found = Messages.of(key, finding.subject(), words);
        String text = finding.todo().isEmpty() ? found : Messages.of("finding.todo", found, finding.todo());
        String tone =
                switch (finding.level()) {
                    case OK -> "tone-ok";
                    case NOTE -> "muted";
                    case WRONG -> "tone-bad";
                };
        return Rows.label(text, tone, "finding");
    }

    private final class Cell extends ListCell<String> {
        @Override
        protected void updateItem(String profile, boolean empty) {
            super.updateItem(profile, empty);
            String words = empty || profile == null
                    ? ""
                    : opened.test(profile) ? Messages.of("connect.opened", profile) : profile;
            setText(words);
            setAccessibleText(words);
        }
    }
}
