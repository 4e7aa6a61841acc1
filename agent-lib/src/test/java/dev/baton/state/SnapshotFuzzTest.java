package dev.baton.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.fuzz.Bytes;
import dev.baton.fuzz.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot that is broken anywhere is not taken for one. */
class SnapshotFuzzTest {
    @TempDir
    Path dir;

    @Test
    void aBrokenSnapshotIsNeverRead() throws Exception {
        MemoryStore store = new MemoryStore();
        store.write(Samples.entries(20), Samples.at(17));
        Path file = dir.resolve("snapshot");
        SnapshotHeader header = new SnapshotHeader("orders", "log", Samples.at(17), store.digest());
        try (Frozen frozen = Objects.requireNonNull(store.freeze())) {
            SnapshotWriter.write(file, header, frozen, () -> false);
        }
        byte[] whole = Files.readAllBytes(file);
        int[] counts = new int[2];
        Fuzz.run("snapshots", 15, (random, input) -> {
            byte[] broken = input.reads("snapshot", random.nextInt(50) == 0 ? whole : Bytes.broken(whole, random));
            Files.write(file, broken);
            try (SnapshotReader reader = new SnapshotReader(file, () -> false)) {
                reader.forEach((key, value) -> {});
                counts[0]++;
                assertArrayEquals(whole, broken, "what was changed was read");
            } catch (IOException | StateException refused) {
                counts[1]++;
                assertTrue(!Arrays.equals(whole, broken), refused::toString);
            }
        });
        assertTrue(counts[0] > 2 && counts[1] > 2, () -> counts[0] + " read, " + counts[1] + " refused");
    }
}
