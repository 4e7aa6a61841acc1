package dev.baton.console.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before any test
    Path dir;

    private Profiles profiles() {
        return new Profiles(dir.resolve("profiles"));
    }

    @Test
    void whatIsWrittenIsReadAndLeavesNothingElse() throws Exception {
        profiles().write("prod-1", " zk1:2181,zk2:2181/baton ", "k1:9092");
        profiles().write("lab", "127.0.0.1:2181", " ");
        assertEquals(List.of("lab", "prod-1"), profiles().names());
        assertEquals("zk1:2181,zk2:2181/baton", profiles().read("prod-1").connect());
        assertEquals("k1:9092", profiles().read("prod-1").kafka());
        assertNull(profiles().read("lab").kafka());
        try (var files = Files.list(profiles().dir())) {
            assertEquals(2, files.count(), "no half-written file is left");
        }
    }

    @Test
    void aProfileIsReplacedAndRemoved() throws Exception {
        profiles().write("prod", "old:1", "");
        profiles().write("prod", "new:1", "");
        assertEquals("new:1", profiles().read("prod").connect());
        profiles().remove("prod");
        profiles().remove("prod");
        assertFalse(profiles().has("prod"));
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnceAndNothingIsWritten() {
        TargetException bad =
                assertThrows(TargetException.class, () -> profiles().write("../prod", " ", "k:1"));
        String words = String.valueOf(bad.getMessage());
        assertTrue(words.contains("'../prod'") && words.contains("address is missing"), words);
        assertEquals(List.of(), profiles().names());
        assertThrows(TargetException.class, () -> profiles().remove("../prod"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "");
        TargetException bad =
                assertThrows(TargetException.class, () -> new Profiles(file.resolve("profiles")).write("a", "b:1", ""));
        assertTrue(String.valueOf(bad.getMessage()).contains("cannot be written"));
    }

    @Test
    void everyCharacterSurvivesAFile() throws Exception {
        Map<String, String> odd = Map.of("a b:c=d", "  x\\y\n\té # ! : =", "group.lab", "päivä");
        PropertyFile.write(dir.resolve("odd.properties"), odd);
        assertEquals(odd, PropertyFile.read(dir.resolve("odd.properties")));
    }
}
