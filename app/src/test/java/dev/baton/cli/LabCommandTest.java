package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands of the lab as far as they start nothing. */
class LabCommandTest {
    @TempDir
    Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aTortureThatIsOnlyPlannedPrintsTheSameForTheSameSeed() throws Exception {
        assertEquals(Exit.DONE, run("lab", "torture", "--dry-run", "--json", "--minutes", "3", "--seed", "9"));
        String first = out.toString(StandardCharsets.UTF_8);
        out.reset();
        run("lab", "torture", "--dry-run", "--json", "--minutes", "3", "--seed", "9");
        assertEquals(first, out.toString(StandardCharsets.UTF_8));

        JsonNode plan = Json.mapper().readTree(first);
        assertEquals(9, plan.path("seed").asLong());
        assertTrue(plan.path("faults").size() > 10, first);
        assertTrue(
                plan.path("faults").get(0).has("atMs")
                        && plan.path("faults").get(0).has("fault"),
                first);
    }

    @Test
    void aTortureWithWrongOptionsNamesAllOfThemAndStartsNothing() throws Exception {
        assertEquals(
                Exit.USAGE, run("lab", "torture", "--minutes", "0", "--store-servers", "2", "--dir", dir.toString()));
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("expected 1, 3 or 5") && said.contains("the run lasts 0 s"), said);
        try (var files = Files.list(dir)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void aTortureIsOfASecuredLabUnlessItIsToBePlain() {
        TortureCommand secured = new TortureCommand();
        new CommandLine(secured).parseArgs("--minutes", "3");
        assertTrue(secured.options().lab().secured());
        TortureCommand plain = new TortureCommand();
        new CommandLine(plain).parseArgs("--plain");
        assertFalse(plain.options().lab().secured());
    }

    @Test
    void whoCutsIsOneOfTwo() {
        assertEquals(Exit.USAGE, run("lab", "up", "--cut-by", "scissors", "--dir", dir.toString()));
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("PROXY") && said.contains("NETNS"), said);
    }

    @Test
    void fencingWhereTheKernelCutsIsRefusedAndSaysWhy() throws Exception {
        assertEquals(Exit.USAGE, run("lab", "up", "--fencing", "--cut-by", "netns", "--dir", dir.toString()));
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("fencing with cuts by netns: expected cuts by proxy"), said);
        try (var files = Files.list(dir)) {
            assertEquals(0, files.count());
        }
    }

    private int run(String... args) {
        return Cli.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
    }
}
