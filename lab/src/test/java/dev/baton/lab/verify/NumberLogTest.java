package dev.baton.lab.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.GroupId;
import dev.baton.model.ServiceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberLogTest {
    @TempDir
    Path dir;

    @Test
    void whatWasAddedIsReadBack() throws IOException {
        Path file = dir.resolve("n.log");
        try (NumberLog log = NumberLog.append(file)) {
            for (long n : new long[] {1, 2, 3, 7, 9, 10}) {
                log.add(n);
            }
        }
        try (NumberLog again = NumberLog.append(file)) {
            again.add(11);
        }
        BitSet expected = new BitSet();
        expected.set(1, 4);
        expected.set(7);
        expected.set(9, 12);
        assertEquals(expected, NumberLog.read(file));
    }

    @Test
    void aLineThatIsStillBeingWrittenIsLeftOut() throws IOException {
        Path file = dir.resolve("n.log");
        Files.writeString(file, "1-3\n12");
        assertEquals(3, NumberLog.read(file).cardinality());
    }

    @Test
    void somethingElseIsNamed() throws IOException {
        Path file = dir.resolve("n.log");
        Files.writeString(file, "1-3\nhello\n");
        IOException wrong = assertThrows(IOException.class, () -> NumberLog.read(file));
        assertTrue(String.valueOf(wrong.getMessage()).contains("'hello'"));
    }

    @Test
    void anAbsentFileHoldsNothing() throws IOException {
        assertTrue(NumberLog.read(dir.resolve("absent")).isEmpty());
    }

    @Test
    void aFileBelongsToItsGroupAlsoWhereNamesHoldDashes() {
        Path file = AckFiles.of(dir, new GroupId("eu-orders"), new ServiceId("a"), 42);
        assertTrue(AckFiles.belongs(file, new GroupId("eu-orders")));
        assertFalse(AckFiles.belongs(file, new GroupId("eu")));
        assertFalse(AckFiles.belongs(file, new GroupId("orders")));
    }
}
