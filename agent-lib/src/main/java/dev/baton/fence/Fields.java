package dev.baton.fence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.model.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads values of a configuration and gathers what is wrong with them. Never repeats a value that might be secret. */
final class Fields {
    private static final int MOST_PROBLEMS = 200;

    private final List<String> problems = new ArrayList<>();

    void problem(String key, String expected, String actual) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(key + ": expected " + expected + ", found " + actual);
        }
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    boolean object(String key, JsonNode node) {
        if (!node.isObject()) {
            problem(key, "an object", kind(node));
        }
        return node.isObject();
    }

    void onlyKeys(String key, JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problem(key.isEmpty() ? name : key + "." + name, "one of " + new TreeSet<>(known), "an unknown key");
            }
        });
    }

    /** Text that is there and not blank; null after a problem. */
    @Nullable
    String text(String key, JsonNode node) {
        if (!node.isTextual() || node.textValue().isBlank()) {
            problem(key, "a text", node.isTextual() ? "a blank one" : kind(node));
            return null;
        }
        return node.textValue();
    }

    /** A list of at least one text; empty after a problem. */
    List<String> texts(String key, JsonNode node, String what) {
        List<String> texts = new ArrayList<>();
        if (!node.isArray() || node.isEmpty()) {
            problem(key, "a list of " + what, node.isArray() ? "an empty one" : kind(node));
            return texts;
        }
        for (int i = 0; i < node.size(); i++) {
            String text = text(key + "[" + i + "]", node.get(i));
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A whole number within bounds; {@code absent} where it is not there. */
    long number(String key, JsonNode node, long lowest, long highest, long absent) {
        if (node.isMissingNode()) {
            return absent;
        }
        if (!node.isIntegralNumber()
                || node.longValue() < lowest
                || node.longValue() > highest
                || !node.canConvertToLong()) {
            problem(
                    key,
                    "a whole number from " + lowest + " to " + highest,
                    node.isNumber() ? node.asText() : kind(node));
            return absent;
        }
        return node.longValue();
    }

    boolean flag(String key, JsonNode node, boolean absent) {
        if (!node.isMissingNode() && !node.isBoolean()) {
            problem(key, "true or false", kind(node));
        }
        return node.isBoolean() ? node.booleanValue() : absent;
    }

    @Nullable
    MemberId member(String key, String name) {
        try {
            return new MemberId(name);
        } catch (IllegalArgumentException e) {
            problem(key, "the id of a member", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** What a node is, without its content. */
    static String kind(JsonNode node) {
        return node.isMissingNode()
                ? "nothing"
                : "a value of type " + node.getNodeType().toString().toLowerCase(Locale.ROOT);
    }
}
