package dev.baton.console.operator;

import dev.baton.console.identity.Identity;
import dev.baton.console.identity.KeyHolder;
import dev.baton.console.identity.Rotation;
import dev.baton.console.theme.Messages;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/** Carries out what was asked of the dialog. Takes a second or two, and blocks. */
record KeyWork(Identity identity, KeyHolder holder, KeyTask task, String name, String from, boolean remember) {
    /** What is to be told; wipes both. */
    Told run(char[] passphrase, char[] fresh) {
        try {
            String note =
                    switch (task) {
                        case UNLOCK -> holder.unlock(passphrase, remember);
                        case CREATE -> holder.create(name, fresh, remember);
                        case IMPORT -> holder.copy(Path.of(from.strip()), passphrase, remember);
                        case ROTATE -> new Rotation(identity, holder).replace(passphrase);
                        case CHANGE -> holder.change(passphrase, fresh, remember);
                    };
            return new Told(true, note);
        } catch (InvalidPathException bad) {
            return new Told(false, Messages.of("who.path"));
        } catch (IOException bad) {
            return new Told(false, String.valueOf(bad.getMessage()));
        } finally {
            Arrays.fill(passphrase, '\0');
            Arrays.fill(fresh, '\0');
        }
    }

    /** Whether it is done, and what there is to say. */
    record Told(boolean done, String words) {}
}
