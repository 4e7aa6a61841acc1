package dev.baton.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Breaks a JSON document that is still JSON: fields that are gone, doubled, renamed, of another type or another's value. */
public final class Trees {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        3,
        7,
        1_000,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 53,
        (1L << 53) + 1,
        9_223_372_036_855L,
        Long.MAX_VALUE / 1_000_000,
        Long.MAX_VALUE / 2,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "x",
        "null",
        "true",
        "0",
        "-1",
        "orders",
        "orders-a",
        "orders-b",
        "orders-c",
        "orders-.x",
        "orders--a",
        "-",
        "a-",
        "..",
        "/",
        "../../x",
        "\u0000",
        "\ud800",
        "\udc00x",
        "\u202Eabc",
        "\n\n",
        "HOT",
        "WARM",
        "COLD",
        "PRIMARY",
        "STANDBY",
        "VACANT",
        "SWITCHOVER",
        "ABORT",
        "PAUSE",
        "RESUME",
        "REINSTATE",
        "FENCE",
        "DONE",
        "FAILED",
        "ENDED",
        "ACCEPTED",
        "OK",
        "DEVICE",
        "CRASHED",
        "heartbeat",
        "corrupt",
        "allow-data-loss",
        "confirm-off"
    };

    private Trees() {}

    /** That document, broken in one to four places; {@code whole} is not changed. */
    public static JsonNode broken(JsonNode whole, SplittableRandom random) {
        JsonNode next = whole.deepCopy();
        for (int i = random.nextInt(4); i >= 0; i--) {
            List<JsonNode> inner = new ArrayList<>();
            collect(next, inner);
            if (inner.isEmpty()) {
                return value(next, random);
            }
            JsonNode at = inner.get(random.nextInt(inner.size()));
            if (at instanceof ObjectNode object) {
                object(object, inner, random);
            } else if (at instanceof ArrayNode array) {
                array(array, inner, random);
            }
        }
        return random.nextInt(200) == 0 ? NODES.arrayNode().add(next) : next;
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainerNode()) {
            into.add(node);
            node.forEach(each -> collect(each, into));
        }
    }

    private static void object(ObjectNode object, List<JsonNode> all, SplittableRandom random) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            object.set(TEXTS[random.nextInt(TEXTS.length)], value(NullNode.instance, random));
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        JsonNode before = object.get(name);
        switch (random.nextInt(8)) {
            case 0 -> object.remove(name);
            case 1 -> {
                object.remove(name);
                object.set(random.nextBoolean() ? name + "x" : name.toUpperCase(java.util.Locale.ROOT), before);
            }
            case 2 -> {
                String other = names.get(random.nextInt(names.size()));
                object.set(name, object.get(other));
                object.set(other, before);
            }
            case 3 -> {
                JsonNode from =
                        all.get(random.nextInt(all.size())); // Another's value, which may be nested in this one.
                object.set(name, from.deepCopy());
            }
            default -> object.set(name, value(before, random));
        }
    }

    private static void array(ArrayNode array, List<JsonNode> all, SplittableRandom random) {
        int size = array.size();
        switch (random.nextInt(size == 0 ? 2 : 6)) {
            case 0 -> array.add(value(NullNode.instance, random));
            case 1 -> array.add(all.get(random.nextInt(all.size())).deepCopy());
            case 2 -> array.remove(random.nextInt(size));
            case 3 -> {
                int times = random.nextInt(300) == 0 ? 3_000 : 3;
                JsonNode again = array.get(random.nextInt(size));
                for (int i = 0; i < times && again.size() < 50; i++) {
                    array.add(again.deepCopy());
                }
            }
            case 4 -> array.insert(0, array.remove(size - 1));
            default -> {
                int at = random.nextInt(size);
                array.set(at, value(array.get(at), random));
            }
        }
    }

    /** Something else instead: mostly of the same type, since that gets further. */
    private static JsonNode value(JsonNode before, SplittableRandom random) {
        int kind = random.nextInt(12);
        if (kind < 5 && before.isNumber()) {
            long known = before.longValue();
            return LongNode.valueOf(
                    random.nextBoolean() ? known + random.nextInt(5) - 2 : NUMBERS[random.nextInt(NUMBERS.length)]);
        }
        if (kind < 5 && before.isTextual()) {
            return TextNode.valueOf(TEXTS[random.nextInt(TEXTS.length)]);
        }
        if (kind < 3 && before.isBoolean()) {
            return BooleanNode.valueOf(!before.booleanValue());
        }
        return switch (kind) {
            case 0, 1 -> NullNode.instance;
            case 2 -> TextNode.valueOf(TEXTS[random.nextInt(TEXTS.length)]);
            case 3 -> LongNode.valueOf(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 4 -> TextNode.valueOf("x".repeat(random.nextInt(200) == 0 ? 300_000 : 600));
            case 5 -> NODES.objectNode();
            case 6 -> NODES.arrayNode();
            case 7 -> BooleanNode.valueOf(random.nextBoolean());
            case 8 -> DoubleNode.valueOf(random.nextBoolean() ? 1e300 : -0.5);
            case 9 -> BigIntegerNode.valueOf(BigInteger.TEN.pow(random.nextInt(20) == 0 ? 2_000 : 30));
            case 10 -> NODES.arrayNode().add(before.deepCopy());
            default -> IntNode.valueOf(random.nextInt());
        };
    }
}
