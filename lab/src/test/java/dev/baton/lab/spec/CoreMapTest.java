package dev.baton.lab.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/spec/CORE-MAP.md names nothing that is not there, and leaves out no action and no rule of a model. */
class CoreMapTest {
    private static final Path CORE = Path.of("..", "agent-lib", "src", "main", "java", "dev", "baton");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern JAVADOC = Pattern.compile("\\bspec: ([^)]*)\\)");
    /** Parameters of a model, and words of the language, where a definition speaks of actions. */
    private static final Set<String> NO_ACTION = Set.of("E", "UNCHANGED", "Node", "Conn", "Leaves", "Step");

    /** A row of a table: the model that it belongs to, and its cells. */
    private record Row(String module, List<String> cells) {
        String name() {
            return quoted(cells.get(0)).getFirst();
        }

        boolean rule() {
            return cells.size() == 4;
        }
    }

    @Test
    void everyActionAndEveryRuleOfEveryModelHasARow() throws IOException {
        List<Row> rows = rows();
        for (String module : ModelsTest.modules()) {
            String model = model(module);
            assertEquals(actions(model), names(rows, module, false), module + ": actions");
            assertEquals(new TreeSet<>(ModelsTest.rules(model)), names(rows, module, true), module + ": rules");
        }
    }

    @Test
    void everyRuleNamesAVariantThatBreaksIt() throws IOException {
        List<Variant> variants = Variant.all(ModelsTest.SPEC);
        for (Row row : rows()) {
            if (row.rule() && !row.cells().get(2).equals("none")) {
                for (String name : row.cells().get(2).split(", ", -1)) {
                    assertTrue(
                            variants.stream()
                                    .anyMatch(v ->
                                            v.name().equals(name) && ModelsTest.breaks(v, row.module(), row.name())),
                            () -> row.module() + " " + name + " does not break " + row.name());
                }
            }
        }
    }

    @Test
    void everyClassAndMethodExists() throws IOException {
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Row row : rows()) {
            for (String code : quoted(row.cells().get(1))) {
                found++;
                if (!exists(code)) {
                    missing.add(code);
                }
            }
        }
        assertEquals(List.of(), missing, "not in " + CORE);
        assertTrue(found > 80, "places in the code: " + found);
    }

    @Test
    void everyNameInTheCoresJavadocStandsInItsModel() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        try (Stream<Path> files = Files.walk(CORE)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                for (Matcher m = JAVADOC.matcher(javadoc(file)); m.find(); ) {
                    seen++;
                    unknown(m.group(1)).forEach(name -> wrong.add(file.getFileName() + ": " + name));
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen >= 20, "references to models in the core: " + seen);
    }

    @Test
    void everyClassNamesInItsJavadocTheActionsAndRulesThatPointToIt() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Row row : rows()) {
            for (String code : quoted(row.cells().get(1))) {
                String[] parts = code.split("\\.", -1);
                if (!named(parts[0] + "/" + parts[1] + ".java").contains(row.name())) {
                    missing.add(parts[0] + "." + parts[1] + ": (spec: " + row.module() + ".tla " + row.name() + ")");
                }
            }
        }
        assertEquals(List.of(), missing, "not in the Javadoc");
    }

    /** The actions and rules that a class of the core says it implements. */
    private static Set<String> named(String file) throws IOException {
        Set<String> named = new HashSet<>();
        for (Matcher m = JAVADOC.matcher(javadoc(CORE.resolve(file))); m.find(); ) {
            named.addAll(List.of(m.group(1).split("[,; ]+", -1)));
        }
        return named;
    }

    /** The text of a file with its comments' line breaks taken out. */
    private static String javadoc(Path file) throws IOException {
        return Files.readString(file).replaceAll("\\s*\\n\\s*\\* ?", " ");
    }

    /** Of "Lease.tla Observe, Reread; Promise.tla hold" those that no model defines under that name. */
    private static List<String> unknown(String reference) throws IOException {
        List<String> unknown = new ArrayList<>();
        String module = "";
        for (String word : reference.strip().split("[,; ]+", -1)) {
            if (word.endsWith(".tla")) {
                module = word.substring(0, word.length() - ".tla".length());
            } else if (module.isEmpty() || !defines(model(module), word)) {
                unknown.add(module + " " + word);
            }
        }
        return unknown;
    }

    /** An operator, a constant or a variable. */
    private static boolean defines(String model, String name) {
        String head = model.substring(0, model.indexOf("\nvars =="));
        return Pattern.compile("(?m)^" + name + "(\\([^=]*\\))? ==")
                        .matcher(model)
                        .find()
                || Pattern.compile("\\b" + name + "\\b")
                        .matcher(head.replaceAll("\\\\\\*.*", ""))
                        .find();
    }

    private static Set<String> actions(String model) {
        Set<String> names = new TreeSet<>();
        for (String of : List.of("\nStep(n) ==", "\nNext ==")) {
            int from = model.indexOf(of);
            if (from >= 0) {
                String body = model.substring(from + of.length(), model.indexOf("\nSpec ==", from));
                int next = body.indexOf("\nNext ==");
                Matcher m = Pattern.compile("\\b[A-Z]\\w*").matcher(next < 0 ? body : body.substring(0, next));
                while (m.find()) {
                    names.add(m.group());
                }
            }
        }
        names.removeAll(NO_ACTION);
        return names;
    }

    private static Set<String> names(List<Row> rows, String module, boolean rules) {
        Set<String> names = new TreeSet<>();
        for (Row row : rows) {
            if (row.module().equals(module) && row.rule() == rules) {
                assertTrue(names.add(row.name()), () -> module + " has two rows for " + row.name());
            }
        }
        return names;
    }

    /** {@code package.Class} or {@code package.Class.method}, the method as a member of the class or of a record in it. */
    private static boolean exists(String code) throws IOException {
        String[] parts = code.split("\\.", -1);
        Path file = CORE.resolve(parts[0]).resolve(parts[1] + ".java");
        if (!Files.exists(file)) {
            return false;
        }
        return parts.length == 2
                || Pattern.compile("(?m)^ {4}(?! )[^;=]*\\b" + parts[2] + "\\(")
                        .matcher(Files.readString(file))
                        .find();
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String module = "";
        Set<String> known = new HashSet<>(ModelsTest.modules());
        for (String line : Files.readAllLines(ModelsTest.SPEC.resolve("CORE-MAP.md"))) {
            if (line.startsWith("## ")) {
                module = line.substring(3).replace(".tla", "");
            } else if (line.startsWith("| `") && known.contains(module)) {
                String inner = line.substring(1, line.lastIndexOf('|'));
                rows.add(new Row(
                        module,
                        Stream.of(inner.split("\\|", -1)).map(String::strip).toList()));
            }
        }
        return rows;
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(r -> r.group(1)).toList();
    }

    private static String model(String module) throws IOException {
        return Files.readString(ModelsTest.SPEC.resolve(module + ".tla"));
    }
}
