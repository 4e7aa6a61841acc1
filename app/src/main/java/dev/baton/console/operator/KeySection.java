package dev.baton.console.operator;

import dev.baton.console.identity.EnrolCommand;
import dev.baton.console.identity.Identity;
import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.KeyHolder;
import dev.baton.console.identity.Standing;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.model.OperatorRole;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;

/** The key, its public part, and what an admin has to run so that the cluster takes it. JavaFX thread only. */
final class KeySection {
    private final Identity identity;
    private final Label title;
    private final Node keyRow;
    private final TextField publicKey;
    private final Label hand;
    private final Node commandRow;
    private final TextField command;
    private @Nullable KeyFace waiting;

    KeySection(Parent root, Identity identity) {
        this.identity = identity;
        title = (Label) in(root, "#keyTitle");
        keyRow = in(root, "#keyRow");
        publicKey = (TextField) in(root, "#publicKey");
        hand = (Label) in(root, "#hand");
        commandRow = in(root, "#commandRow");
        command = (TextField) in(root, "#command");
        copies((Button) in(root, "#copyKey"), publicKey);
        copies((Button) in(root, "#copyCommand"), command);
    }

    private static Node in(Parent root, String id) {
        return Objects.requireNonNull(root.lookup(id), id);
    }

    private static void copies(Button button, TextField field) {
        button.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(field.getText());
            Clipboard.getSystemClipboard().setContent(content);
        });
    }

    /** Whether a new key waits that the cluster has taken, as of the last look at the files. */
    boolean taken() {
        KeyFace next = waiting;
        return next != null && identity.book().good(next.keyId());
    }

    /** Looks at the files, and says what is next. */
    void show(Standing now) {
        KeyHolder holder = identity.holder();
        KeyFace next = holder == null ? null : holder.waiting();
        waiting = next;
        KeyFace face = next == null ? now.key() : next;
        shown(title, face != null);
        shown(keyRow, face != null);
        String todo = face == null ? "" : todo(now, face);
        Rows.text(hand, todo);
        shown(hand, !todo.isEmpty());
        shown(commandRow, !todo.isEmpty() && !taken());
        if (face != null) {
            String words = next == null ? "who.key" : taken() ? "who.key.taken" : "who.key.next";
            Rows.text(title, Messages.of(words, face.keyId()));
            publicKey.setText(face.publicKey());
        }
    }

    /** What an admin has to do; empty for nothing. */
    private String todo(Standing now, KeyFace face) {
        if (taken()) {
            return Messages.of("who.hand.taken");
        }
        KeyFace old = now.key();
        OperatorRole role = now.role();
        if (waiting != null && old != null && role != null) {
            boolean replaces = now.state() != Standing.State.REVOKED;
            return runs(new EnrolCommand(now.name(), role, face.publicKey(), replaces ? old.keyId() : null), true);
        }
        boolean unknown = now.state() == Standing.State.UNKNOWN || now.state() == Standing.State.REVOKED;
        return unknown ? runs(new EnrolCommand(now.name(), OperatorRole.OPERATOR, face.publicKey(), null), false) : "";
    }

    private String runs(EnrolCommand todo, boolean rotates) {
        command.setText(todo.text(identity.adminOptions()));
        return Messages.of(rotates ? "who.hand.rotate" : "who.hand.add");
    }

    private static void shown(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
