package dev.baton.console.identity;

import dev.baton.secure.Security;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One holder for each key file of this process: several clusters that one key is for ask for its passphrase once. Any thread. */
public final class KeyHolders {
    private static final Map<Path, KeyHolder> ALL = new ConcurrentHashMap<>();

    private KeyHolders() {}

    public static KeyHolder of(Security.OperatorFiles files) {
        return ALL.computeIfAbsent(
                files.key().toAbsolutePath().normalize(),
                path -> new KeyHolder(new OperatorKeyFile(path), Keyring.system(), files.passphrase()));
    }
}
