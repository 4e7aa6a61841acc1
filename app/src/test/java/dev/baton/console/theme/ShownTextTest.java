package dev.baton.console.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the console says is in its bundle: a scan of the sources for words that are written elsewhere. */
final class ShownTextTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/baton/console");
    private static final List<String> PACKAGES = List.of(
            "shell",
            "fleet",
            "alert",
            "action",
            "inspector",
            "timeline",
            "topology",
            "theme",
            "live",
            "model",
            "operator");
    private static final List<Path> MORE =
            List.of(SOURCES.resolve("connect/ClusterCheck.java"), SOURCES.resolve("connect/Profiles.java"));

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    /** Something to read: a word in capitals or beside a space, or a sign. */
    private static final Pattern READABLE =
            Pattern.compile(".*([A-Za-z]{2,} |[ :][A-Za-z]{2,}|\\b[A-Z][a-z]|[A-Z]{3,}|[^\\x00-\\x7f]).*");
    /** What shows its first argument. */
    private static final Pattern SHOWS = Pattern.compile(
            "(setText|setAccessibleText|setAccessibleHelp|setPromptText|setHeaderText|setTitle|new Label|new Button|new Tooltip"
                    + "|new TableColumn<>|Rows\\.label|Rows\\.fixed|Availability\\.no)\\(\\s*\"([^\"]*[A-Za-z][^\"]*)\"");
    /** For whoever maintains it, or for a machine: failures, the log, names of threads, keys, patterns, fonts. */
    private static final Pattern NOT_SHOWN = Pattern.compile(
            "(?s).*(new (IllegalStateException|IllegalArgumentException|UncheckedIOException"
                    + "|NoSuchElementException)\\(|LOG\\.log\\(|\\.log\\(|System\\.getLogger|\\.name\\(|threads\\(|@SuppressWarnings\\("
                    + "|KeyCombination\\.valueOf\\(|ofPattern\\(|Pattern\\.compile\\(|Font\\.font\\(|getResource\\w*\\(|getBundle\\()[^;]*");

    private static final Set<String> ALLOWED = Set.of(
            // Signs, the same in every language.
            " · ",
            "✕",
            "◦",
            "✓",
            "…",
            // The product's name, that of a variable, those of parts of a file.
            "Baton",
            "XDG_CONFIG_HOME",
            "IHDR",
            "IDAT",
            "IEND",
            // How members word a cooldown, looked for in what they say.
            "cooldown of ",
            // What a failure of a test tells of a value.
            " until ",
            " views since ",
            " events since ",
            " ticks to ",
            // A pattern, and what goes to the log.
            "[^A-Za-z0-9._-]+",
            "the screen has not answered for ",
            " ms; every thread:",
            "\\n    at ");
    /** Keys and fonts by their names. */
    private static final Pattern NAMES = Pattern.compile("Shortcut\\+(Shift\\+)?\\w+|Enter|Esc|[\\w-]+\\.(otf|ttf)");

    private static List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>(MORE);
        for (String name : PACKAGES) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(name))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
            }
        }
        return all;
    }

    /** Comments are blanked, so that what they quote is not taken for text. */
    private static String code(String source) {
        return Pattern.compile("(?s)\"(?:[^\"\\\\\\n]|\\\\.)*\"|/\\*.*?\\*/|//[^\\n]*")
                .matcher(source)
                .replaceAll(found -> found.group().startsWith("\"") ? Matcher.quoteReplacement(found.group()) : "");
    }

    static List<String> wrong(String name, String source) {
        List<String> found = new ArrayList<>();
        String code = code(source);
        Matcher shows = SHOWS.matcher(code);
        while (shows.find()) {
            found.add(name + " shows \"" + shows.group(2) + "\"");
        }
        Matcher literals = LITERAL.matcher(code);
        while (literals.find()) {
            String text = literals.group(1);
            if (!READABLE.matcher(text).matches()
                    || ALLOWED.contains(text)
                    || NAMES.matcher(text).matches()) {
                continue;
            }
            int from = Math.max(
                    code.lastIndexOf(';', literals.start()),
                    Math.max(code.lastIndexOf("{\n", literals.start()), code.lastIndexOf("->", literals.start())));
            if (!NOT_SHOWN.matcher(code.substring(from + 1, literals.start())).matches()) {
                found.add(name + " has \"" + text + "\"");
            }
        }
        return found;
    }

    @Test
    void everyShownTextIsFromTheBundle() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : files()) {
            wrong.addAll(wrong(SOURCES.relativize(file).toString(), Files.readString(file)));
        }
        assertEquals(List.of(), wrong, "put it into messages.properties and ask Messages for it");
    }

    @Test
    void everyTextOfTheScreensIsFromTheBundle() throws IOException {
        Pattern plain = Pattern.compile("\\b(?:text|promptText|accessibleText)=\"([^%\"$][^\"]*)\"");
        List<String> wrong = new ArrayList<>();
        int screens = 0;
        try (Stream<Path> files = Files.list(Path.of("../fxml"))) {
            for (Path file : files.toList()) {
                screens++;
                Matcher found = plain.matcher(Files.readString(file));
                while (found.find()) {
                    wrong.add(file.getFileName() + " has \"" + found.group(1) + "\"");
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(screens > 10, "the scan finds the screens");
    }

    @Test
    void theScanFindsWhatIsWrittenInTheCode() {
        assertEquals(
                2,
                wrong("X", "label.setText(\"lag\"); String s = \"not heard\";").size());
        assertEquals(1, wrong("X", "return count == 0 ? \"None\" : \"\";").size());
        assertEquals(1, wrong("X", "g.draw(\"✓ \" + value);").size());
        assertEquals(
                List.of(),
                wrong(
                        "X",
                        "// \"a note\"\nlabel.setText(Messages.of(\"some.key\")); throw new IllegalStateException(\"it failed\");"));
    }
}
