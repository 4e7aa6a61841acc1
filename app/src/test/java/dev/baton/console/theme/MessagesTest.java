package dev.baton.console.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MessagesTest {
    private static final Pattern IN_FXML = Pattern.compile("\"%([a-z.]+)\"");
    private static final Pattern IN_CODE = Pattern.compile("\"([a-z]+(?:\\.[a-z]+)*)\"");

    @Test
    void everyKeyThatIsUsedExistsAndNoneIsUnused() throws IOException {
        Set<String> known = new TreeSet<>(Messages.bundle().keySet());
        Set<String> used = new TreeSet<>(keys(Path.of("../fxml"), ".fxml", IN_FXML));
        Set<String> words = keys(Path.of("src/main/java/dev/baton/console"), ".java", IN_CODE);
        Set<String> asked = keys(
                Path.of("src/main/java/dev/baton/console"),
                ".java",
                Pattern.compile("Messages\\.of\\(\\s*\"([^\"]+)\""));
        Set<String> families = new TreeSet<>();
        known.stream()
                .filter(key -> key.contains("."))
                .forEach(key -> families.add(key.substring(0, key.indexOf('.'))));
        // A key that is passed on before it is looked up.
        words.stream()
                .filter(word -> word.contains(".") && !word.endsWith(".properties"))
                .filter(word -> families.contains(word.substring(0, word.indexOf('.'))))
                .forEach(asked::add);
        Set<String> missing = new TreeSet<>(used);
        missing.addAll(asked);
        missing.removeAll(known);
        assertEquals(Set.of(), missing, "used, but not in messages.properties");
        used.addAll(words);
        Set<String> unused = new TreeSet<>(known);
        unused.removeAll(used);
        assertEquals(Set.of(), unused, "in messages.properties, but used nowhere");
        assertTrue(asked.size() > 5, "the scan finds something");
    }

    private static Set<String> keys(Path folder, String suffix, Pattern pattern) throws IOException {
        Set<String> all = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(suffix)).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    all.add(matcher.group(1));
                }
            }
        }
        return all;
    }

    @Test
    void valuesAreFilledInAndNeverReadAsPlacesThemselves() {
        assertEquals("expected {1}; found: $2", Messages.of("connect.finding", "{1}", "$2"));
        assertThrows(MissingResourceException.class, () -> Messages.of("no.such"));
    }
}
