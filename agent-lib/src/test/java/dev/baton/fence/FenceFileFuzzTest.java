package dev.baton.fence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.fuzz.Documents;
import dev.baton.fuzz.Fuzz;
import dev.baton.model.Json;
import dev.baton.port.Ticker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file of fence devices that is broken anywhere names its problems, and nothing else happens. */
@EnabledOnOs(OS.LINUX)
class FenceFileFuzzTest {
    private static final String GOOD = """
            {"devices": {
               "ipmi-a": {"type": "fence-agent", "agent": "fence_none", "targets": ["orders-a"],
                          "parameters": {"ip": "10.0.0.1", "password": {"file": "/none"}}, "deadlineMs": 3000},
               "switch": {"type": "command", "command": ["cut", "--port"], "readBack": true},
               "clock": {"type": "self-fence"}},
             "levels": [["ipmi-a"], ["switch"], ["clock"]]}
            """;

    @TempDir
    Path dir;

    @Test
    void aBrokenFileNamesItsProblems() throws Exception {
        JsonNode tree = Json.mapper().readTree(GOOD);
        Documents file = new Documents(GOOD.getBytes(StandardCharsets.UTF_8), tree);
        new Scripts(dir).script("cut", "exit 0");
        Programs programs = new Programs(List.of(dir));
        int[] refused = new int[1];
        Fuzz.run("fence files", 20, (random, input) -> {
            byte[] data = input.reads("file", file.broken(random));
            try {
                FenceFile.parse(data, "fence.json", programs, Ticker.system());
            } catch (InvalidFenceFile invalid) {
                refused[0]++;
                assertFalse(invalid.problems().isEmpty());
                assertTrue(String.valueOf(invalid.getMessage()).startsWith("fence.json: "), invalid::getMessage);
            }
        });
        assertTrue(refused[0] > 10);
    }
}
