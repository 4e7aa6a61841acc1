package dev.baton.console.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ArraySortedMapTest {
    @Test
    void isAsASortedMapHoweverManyItHolds() {
        Random random = new Random(7);
        for (int most : new int[] {3, 9, 33, 700}) {
            SortedMap<String, Integer> map = ArraySortedMap.empty();
            SortedMap<String, Integer> expected = new TreeMap<>();
            for (int i = 0; i < 3_000; i++) {
                String key = "g" + random.nextInt(most);
                if (random.nextInt(10) == 0) {
                    map = ArraySortedMap.without(map, key);
                    expected.remove(key);
                } else {
                    map = ArraySortedMap.with(map, key, i);
                    expected.put(key, i);
                }
                assertEquals(expected.get(key), map.get(key));
            }
            assertEquals(expected, map);
            assertEquals(List.copyOf(expected.keySet()), List.copyOf(map.keySet()));
            assertEquals(List.copyOf(expected.values()), new ArrayList<>(map.values()));
        }
    }

    @Test
    void manyLookupsFindAllThatIsThereAndNothingElse() {
        SortedMap<String, Integer> map = ArraySortedMap.empty();
        for (int i = 0; i < 500; i++) {
            map = ArraySortedMap.with(map, "g" + i, i);
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 500; i++) {
                assertEquals(i, map.get("g" + i));
                assertNull(map.get("h" + i));
            }
        }
        assertFalse(map.keySet().contains("g500"));
        assertEquals(501, ArraySortedMap.with(map, "g7x", 1).size());
    }
}
