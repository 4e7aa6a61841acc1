package dev.baton.model;

import java.util.regex.Pattern;

/** What a name may look like: it becomes a znode, a topic and a label, so the narrowest of the three. */
final class Names {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private Names() {}

    static void require(String what, String value) {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    what + " name '" + value
                            + "' is not legal: expected 1 to 100 letters, digits, '.', '_' or '-', starting with a letter or digit");
        }
    }
}
