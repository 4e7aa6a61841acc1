package dev.baton.model;

/** What a name may look like: it becomes a znode, a topic and a label, so the narrowest of the three. */
final class Names {
    private static final int LONGEST = 100;

    private Names() {}

    static void require(String what, String value) {
        if (!legal(value)) {
            throw new IllegalArgumentException(
                    what + " name '" + value
                            + "' is not legal: expected 1 to 100 letters, digits, '.', '_' or '-', starting with a letter or digit");
        }
    }

    /** By hand: each heartbeat names its group, and a pattern takes longer than all else that is done with it. */
    private static boolean legal(String value) {
        if (value.isEmpty() || value.length() > LONGEST || !plain(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!plain(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
