package dev.baton.state;

import static dev.baton.state.Samples.at;
import static dev.baton.state.Samples.bytes;
import static dev.baton.state.Samples.entries;
import static dev.baton.state.Samples.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    @TempDir
    private Path dir = Path.of("");

    private Snapshots snapshots() {
        return new Snapshots(dir, "orders", "orders.changelog", "orders-a");
    }

    private static MemoryStore store(int entries, long position) {
        MemoryStore store = new MemoryStore();
        store.write(entries(entries), at(position));
        return store;
    }

    private Path write(MemoryStore store) throws IOException {
        try (Frozen frozen = Objects.requireNonNull(store.freeze())) {
            return snapshots().write(frozen, () -> false);
        }
    }

    @Test
    void bringsBackTheWholeState() throws Exception {
        MemoryStore store = store(1_000, 77);
        write(store);
        MemoryStore other = new MemoryStore();
        Snapshots.Restored restored = snapshots().restore(other, 0, () -> false);
        assertEquals(77, Objects.requireNonNull(restored.from()).position());
        assertEquals("", restored.refused());
        assertEquals(store.progress(), other.progress());
        assertEquals(store.digest(), other.digest());
        assertEquals("value 999", text(other.get(bytes("key-999"))));
    }

    @Test
    void refusesAFileOfWhichAnyByteDiffersOrIsMissing() throws Exception {
        Path file = write(store(3, 5));
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x10;
            refused(file, bad, "byte " + i);
            refused(file, Arrays.copyOf(good, i), "cut at " + i);
        }
        refused(file, Arrays.copyOf(good, good.length + 1), "one byte more");
        Files.write(file, good);
        assertNotNull(snapshots().restore(new MemoryStore(), 0, () -> false).from());
    }

    private void refused(Path file, byte[] content, String what) throws IOException {
        Files.write(file, content);
        MemoryStore store = new MemoryStore();
        Snapshots.Restored restored = snapshots().restore(store, 0, () -> false);
        assertNull(restored.from(), what);
        assertTrue(restored.refused().contains(file.getFileName().toString()), what);
        assertEquals(Progress.NONE, store.progress(), what);
        assertTrue(Files.exists(file.resolveSibling(file.getFileName() + ".refused")), what);
    }

    @Test
    void usesTheOneBeforeABadOneAndNoneBelowTheLeast() throws Exception {
        write(store(3, 5));
        Path newest = write(store(4, 9));
        Files.write(newest, new byte[] {1, 2, 3});
        MemoryStore store = new MemoryStore();
        assertEquals(
                5,
                Objects.requireNonNull(
                                snapshots().restore(store, 5, () -> false).from())
                        .position());
        assertEquals(3, store.digest().count());
        assertNull(snapshots().restore(store, 6, () -> false).from());
    }

    @Test
    void keepsTheLastThreeAndNothingHalfDone() throws Exception {
        for (int i = 1; i <= 5; i++) {
            write(store(i, i * 100L));
        }
        assertEquals(
                List.of(500L, 400L, 300L),
                snapshots().list().stream().map(Snapshots.Entry::position).toList());
        MemoryStore store = store(10, 600);
        try (Frozen frozen = Objects.requireNonNull(store.freeze())) {
            assertThrows(IOException.class, () -> snapshots().write(frozen, () -> true));
        }
        try (Stream<Path> files = Files.list(dir)) {
            assertEquals(3, files.count());
        }
    }

    @Test
    void refusesThoseOfAnotherChangelogAndLeavesThoseOfOtherGroupsAlone() throws Exception {
        write(store(3, 5));
        Snapshots moved = new Snapshots(dir, "orders", "orders.other", "orders-a");
        assertTrue(
                moved.restore(new MemoryStore(), 0, () -> false).refused().contains("expected orders on orders.other"));
        Snapshots others = new Snapshots(dir, "order", "orders.changelog", "order-a");
        assertEquals(List.of(), others.list());
    }

    @Test
    void isNotWrittenOfAStateThatSomebodyChangedBehindTheStoresBack() throws Exception {
        MemoryStore store = store(3, 5);
        byte[] value = Objects.requireNonNull(store.get(bytes("key-1")));
        value[0]++;
        StateException found = assertThrows(StateException.class, () -> write(store));
        assertTrue(Objects.requireNonNull(found.getMessage()).contains("does not match its digest"));
        assertEquals(List.of(), snapshots().list());
    }
}
