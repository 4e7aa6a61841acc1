package dev.baton.console.identity;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One holder for each key file of this process: several clusters that one key is for ask for its passphrase once. Any thread. */
public final class KeyHolders {
    private static final Map<Path, KeyHolder> ALL = new ConcurrentHashMap<>();

    private KeyHolders() {}

    public static KeyHolder of(Path file) {
        return ALL.computeIfAbsent(
                file.toAbsolutePath().normalize(), path -> new KeyHolder(new OperatorKeyFile(path), Keyring.system()));
    }
}
