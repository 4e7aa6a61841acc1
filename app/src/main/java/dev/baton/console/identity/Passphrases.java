package dev.baton.console.identity;

import dev.baton.console.theme.Messages;
import dev.baton.secure.SecretFile;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a passphrase comes from: the file descriptor that was named, the file that the security file names, the keyring, and then a person.
 * Never an argument, never an environment variable: both can be read by others. Who asks wipes what is given.
 *
 * @param descriptor that of {@code --passphrase-fd}; -1 for none
 * @param file absent where none is named
 * @param person absent where nobody can be asked
 */
public record Passphrases(
        int descriptor,
        @Nullable Path file,
        Keyring keyring,
        @Nullable Person person) {
    /** From this length on it is not remarked upon. */
    public static final int LONG_ENOUGH = 12;

    private static final int MOST_BYTES = 1024;

    /** Asks somebody, without an echo. */
    public interface Person {
        /** What was typed; null where that was refused. */
        char @Nullable [] ask(String question);
    }

    /** One that is there, and whether a person typed it just now. */
    public record Given(char[] passphrase, boolean typed) {
        public void wipe() {
            Arrays.fill(passphrase, '\0');
        }

        @Override
        public String toString() {
            return "Given[typed=" + typed + "]";
        }
    }

    /** Whether one was handed to this process, so that nobody need be asked; whether it is the right one is not known. */
    public boolean handed() {
        return descriptor >= 0 || file != null;
    }

    /**
     * The passphrase of a key that exists.
     *
     * @param keyId absent where it cannot be told while the key is locked
     * @throws KeyFileException where none can be had, with what to do
     */
    public Given of(OperatorKeyFile key, @Nullable String keyId) throws IOException {
        if (descriptor >= 0) {
            return new Given(fromDescriptor(descriptor), false);
        }
        if (file != null) {
            return new Given(SecretFile.firstLine(file), false);
        }
        char[] kept = keyId == null ? null : keyring.lookup(keyId);
        if (kept != null) {
            return new Given(kept, false);
        }
        char[] typed = person == null ? null : person.ask(Messages.of("key.ask", key.path()));
        if (typed == null) {
            throw new KeyFileException(Messages.of("key.nobody", key.path()));
        }
        return new Given(typed, true);
    }

    /**
     * A passphrase for a key to be made, typed twice where a person gives it.
     *
     * @throws KeyFileException where none can be had, or the two differ
     */
    public Given fresh(Path path) throws IOException {
        if (descriptor >= 0) {
            return new Given(fromDescriptor(descriptor), false);
        }
        if (file != null) {
            return new Given(SecretFile.firstLine(file), false);
        }
        char[] first = person == null ? null : person.ask(Messages.of("key.ask.fresh", path, LONG_ENOUGH));
        if (first == null || person == null) {
            throw new KeyFileException(Messages.of("key.nobody", path));
        }
        char[] again = person.ask(Messages.of("key.ask.again"));
        boolean same = again != null && Arrays.equals(first, again);
        if (again != null) {
            Arrays.fill(again, '\0');
        }
        if (!same || first.length == 0) {
            Arrays.fill(first, '\0');
            throw new KeyFileException(Messages.of(same ? "key.empty" : "key.differ"));
        }
        return new Given(first, true);
    }

    /** What there is to say against one; null for nothing. */
    public static @Nullable String weak(char[] passphrase) {
        return passphrase.length >= LONG_ENOUGH ? null : Messages.of("key.short", passphrase.length, LONG_ENOUGH);
    }

    /** The first line of what that descriptor gives. */
    private static char[] fromDescriptor(int descriptor) throws IOException {
        byte[] bytes = new byte[MOST_BYTES];
        int length = 0;
        try (InputStream in = new FileInputStream("/dev/fd/" + descriptor)) {
            int read;
            while (length < bytes.length && (read = in.read()) >= 0 && read != '\n') {
                bytes[length++] = (byte) read;
            }
            if (length > 0 && bytes[length - 1] == '\r') {
                length--;
            }
            if (length == 0) {
                throw new KeyFileException(Messages.of("key.fd.empty", descriptor));
            }
            return Utf8.chars(bytes, length);
        } catch (CharacterCodingException e) {
            throw new KeyFileException(Messages.of("key.fd.text", descriptor));
        } catch (KeyFileException known) {
            throw known;
        } catch (IOException e) {
            throw new KeyFileException(Messages.of("key.fd", descriptor), e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
