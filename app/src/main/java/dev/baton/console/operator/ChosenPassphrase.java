package dev.baton.console.operator;

import dev.baton.console.identity.Passphrases;
import dev.baton.console.identity.Typed;
import dev.baton.console.theme.Messages;
import java.util.Arrays;
import javafx.scene.control.PasswordField;

/** A new passphrase, typed twice. What is compared is wiped at once. JavaFX thread only. */
record ChosenPassphrase(PasswordField first, PasswordField again) {
    boolean same() {
        char[] one = Typed.taken(first.getCharacters());
        char[] other = Typed.taken(again.getCharacters());
        boolean same = Arrays.equals(one, other);
        Arrays.fill(one, '\0');
        Arrays.fill(other, '\0');
        return same;
    }

    /** What is to be said of it; empty for nothing. */
    String remark() {
        if (first.getLength() == 0) {
            return "";
        }
        char[] chars = Typed.taken(first.getCharacters());
        String weak = Passphrases.weak(chars);
        Arrays.fill(chars, '\0');
        return weak != null ? weak : again.getLength() > 0 && !same() ? Messages.of("key.differ") : "";
    }
}
