package dev.baton.lab.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One line of docs/spec/variants.txt: a model, and what differs from its configuration.
 *
 * @param module the name of the model's file, without {@code .tla}
 * @param name of the variant, unique in its module
 * @param expected {@code pass}; the name of the property that must break; {@code temporal} for a liveness property, which TLC does not name
 * @param effort how long the search takes
 * @param changes each {@code NAME=value}: a constant of the configuration, or one of its other entries
 */
public record Variant(String module, String name, String expected, Effort effort, List<String> changes) {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** Entries that stand on a line of their own; the value replaces all of that kind, and an empty one removes them. */
    private static final List<String> ENTRIES =
            List.of("INVARIANTS", "PROPERTIES", "SPECIFICATION", "SYMMETRY", "VIEW");

    /** How long a search takes. */
    public enum Effort {
        /** A second or a few; every test run does it. */
        TEST,
        /** Likewise, and left to {@code bench/models}, because enough of its kind are in the tests. */
        SECONDS,
        MINUTES,
        /** Up to an hour. */
        LONG;

        boolean quick() {
            return this == TEST || this == SECONDS;
        }
    }

    /** All variants of a folder, in the order of the file. */
    public static List<Variant> all(Path spec) throws IOException {
        List<Variant> all = new ArrayList<>();
        for (String line : Files.readAllLines(spec.resolve("variants.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                all.add(parse(line));
            }
        }
        return all;
    }

    static Variant parse(String line) {
        List<String> words = List.of(SPACE.split(line.strip()));
        if (words.size() < 4) {
            throw new IllegalArgumentException(
                    "'" + line + "': expected a module, a variant, a result, an effort and then the changes");
        }
        return new Variant(
                words.get(0),
                words.get(1),
                words.get(3),
                Effort.valueOf(words.get(2).toUpperCase(Locale.ROOT)),
                List.copyOf(words.subList(4, words.size())));
    }

    /** Module and name, as the pattern of {@code bench/models} sees them. */
    public String title() {
        return module + " " + name;
    }

    /** The lines of the configuration with this variant's changes in them. A change that changes no line is refused. */
    List<String> configure(List<String> base) {
        List<String> lines = new ArrayList<>(base);
        for (String change : changes) {
            int at = change.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException(title() + ": '" + change + "' is not NAME=value");
            }
            String key = change.substring(0, at);
            String value = change.substring(at + 1);
            if (ENTRIES.contains(key)) {
                entry(lines, key, value.replace(',', ' '));
            } else {
                constant(lines, key, value);
            }
        }
        return lines;
    }

    private static void entry(List<String> lines, String key, String value) {
        lines.removeIf(l -> l.startsWith(key + " "));
        if (key.equals("INVARIANTS")) {
            // One that names its own invariant looks for that alone.
            lines.removeIf(l -> l.startsWith("PROPERTIES "));
        }
        if (!value.isEmpty()) {
            lines.add(key + " " + value);
        }
    }

    private void constant(List<String> lines, String key, String value) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(key + " = ")) {
                lines.set(i, "  " + key + " = " + value);
                return;
            }
        }
        throw new IllegalArgumentException(title() + ": " + module + ".cfg has no constant '" + key + "'");
    }
}
