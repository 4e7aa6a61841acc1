package dev.baton.console.model;

import java.util.List;

/**
 * Something for a person to read, as a key of the bundle and the values that go into its places; {@code theme.Messages} turns it into words.
 * So the fold says what it found and no language is in it, and nothing is put together that nobody looks at.
 *
 * @param values each a phrase, a list of values (told with commas), or anything else by its {@code toString}
 */
public record Phrase(String key, List<Object> values) {
    public Phrase {
        values = List.copyOf(values);
    }

    public static Phrase of(String key, Object... values) {
        return new Phrase(key, List.of(values));
    }

    /** Words that came as words: of a member, of the store, of a file. */
    public static Phrase verbatim(String words) {
        return of("words.verbatim", words);
    }

    /** "1 group", "3 groups": the one key or the other, with the number as its value. */
    static Phrase number(long count, String one, String many) {
        return of(count == 1 ? one : many, count);
    }
}
