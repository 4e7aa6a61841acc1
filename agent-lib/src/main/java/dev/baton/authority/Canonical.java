package dev.baton.authority;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The canonical form of a JSON document (RFC 8785, JCS): no white space, members sorted by the UTF-16 code units of their names, strings escaped as
 * little as JSON allows. Two documents of the same content have the same bytes, whoever wrote them, so that a signature or a hash is over the content.
 *
 * <p>Numbers: integers whose size is at most 2^53 - 1, which are written alike by everybody. What Baton signs holds no others; one that does is
 * refused rather than written in a form that other implementations would write otherwise.
 */
public final class Canonical {
    /** The largest integer that every JSON implementation reads exactly (RFC 7493). */
    public static final long MOST = (1L << 53) - 1;

    private static final int DEEPEST = 64;

    private Canonical() {}

    /** The canonical form of any value that {@link Json} can write. */
    public static byte[] bytes(Object value) {
        return bytes(tree(value));
    }

    /**
     * The canonical form of a document.
     *
     * @throws IllegalArgumentException for a number that is no integer of at most 2^53 - 1, half a surrogate pair, or a nesting deeper than 64
     */
    public static byte[] bytes(JsonNode document) {
        StringBuilder out = new StringBuilder(512);
        write(document, out, 0);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The document that {@link Json} writes for it. */
    public static ObjectNode tree(Object value) {
        JsonNode tree = Json.mapper().valueToTree(value);
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("expected a JSON object, found " + tree.getNodeType());
    }

    private static void write(JsonNode node, StringBuilder out, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("expected a nesting of at most " + DEEPEST);
        }
        switch (node.getNodeType()) {
            case OBJECT -> object(node, out, depth);
            case ARRAY -> {
                out.append('[');
                for (int i = 0; i < node.size(); i++) {
                    if (i > 0) {
                        out.append(',');
                    }
                    write(node.get(i), out, depth + 1);
                }
                out.append(']');
            }
            case STRING -> string(node.textValue(), out);
            case NUMBER -> number(node, out);
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            case BINARY, MISSING, POJO ->
                throw new IllegalArgumentException("expected a JSON value, found " + node.getNodeType());
        }
    }

    private static void object(JsonNode node, StringBuilder out, int depth) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        Collections.sort(names); // By UTF-16 code units, as RFC 8785 asks.
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            string(names.get(i), out);
            out.append(':');
            write(node.get(names.get(i)), out, depth + 1);
        }
        out.append('}');
    }

    private static void number(JsonNode node, StringBuilder out) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || Math.abs(node.longValue()) > MOST) {
            throw new IllegalArgumentException(
                    "expected an integer from -(2^53 - 1) to 2^53 - 1, found " + shortened(node.asText()));
        }
        out.append(node.longValue());
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        paired(text, i);
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Half a pair has no UTF-8: it would be written as '?', and two documents would have the same bytes. */
    private static void paired(String text, int at) {
        char c = text.charAt(at);
        boolean whole = !Character.isSurrogate(c)
                || (Character.isHighSurrogate(c)
                        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1)));
        if (!whole) {
            throw new IllegalArgumentException("expected text, found half a surrogate pair");
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
