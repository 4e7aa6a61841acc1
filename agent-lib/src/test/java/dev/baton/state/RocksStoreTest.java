package dev.baton.state;

import static dev.baton.state.Samples.at;
import static dev.baton.state.Samples.bytes;
import static dev.baton.state.Samples.delete;
import static dev.baton.state.Samples.entries;
import static dev.baton.state.Samples.put;
import static dev.baton.state.Samples.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreTest {
    @TempDir
    private Path dir = Path.of("");

    private StateStore open() {
        return RocksStore.at(dir.resolve("state")).open();
    }

    @Test
    void stateAndWhatItAccountsForOutliveAReopening() {
        try (StateStore store = open()) {
            store.write(List.of(put("a", "1"), put("b", "2"), put("a", "3")), at(4));
            store.write(List.of(delete("b"), put("c", "4")), at(7));
        }
        try (StateStore store = open()) {
            assertEquals(at(7), store.progress());
            assertEquals("3", text(store.get(bytes("a"))));
            assertNull(store.get(bytes("b")));
            assertEquals(Samples.digest(Map.of("a", "3", "c", "4")), store.digest());
        }
    }

    @Test
    void frozenStateStaysAsItWas() throws Exception {
        try (StateStore store = open()) {
            store.write(List.of(put("a", "1"), put("b", "2")), at(1));
            try (Frozen frozen = Objects.requireNonNull(store.freeze())) {
                store.write(List.of(put("a", "7"), delete("b")), at(2));
                assertEquals(Map.of("a", "1", "b", "2"), Samples.read(frozen));
                assertEquals(at(1), frozen.progress());
            }
        }
    }

    @Test
    void takesOverASnapshotOfAnotherKindOfStoreAndIsEmptyAfterABadOne() throws Exception {
        MemoryStore memory = new MemoryStore();
        memory.write(entries(25_000), at(9));
        Snapshots snapshots = new Snapshots(dir, "orders", "log", "orders-a");
        Path file;
        try (Frozen frozen = Objects.requireNonNull(memory.freeze())) {
            file = snapshots.write(frozen, () -> false);
        }
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[bad.length - 40] ^= 1;
        Files.write(file, bad);
        try (StateStore store = open()) {
            store.write(List.of(put("old", "1")), at(1));
            assertNull(snapshots.restore(store, 0, () -> false).from());
            assertEquals(Progress.NONE, store.progress());
            assertNull(store.get(bytes("key-1")));
            Files.write(file, good);
            assertNotNull(snapshots.restore(store, 0, () -> false).from());
            assertEquals(memory.digest(), store.digest());
            assertNull(store.get(bytes("old")));
        }
        try (StateStore store = open()) {
            assertEquals(at(9), store.progress());
            assertEquals("value 24999", text(store.get(bytes("key-24999"))));
        }
    }
}
