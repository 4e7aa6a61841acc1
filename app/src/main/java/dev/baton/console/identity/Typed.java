package dev.baton.console.identity;

/** What was typed into a field, without a string of it. */
public final class Typed {
    private Typed() {}

    /** A copy, which its taker wipes. */
    public static char[] taken(CharSequence typed) {
        char[] chars = new char[typed.length()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = typed.charAt(i);
        }
        return chars;
    }
}
