package dev.baton.authority;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A document with one field changed, in each way that still makes sense. */
final class Changes {
    private Changes() {}

    static List<ObjectNode> of(ObjectNode whole, String field) {
        List<ObjectNode> all = new ArrayList<>();
        JsonNode value = whole.get(field);
        if (value.isIntegralNumber()) {
            all.add(with(whole, field).put(field, value.longValue() + 1));
        } else if (field.equals("kind")) {
            all.add(with(whole, field).put(field, "SWITCHOVER"));
        } else if (value.isTextual()) {
            all.add(with(whole, field).put(field, value.textValue() + "x"));
            all.add(with(whole, field).put(field, value.textValue().substring(1)));
        } else if (value.isArray()) {
            ObjectNode emptied = with(whole, field);
            emptied.putArray(field);
            all.add(emptied);
            ObjectNode longer = with(whole, field);
            longer.withArray(field).add("power-off");
            all.add(longer);
        } else if (value instanceof ObjectNode inner) {
            inner.fieldNames().forEachRemaining(name -> of(inner, name).forEach(changed -> {
                ObjectNode other = with(whole, field);
                other.set(field, changed);
                all.add(other);
            }));
        }
        return all;
    }

    private static ObjectNode with(ObjectNode whole, String field) {
        if (!whole.has(field)) {
            throw new IllegalArgumentException("no field " + field);
        }
        return whole.deepCopy();
    }
}
