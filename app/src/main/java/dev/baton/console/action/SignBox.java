package dev.baton.console.action;

import dev.baton.console.identity.Identity;
import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.KeyHolder;
import dev.baton.console.identity.Standing;
import dev.baton.console.identity.Typed;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Words;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;

/** Who signs, and the passphrase of their key where it was not given yet in this session. JavaFX thread only. */
final class SignBox {
    private final Identity identity;
    private final Runnable onChange;
    private final Node box;
    private final Label key;
    private final PasswordField passphrase;
    private final CheckBox remember;
    private boolean working;

    SignBox(Parent root, Identity identity, Runnable onChange) {
        this.identity = identity;
        this.onChange = onChange;
        box = Objects.requireNonNull(root.lookup("#signing"));
        key = (Label) Objects.requireNonNull(root.lookup("#keyLine"));
        passphrase = (PasswordField) Objects.requireNonNull(root.lookup("#passphrase"));
        remember = (CheckBox) Objects.requireNonNull(root.lookup("#rememberPassphrase"));
        KeyHolder holder = identity.holder();
        boolean keyring = holder != null && holder.keyring().there();
        remember.setVisible(keyring);
        remember.setManaged(keyring);
        passphrase.textProperty().addListener((o, was, is) -> onChange.run());
        if (holder != null && holder.unasked() && identity.standing().locked()) {
            aside(() -> {
                boolean opened = holder.unlockUnasked();
                Platform.runLater(() -> {
                    if (opened) {
                        onChange.run();
                    }
                });
            });
        }
    }

    private static void aside(Runnable work) {
        Thread.ofPlatform().daemon().name("baton-key").start(work);
    }

    /** Whether nothing is missing to sign, or nothing is signed here. */
    boolean ready() {
        return !working && (!identity.standing().locked() || passphrase.getLength() > 0);
    }

    /** "Signed as alice, operator"; where nothing is signed, who asks. */
    String who() {
        Standing now = identity.standing();
        return now.role() == null
                ? Messages.of("act.operator", now.name())
                : Messages.of("act.signed", now.name(), Words.lower(now.role()));
    }

    void show(ActionCourse.Phase phase) {
        Standing now = identity.standing();
        boolean asks = now.locked() && phase != ActionCourse.Phase.ENDED;
        box.setVisible(asks);
        box.setManaged(asks);
        passphrase.setDisable(working);
        KeyFace face = now.role() == null || phase == ActionCourse.Phase.ENDED ? null : now.key();
        key.setVisible(face != null);
        key.setManaged(face != null);
        Rows.text(key, face == null ? "" : Messages.of("act.key", KeyFace.shortened(face.keyId())));
    }

    /** Unlocks the key where it is locked, and then does that; {@code wrong} is told why not. */
    void unlocked(Runnable then, Consumer<String> wrong) {
        KeyHolder holder = identity.holder();
        if (holder == null || !identity.standing().locked()) {
            then.run();
            return;
        }
        char[] typed = Typed.taken(passphrase.getCharacters());
        boolean keep = remember.isSelected();
        working = true;
        passphrase.clear();
        onChange.run();
        aside(() -> {
            String problem = "";
            try {
                var _ = holder.unlock(typed, keep);
            } catch (IOException bad) {
                problem = String.valueOf(bad.getMessage());
            } finally {
                Arrays.fill(typed, '\0');
            }
            String why = problem;
            Platform.runLater(() -> {
                working = false;
                if (why.isEmpty()) {
                    then.run();
                } else {
                    wrong.accept(why);
                    passphrase.requestFocus();
                }
                onChange.run();
            });
        });
    }
}
