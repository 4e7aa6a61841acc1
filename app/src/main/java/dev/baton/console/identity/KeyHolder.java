package dev.baton.console.identity;

import dev.baton.console.theme.Messages;
import dev.baton.secure.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One operator's key file for the time of a session: asked for its passphrase once. Any thread; what opens a key takes a second, so not on the
 * screen's.
 */
public final class KeyHolder {
    private final OperatorKeyFile file;
    private final Keyring keyring;
    private final @Nullable Path passphrase;
    private volatile Held held;

    /**
     * What is known of the file.
     *
     * @param key unlocked; absent while it is locked
     * @param problem why it cannot be used; empty where it can
     */
    public record Held(
            boolean there, @Nullable KeyFace face, @Nullable OperatorKey key, String problem) {}

    public KeyHolder(OperatorKeyFile file, Keyring keyring) {
        this(file, keyring, null);
    }

    /** {@code passphrase}: the file that holds it; absent where none is named. */
    public KeyHolder(OperatorKeyFile file, Keyring keyring, @Nullable Path passphrase) {
        this.file = file;
        this.keyring = keyring;
        this.passphrase = passphrase;
        held = looked(file, null);
    }

    private static Held looked(OperatorKeyFile file, @Nullable OperatorKey key) {
        if (!file.exists()) {
            return new Held(false, null, null, "");
        }
        if (key != null) {
            return new Held(true, key.face(), key, "");
        }
        try {
            return new Held(true, file.face(), null, "");
        } catch (IOException bad) {
            return new Held(true, null, null, String.valueOf(bad.getMessage()));
        }
    }

    public Held held() {
        return held;
    }

    public Path path() {
        return file.path();
    }

    public Keyring keyring() {
        return keyring;
    }

    /** Whether a passphrase may be had without asking anybody. */
    public boolean unasked() {
        return passphrase != null || keyring.there();
    }

    /** Unlocks it from the file that is named or from the keyring, where the passphrase is there; whether it is unlocked. */
    public boolean unlockUnasked() {
        Held now = held;
        KeyFace face = now.face();
        if (now.key() != null || face == null) {
            return now.key() != null;
        }
        char[] kept = kept(face);
        if (kept == null) {
            return false;
        }
        try {
            held = looked(file, file.open(kept));
            return true;
        } catch (IOException stale) {
            return false;
        } finally {
            java.util.Arrays.fill(kept, '\0');
        }
    }

    private char @Nullable [] kept(KeyFace face) {
        Path named = passphrase;
        if (named == null) {
            return keyring.lookup(face.keyId());
        }
        try {
            return SecretFile.firstLine(named);
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** Unlocks it. {@code remember}: in the keyring too; what kept that from being done is told, and undoes nothing. */
    public String unlock(char[] passphrase, boolean remember) throws IOException {
        return taken(file.open(passphrase), passphrase, remember);
    }

    /** Makes a key where there is none. */
    public String create(String name, char[] passphrase, boolean remember) throws IOException {
        return taken(file.create(name, passphrase), passphrase, remember);
    }

    /** Takes over another file's key, under the same passphrase. */
    public String copy(Path from, char[] passphrase, boolean remember) throws IOException {
        OperatorKey theirs = new OperatorKeyFile(from).open(passphrase);
        return taken(file.copy(theirs, theirs.face().name(), passphrase), passphrase, remember);
    }

    /** Puts another passphrase on it. */
    public String change(char[] passphrase, char[] fresh, boolean remember) throws IOException {
        return taken(file.change(passphrase, fresh), fresh, remember);
    }

    /** The key itself; what this process holds stays as it is. */
    OperatorKey opened(char[] passphrase) throws IOException {
        return file.open(passphrase);
    }

    /** The key that is to take its place, under the same passphrase; made where there is none. */
    OperatorKey next(OperatorKey old, char[] passphrase) throws IOException {
        OperatorKeyFile next = file.next();
        return next.exists() ? next.open(passphrase) : next.create(old.face().name(), passphrase);
    }

    /** Puts that one into its place, and into use; where the old one is kept. */
    Path turn(OperatorKey fresh, LocalDate today) throws IOException {
        Path kept = file.turn(today);
        held = looked(file, fresh);
        return kept;
    }

    /** The key that is to come; null where there is none. */
    public @Nullable KeyFace waiting() {
        try {
            return file.next().exists() ? file.next().face() : null;
        } catch (IOException broken) {
            return null;
        }
    }

    private String taken(OperatorKey key, char[] passphrase, boolean remember) {
        held = looked(file, key);
        return remember && !keyring.store(key.face().keyId(), passphrase) ? Messages.of("key.unkept") : "";
    }

    /** The passphrase is asked for again. */
    public void lock() {
        held = looked(file, null);
    }

    /** The file was changed by somebody else: what is unlocked stays so only where it is still the same key. */
    public void look() {
        Held before = held;
        Held now = looked(file, null);
        OperatorKey key = before.key();
        KeyFace face = now.face();
        boolean same =
                key != null && face != null && face.keyId().equals(key.face().keyId());
        if (!same) {
            held = now;
        }
    }
}
