package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** {@code baton lab simulate} as scripts see it. */
class SimulateCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        err.reset();
        return Cli.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theSameSeedsGiveTheSameDocument() throws Exception {
        assertEquals(Exit.DONE, run("lab", "simulate", "--seeds", "4", "--seed", "11", "--json"), this::said);
        JsonNode first = Json.mapper().readTree(said());
        assertEquals(4, first.path("seeds").asLong());
        assertTrue(first.path("events").asLong() > 1_000, this::said);
        assertTrue(first.path("clusterMinutes").asDouble() > 1, this::said);
        assertEquals(0, first.path("violations").size());

        run("lab", "simulate", "--seeds", "4", "--seed", "11", "--threads", "1", "--json");
        JsonNode again = Json.mapper().readTree(said());
        assertEquals(first.path("events"), again.path("events"));
        assertEquals(first.path("hash"), again.path("hash"));
    }

    @Test
    void aTranscriptIsReadable() {
        assertEquals(
                Exit.DONE, run("lab", "simulate", "--seeds", "1", "--seed", "3", "--preset", "fast", "--transcript"));
        assertTrue(said().contains("starts as a.1") && said().contains("-> PRIMARY in epoch 1"), this::said);
        assertTrue(said().contains("no guarantee was broken"), this::said);
    }

    @Test
    void wrongOptionsAreNamed() {
        assertEquals(Exit.USAGE, run("lab", "simulate", "--seeds", "0"));
        assertEquals(Exit.USAGE, run("lab", "simulate", "--preset", "hasty"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("expected fast, balanced or conservative"));
        assertEquals(Exit.USAGE, run("lab", "simulate", "--seeds", "2", "--transcript"));
        assertEquals(Exit.USAGE, run("lab", "simulate", "--members", "9"));
    }
}
