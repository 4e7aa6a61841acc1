package dev.baton.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.model.Json;
import java.io.IOException;
import java.util.SplittableRandom;

/** A document from the store or a wire, and what may become of it. */
public record Documents(byte[] whole, JsonNode tree) {
    /** The JSON of that value. */
    public static Documents of(Object value) {
        try {
            byte[] bytes = Json.bytes(value);
            return new Documents(bytes, Json.mapper().readTree(bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Broken: as JSON, as bytes, or as both; now and then left whole. */
    public byte[] broken(SplittableRandom random) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return whole;
        }
        if (kind < 12) {
            return bytes(Trees.broken(tree, random));
        }
        return Bytes.broken(kind < 14 ? bytes(Trees.broken(tree, random)) : whole, random);
    }

    private static byte[] bytes(JsonNode broken) {
        try {
            return Json.mapper().writeValueAsBytes(broken);
        } catch (JsonProcessingException half) { // Half a surrogate pair has no UTF-8.
            return "\"\\ud800\"".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
