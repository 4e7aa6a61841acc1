package dev.baton.health;

/**
 * What one run of a probe found.
 *
 * @param detail in words, with the number found and the one expected: it is shown to an operator
 */
public record Finding(boolean ok, String detail) {
    private static final int MAX_DETAIL = 300;

    public Finding {
        if (detail.length() > MAX_DETAIL) {
            detail = detail.substring(0, MAX_DETAIL - 3) + "...";
        }
    }

    public static Finding ok(String detail) {
        return new Finding(true, detail);
    }

    public static Finding failed(String detail) {
        return new Finding(false, detail);
    }
}
