package dev.baton.state;

import static dev.baton.state.Samples.at;
import static dev.baton.state.Samples.bytes;
import static dev.baton.state.Samples.delete;
import static dev.baton.state.Samples.put;
import static dev.baton.state.Samples.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
    @Test
    void frozenStateStaysAsItWasWhileTheStoreGoesOn() throws Exception {
        MemoryStore store = new MemoryStore();
        store.write(List.of(put("a", "1"), put("b", "2")), at(1));
        try (Frozen frozen = frozen(store)) {
            store.write(List.of(put("a", "7"), delete("b"), put("c", "3")), at(2));
            assertEquals(Map.of("a", "1", "b", "2"), Samples.read(frozen));
            assertEquals(at(1), frozen.progress());
            assertEquals("7", text(store.get(bytes("a"))));
            assertNull(store.get(bytes("b")));
            assertNull(store.freeze(), "one at a time");
        }
        try (Frozen after = frozen(store)) {
            assertEquals(Map.of("a", "7", "c", "3"), Samples.read(after));
            assertEquals(at(2), after.progress());
        }
    }

    @Test
    void isAMapWhateverIsFrozenInBetween() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            MemoryStore store = new MemoryStore();
            Map<String, String> model = new TreeMap<>();
            Frozen frozen = null;
            Map<String, String> then = Map.of();
            for (int step = 1; step < 300; step++) {
                store.write(changes(random, model), at(step));
                assertEquals(Samples.digest(model), store.digest());
                String key = "k" + random.nextInt(40);
                assertEquals(model.get(key), text(store.get(bytes(key))));
                if (frozen == null && random.nextInt(4) == 0) {
                    frozen = store.freeze();
                    then = new TreeMap<>(model);
                } else if (frozen != null && random.nextInt(4) == 0) {
                    assertEquals(then, Samples.read(frozen));
                    assertEquals(Samples.digest(then), frozen.digest());
                    frozen.close();
                    frozen = null;
                }
            }
        }
    }

    private static List<Change> changes(Random random, Map<String, String> model) {
        List<Change> changes = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String key = "k" + random.nextInt(40);
            if (random.nextInt(3) == 0) {
                model.remove(key);
                changes.add(delete(key));
            } else {
                String value = "v" + random.nextInt(1000);
                model.put(key, value);
                changes.add(put(key, value));
            }
        }
        return changes;
    }

    private static Frozen frozen(MemoryStore store) {
        @Nullable Frozen frozen = store.freeze();
        assertNotNull(frozen);
        return frozen;
    }
}
