package dev.baton.console.identity;

import dev.baton.console.theme.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operator's key in its PKCS#12 file, which only its owner may read. No method keeps or wipes a passphrase: that is its caller's.
 *
 * <p>Deriving a key from a passphrase takes a second on purpose: not on the screen's thread.
 *
 * @param path of the file, which need not be there
 * @param rounds how often a passphrase is hashed in what is written
 */
public record OperatorKeyFile(Path path, int rounds) {
    private static final int MOST_BYTES = 64 * 1024;
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final String NEXT = ".next";
    private static final String SUFFIX = ".p12";

    /** As safe as can be had for a second. */
    public OperatorKeyFile(Path path) {
        this(path, Pkcs12.ROUNDS);
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /** The key that is to take this one's place, once the cluster knows it. */
    public OperatorKeyFile next() {
        return new OperatorKeyFile(path.resolveSibling(path.getFileName() + NEXT), rounds);
    }

    /**
     * Makes a key.
     *
     * @throws KeyFileException also where there is a file already: a key is never overwritten
     */
    public OperatorKey create(String name, char[] passphrase) throws IOException {
        return write(named(name), pair(), passphrase);
    }

    /** Takes over the key of another PKCS#12 file, under a passphrase of its own. */
    public OperatorKey copy(OperatorKey from, String name, char[] passphrase) throws IOException {
        return write(named(name), from, passphrase);
    }

    private OperatorKey write(String name, KeyPair pair, char[] passphrase) throws IOException {
        return write(name, new OperatorKey(KeyFace.of(name, pair.getPublic()), pair.getPrivate()), passphrase);
    }

    private OperatorKey write(String name, OperatorKey key, char[] passphrase) throws IOException {
        if (exists()) {
            throw new KeyFileException(Messages.of("key.exists", path));
        }
        return replace(name, key, passphrase);
    }

    private OperatorKey replace(String name, OperatorKey key, char[] passphrase) throws IOException {
        PublicKey shown = publicKey(key.face());
        byte[] content = Pkcs12.write(name, new KeyPair(shown, key.secret()), passphrase, rounds, new SecureRandom());
        try {
            OwnerFile.write(path, content);
        } catch (IOException e) {
            throw new KeyFileException(Messages.of("key.unwritten", path, why(e)), e);
        }
        return new OperatorKey(KeyFace.of(name, shown), key.secret());
    }

    /** Whose key it is, as far as can be told while it is locked. */
    public @Nullable KeyFace face() throws IOException {
        return Pkcs12.face(content(), path.toString());
    }

    /**
     * Unlocks it.
     *
     * @throws KeyFileException.WrongPassphrase where that is what is wrong
     */
    public OperatorKey open(char[] passphrase) throws IOException {
        return Pkcs12.read(content(), passphrase, path.toString());
    }

    /** The same key under another passphrase. */
    public OperatorKey change(char[] passphrase, char[] fresh) throws IOException {
        OperatorKey key = open(passphrase);
        return replace(key.face().name(), key, fresh);
    }

    /**
     * Puts {@link #next} into this file's place; this one is kept beside it with the date in its name.
     *
     * @return where it is kept
     */
    public Path turn(LocalDate today) throws IOException {
        Path kept = kept(today);
        try {
            // Copied first, so that at no moment there is no file.
            Files.copy(path, kept, StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(next().path(), path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new KeyFileException(Messages.of("key.unturned", path, why(e)), e);
        }
        return kept;
    }

    private Path kept(LocalDate today) {
        String file = path.getFileName().toString();
        String bare = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
        Path kept = path.resolveSibling(bare + "-" + today + SUFFIX);
        for (int i = 2; Files.exists(kept); i++) {
            kept = path.resolveSibling(bare + "-" + today + "-" + i + SUFFIX);
        }
        return kept;
    }

    private byte[] content() throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new KeyFileException(Messages.of("key.absent", path));
        }
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new KeyFileException(Messages.of("key.large", path, MOST_BYTES, Files.size(path)));
            }
            if (others()) {
                throw new KeyFileException(Messages.of("key.open", path));
            }
            return Files.readAllBytes(path);
        } catch (KeyFileException known) {
            throw known;
        } catch (IOException e) {
            throw new KeyFileException(Messages.of("key.unread", path, why(e)), e);
        }
    }

    private boolean others() throws IOException {
        try {
            return Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
        } catch (UnsupportedOperationException noOwners) {
            // Not a POSIX file system: whoever keeps it there answers for it.
            return false;
        }
    }

    private static String named(String name) throws KeyFileException {
        String bare = name.strip();
        if (bare.isEmpty() || bare.length() > 64 || bare.chars().anyMatch(Character::isISOControl)) {
            throw new KeyFileException(Messages.of("key.name"));
        }
        return bare;
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    private static PublicKey publicKey(KeyFace face) throws KeyFileException {
        try {
            return dev.baton.authority.Keys.publicKey(face.publicKey());
        } catch (java.security.GeneralSecurityException e) {
            throw new KeyFileException(Messages.of("key.unmade"), e);
        }
    }

    private static String why(IOException e) {
        return e.getClass().getSimpleName();
    }
}
