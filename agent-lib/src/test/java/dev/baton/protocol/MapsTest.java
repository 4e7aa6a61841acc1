package dev.baton.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MapsTest {
    @Test
    void aCopyWithOneChangeIsWhatALinkedMapWouldBe() {
        Random random = new Random(1);
        Map<Long, String> map = Map.of();
        Map<Long, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < 2_000; i++) {
            long key = random.nextInt(9);
            if (random.nextInt(3) == 0) {
                map = Maps.without(map, key);
                expected.remove(key);
            } else {
                map = Maps.with(map, key, "v" + i);
                expected.put(key, "v" + i);
            }
            same(expected, map);
        }
    }

    private static void same(Map<Long, String> expected, Map<Long, String> map) {
        assertEquals(expected, map);
        assertEquals(expected.hashCode(), map.hashCode());
        assertEquals(
                List.copyOf(expected.keySet()), List.copyOf(map.keySet()), "the order is that of the first putting");
        assertEquals(List.copyOf(expected.values()), List.copyOf(map.values()));
        assertEquals(List.copyOf(expected.entrySet()), List.copyOf(map.entrySet()));
        List<String> each = new ArrayList<>();
        map.forEach((key, value) -> each.add(key + value));
        assertEquals(map.size(), each.size());
        for (long key = 0; key < 9; key++) {
            assertEquals(expected.get(key), map.get(key));
            assertEquals(expected.containsKey(key), map.containsKey(key));
        }
    }

    @Test
    void theMapThatWasCopiedStaysAsItWas() {
        Map<String, Integer> one = Maps.with(Map.of(), "a", 1);
        Map<String, Integer> two = Maps.with(one, "a", 2);
        Map<String, Integer> three = Maps.with(two, "b", 3);
        Map<String, Integer> none = Maps.without(three, "a");
        assertEquals(Map.of("a", 1), one);
        assertEquals(Map.of("a", 2), two);
        assertEquals(Map.of("a", 2, "b", 3), three);
        assertEquals(Map.of("b", 3), none);
        assertSame(none, Maps.without(none, "a"));
        assertNull(none.get("a"));
        assertFalse(none.containsKey("a"));
    }

    @Test
    void nobodyCanChangeIt() {
        Map<String, Integer> one = Maps.with(new LinkedHashMap<>(Map.of("a", 1)), "b", 2);
        assertThrows(UnsupportedOperationException.class, () -> one.put("c", 3));
        assertThrows(UnsupportedOperationException.class, () -> one.remove("a"));
        assertThrows(UnsupportedOperationException.class, one::clear);
        assertThrows(
                UnsupportedOperationException.class,
                () -> one.entrySet().iterator().next().setValue(9));
        Iterator<Integer> values = one.values().iterator();
        assertEquals(1, values.next());
        assertEquals(2, values.next());
        assertThrows(NoSuchElementException.class, values::next);
    }
}
