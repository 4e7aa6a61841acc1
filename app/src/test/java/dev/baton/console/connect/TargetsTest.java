package dev.baton.console.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
    @TempDir
    Path dir = Path.of("");

    private Targets targets(Map<String, String> env) {
        return new Targets(env, new Profiles(dir.resolve("profiles")), dir);
    }

    private Path lab(String name, String zookeeper) throws IOException {
        Path lab = Files.createDirectories(dir.resolve(name));
        Files.writeString(
                lab.resolve("lab.json"), "{\"zookeeper\":\"" + zookeeper + "\",\"kafka\":\"k:1\",\"more\":1}");
        return lab;
    }

    private void profile(String name, String content) throws IOException {
        Files.createDirectories(dir.resolve("profiles"));
        Files.writeString(dir.resolve("profiles").resolve(name + ".properties"), content);
    }

    @Test
    void flagBeatsEnvironmentBeatsDefault() throws Exception {
        lab(".lab", "default:1");
        Path other = lab("other", "other:1");
        Map<String, String> env = Map.of("BATON_CONNECT", "env:1");
        assertEquals("default:1", targets(Map.of()).resolve(Targets.Flags.NONE).connect());
        assertEquals("env:1", targets(env).resolve(Targets.Flags.NONE).connect());
        Target flagged = targets(env).resolve(new Targets.Flags(null, null, null, other, Duration.ofSeconds(1)));
        assertEquals("other:1", flagged.connect());
        assertEquals("k:1", flagged.kafka());
        assertEquals(Duration.ofSeconds(1), flagged.timeout());
    }

    @Test
    void flaggedProfileIsNotMixedWithTheEnvironment() throws Exception {
        profile("prod", "connect=zk1:2181/baton\nkafka=kafka1:9092\n");
        Target target = targets(Map.of("BATON_CONNECT", "env:1", "BATON_KAFKA", "env:2"))
                .resolve(new Targets.Flags(null, null, "prod", null, null));
        assertEquals("zk1:2181/baton", target.connect());
        assertEquals("kafka1:9092", target.kafka());
        assertEquals(Targets.DEFAULT_TIMEOUT, target.timeout());
    }

    @Test
    void wrongProfileNamesTheFileWhatIsMissingAndWhichExist() throws Exception {
        profile("prod", "connect=zk1:2181\n");
        profile("stage", "kafka=k:1\nconect=zk1:2181\n");
        Targets targets = targets(Map.of());
        String absent = message(targets, new Targets.Flags(null, null, "tset", null, null));
        assertTrue(absent.contains("tset.properties") && absent.contains("prod, stage"), absent);
        String broken = message(targets, new Targets.Flags(null, null, "stage", null, null));
        assertTrue(broken.contains("'connect' is missing") && broken.contains("'conect' is unknown"), broken);
    }

    @Test
    void nothingNamedSaysEveryWayToNameOne() {
        String text = message(targets(Map.of()), Targets.Flags.NONE);
        assertTrue(text.contains("--connect") && text.contains("baton lab up"), text);
    }

    @Test
    void folderWithoutALabSaysWhatWasExpected() {
        String text = message(targets(Map.of()), new Targets.Flags(null, null, null, dir.resolve("none"), null));
        assertTrue(text.contains("lab.json"), text);
    }

    @Test
    void wrongTimeoutInTheEnvironmentIsNamed() {
        String text = message(targets(Map.of("BATON_TIMEOUT", "soon", "BATON_CONNECT", "a:1")), Targets.Flags.NONE);
        assertTrue(text.contains("BATON_TIMEOUT") && text.contains("500ms"), text);
    }

    private static String message(Targets targets, Targets.Flags flags) {
        return String.valueOf(assertThrows(TargetException.class, () -> targets.resolve(flags))
                .getMessage());
    }
}
