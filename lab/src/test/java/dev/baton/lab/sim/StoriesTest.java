package dev.baton.lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the core does step by step, compared with the files in {@code golden}; {@code -Dbaton.golden=write} writes them anew. */
class StoriesTest {
    @Test
    void aSwitchoverIsToldAsBefore() throws IOException {
        compare("switchover.txt", Stories.switchover());
    }

    @Test
    void aPartitionIsToldAsBefore() throws IOException {
        compare("partition.txt", Stories.partition());
    }

    private static void compare(String name, List<String> told) throws IOException {
        String text = String.join("\n", told) + "\n";
        if ("write".equals(System.getProperty("baton.golden"))) {
            Path file = Path.of("src", "test", "resources", "golden", name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return;
        }
        try (InputStream in = StoriesTest.class.getResourceAsStream("/golden/" + name)) {
            assertNotNull(in, "golden/" + name + " is missing: write it with -Dbaton.golden=write");
            String golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(golden, text, "if this is meant to be, write it anew with -Dbaton.golden=write");
        }
    }
}
