package dev.baton.fence;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a parameter of a fence agent may be called, and which are secret. */
final class Parameters {
    /** A key could otherwise bring a line of its own, such as {@code action=on}. */
    static final Pattern KEY = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,63}");

    /** Set by us, or such that they would undo what we rely on. */
    static final List<String> RESERVED =
            List.of("action", "option", "debug", "debug_file", "verbose", "verbose_level", "quiet", "version", "help");

    private static final List<String> SECRET =
            List.of("passw", "secret", "token", "hexadecimal_kg", "community", "key");

    private Parameters() {}

    static boolean secret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return SECRET.stream().anyMatch(lower::contains);
    }
}
