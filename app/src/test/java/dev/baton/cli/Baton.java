package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs the real command in this process. */
final class Baton {
    private Baton() {}

    record Result(int code, String out, String err) {
        /** What a failing assertion needs to be understood. */
        String all() {
            return "exit " + code + "\nout: " + out + "\nerr: " + err;
        }

        JsonNode json() {
            try {
                return Json.mapper().readTree(out);
            } catch (JsonProcessingException bad) {
                throw new AssertionError("no JSON: " + all(), bad);
            }
        }

        String text(String pointer) {
            return json().at(pointer).asText();
        }
    }

    static Result run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
        Result result = new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        assertFalse(result.err().contains("\tat "), () -> "a stack trace: " + result.err());
        return result;
    }
}
