package dev.baton.lab.faults;

import dev.baton.lab.faults.Fault.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the catalogue: {@code NAME.fault} files of {@code key: value} lines. A value goes on in the lines that are indented below it.
 *
 * <p>{@code rule}, {@code spec} (may be left out), {@code caught}, {@code with} and {@code seed} (may be left out), then one or more of {@code in},
 * {@code find}, {@code put}; a second {@code find} without {@code in} is in the same file. Lines that begin with # are remarks.
 */
final class FaultFile {
    private static final List<String> KEYS = List.of("rule", "spec", "caught", "with", "seed", "in", "find", "put");

    private FaultFile() {}

    private record Entry(String key, String value) {}

    /** All faults of a directory, by name. */
    static List<Fault> readAll(Path directory) throws IOException {
        List<Fault> faults = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".fault")).sorted().toList()) {
                String name = file.getFileName().toString();
                faults.add(parse(name.substring(0, name.length() - ".fault".length()), Files.readString(file)));
            }
        }
        return faults;
    }

    static Fault parse(String name, String text) {
        String rule = "";
        String spec = "";
        String with = "";
        long seed = 1;
        Set<String> caught = new LinkedHashSet<>();
        List<Edit> edits = new ArrayList<>();
        String file = "";
        String find = "";
        for (Entry entry : entries(name, text)) {
            String value = entry.value();
            switch (entry.key()) {
                case "rule" -> rule = value.replaceAll("\\s+", " ");
                case "spec" -> spec = value;
                case "caught" -> caught.addAll(List.of(value.split("[,\\s]+")));
                case "with" -> with = value.replaceAll("\\s+", " ");
                case "seed" -> seed = Long.parseLong(value);
                case "in" -> file = value;
                case "find" -> find = value;
                case "put" -> {
                    if (file.isEmpty() || find.isEmpty()) {
                        throw new IllegalArgumentException(name + ".fault: a put: needs an in: and a find: before it");
                    }
                    edits.add(new Edit(file, find, value));
                    find = "";
                }
                default -> throw new IllegalStateException(entry.key());
            }
        }
        if (rule.isEmpty() || caught.isEmpty() || edits.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ".fault: expected rule:, caught: and at least one in:/find:/put:, found " + text.length()
                            + " characters without one of them");
        }
        return new Fault(name, rule, spec, caught, with, seed, edits);
    }

    private static List<Entry> entries(String name, String text) {
        List<Entry> entries = new ArrayList<>();
        String key = "";
        StringBuilder value = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            if (line.isBlank() || Character.isWhitespace(line.charAt(0))) {
                value.append('\n').append(line);
                continue;
            }
            add(entries, key, value);
            int colon = line.indexOf(':');
            key = colon < 0 ? line : line.substring(0, colon);
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(name + ".fault: expected one of " + KEYS + ", found '" + key + "'");
            }
            value = new StringBuilder(line.substring(colon + 1));
        }
        add(entries, key, value);
        return entries;
    }

    private static void add(List<Entry> entries, String key, StringBuilder value) {
        if (!key.isEmpty()) {
            entries.add(new Entry(key, value.toString().strip()));
        }
    }
}
