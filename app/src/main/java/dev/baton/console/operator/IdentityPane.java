package dev.baton.console.operator;

import dev.baton.console.identity.Identity;
import dev.baton.console.identity.KeyHolder;
import dev.baton.console.identity.Standing;
import dev.baton.console.identity.Typed;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import java.util.EnumMap;
import java.util.Map;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Who I am here, and my key: unlock, create, import, replace it. JavaFX thread only; what takes long is done beside it. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class IdentityPane {
    @FXML
    private Label person;

    @FXML
    private Label state;

    @FXML
    private Label file;

    @FXML
    private HBox tasks;

    @FXML
    private VBox form;

    @FXML
    private Label hint;

    @FXML
    private Label nameLabel;

    @FXML
    private TextField name;

    @FXML
    private TextField from;

    @FXML
    private PasswordField passphrase;

    @FXML
    private PasswordField fresh;

    @FXML
    private PasswordField again;

    @FXML
    private Label weak;

    @FXML
    private CheckBox remember;

    @FXML
    private Label outcome;

    @FXML
    private Button lock;

    @FXML
    private Button close;

    @FXML
    private Button confirm;

    private final Parent root;
    private final Identity identity;
    private final ChosenPassphrase chosen;
    private final KeySection key;
    private final Map<KeyTask, ToggleButton> toggles = new EnumMap<>(KeyTask.class);
    private final ToggleGroup group = new ToggleGroup();
    private @Nullable KeyTask task;
    private boolean working;
    private @Nullable Standing shown;
    private boolean taken;

    public IdentityPane(Identity identity, Runnable onClose) {
        this.identity = identity;
        root = Fxml.load("identity", this);
        chosen = new ChosenPassphrase(fresh, again);
        key = new KeySection(root, identity);
        name.setText(identity.standing().name());
        for (KeyTask each : KeyTask.values()) {
            ToggleButton button = new ToggleButton(Messages.of(each.title()));
            button.setId(each.id());
            button.setToggleGroup(group);
            button.setOnAction(e -> choose(each));
            button.getStyleClass().add("mini");
            toggles.put(each, button);
            tasks.getChildren().add(button);
        }
        for (TextField field : new TextField[] {name, from, passphrase, fresh, again}) {
            field.textProperty().addListener((o, was, is) -> arm());
            field.setOnAction(e -> confirm.fire());
        }
        lock.setOnAction(e -> {
            KeyHolder holder = identity.holder();
            if (holder != null) {
                holder.lock();
                begin();
            }
        });
        close.setOnAction(e -> onClose.run());
        confirm.setOnAction(e -> work());
        KeyHolder holder = identity.holder();
        boolean keyring = holder != null && holder.keyring().there();
        shown(remember, keyring);
        begin();
    }

    public Parent root() {
        return root;
    }

    /** Where the keyboard goes first. */
    public void focus() {
        for (Node field : new Node[] {passphrase, name, from, fresh}) {
            if (field.isVisible() && field.getParent().isVisible()) {
                field.requestFocus();
                return;
            }
        }
        close.requestFocus();
    }

    /** Looks again: the cluster may know the key by now. What is being typed stays. */
    public void look() {
        if (!identity.standing().equals(shown) || key.taken() != taken) {
            show();
            arm();
        }
    }

    /** What makes the most sense first. */
    private void begin() {
        key.show(identity.standing());
        taken = key.taken();
        KeyTask first = taken ? KeyTask.ROTATE : null;
        for (KeyTask each : new KeyTask[] {KeyTask.UNLOCK, KeyTask.CREATE}) {
            first = first == null && each.offered(identity, taken) ? each : first;
        }
        choose(first);
    }

    private void choose(@Nullable KeyTask wanted) {
        task = wanted;
        group.selectToggle(wanted == null ? null : toggles.get(wanted));
        Rows.text(outcome, "");
        show();
        arm();
    }

    private void show() {
        Standing now = identity.standing();
        shown = now;
        KeyHolder holder = identity.holder();
        Rows.text(person, WhoWords.person(now));
        Rows.text(state, WhoWords.state(now));
        Rows.text(file, holder == null ? "" : Messages.of("who.file", holder.path()));
        key.show(now);
        taken = key.taken();
        toggles.forEach((each, button) -> shown(button, each.offered(identity, taken)));
        shown(tasks, toggles.values().stream().anyMatch(Node::isVisible));
        shown(lock, now.state() == Standing.State.UNLOCKED);
        fields();
    }

    private void fields() {
        KeyTask now = task;
        shown(form, now != null);
        if (now == null) {
            return;
        }
        Rows.text(hint, Messages.of(now.hint(identity.standing())));
        shown(nameLabel, now.makes());
        shown(name, now.makes());
        shown(from, now == KeyTask.IMPORT);
        shown(passphrase, now != KeyTask.CREATE);
        shown(fresh, now.fresh());
        shown(again, now.fresh());
        KeyHolder holder = identity.holder();
        shown(
                remember,
                now != KeyTask.ROTATE && holder != null && holder.keyring().there());
    }

    private void arm() {
        KeyTask now = task;
        boolean typed = now != null
                && (!passphrase.isVisible() || passphrase.getLength() > 0)
                && (!fresh.isVisible() || fresh.getLength() > 0)
                && (!from.isVisible() || !from.getText().isBlank())
                && (!name.isVisible() || !name.getText().isBlank());
        shown(confirm, now != null);
        if (now != null) {
            confirm.setText(Messages.of(now.title()));
        }
        confirm.setDisable(!typed || working || (now != null && now.fresh() && !chosen.same()));
        String remark = now != null && now.fresh() ? chosen.remark() : "";
        Rows.text(weak, remark);
        shown(weak, !remark.isEmpty());
    }

    private void work() {
        KeyTask now = task;
        KeyHolder holder = identity.holder();
        if (now == null || holder == null || confirm.isDisabled()) {
            return;
        }
        char[] old = Typed.taken(passphrase.getCharacters());
        char[] made = Typed.taken(fresh.getCharacters());
        KeyWork work =
                new KeyWork(identity, holder, now, name.getText().strip(), from.getText(), remember.isSelected());
        passphrase.clear();
        fresh.clear();
        again.clear();
        working = true;
        Rows.text(outcome, Messages.of("who.working"));
        arm();
        Thread.ofPlatform().daemon().name("baton-key").start(() -> {
            KeyWork.Told told = work.run(old, made);
            Platform.runLater(() -> {
                working = false;
                if (told.done()) {
                    begin();
                }
                Rows.text(outcome, told.words());
                arm();
                focus();
            });
        });
    }

    private static void shown(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
