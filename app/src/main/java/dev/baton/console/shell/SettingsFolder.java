package dev.baton.console.shell;

import java.nio.file.Path;

/** Where an operator's settings are: {@code ~/.config/baton}, or under {@code XDG_CONFIG_HOME}. */
final class SettingsFolder {
    private SettingsFolder() {}

    static Path file(String name) {
        String config = System.getenv("XDG_CONFIG_HOME");
        Path base = config == null || config.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(config);
        return base.resolve("baton").resolve(name);
    }
}
