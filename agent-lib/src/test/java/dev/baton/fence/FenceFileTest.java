package dev.baton.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.MemberId;
import dev.baton.port.FenceDevice;
import dev.baton.port.FenceReceipt;
import dev.baton.port.Ticker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class FenceFileTest {
    private static final MemberId A = new MemberId("orders-a");
    private static final MemberId B = new MemberId("orders-b");

    private static final String GOOD = """
            {"devices": {
               "ipmi-a": {"type": "fence-agent", "agent": "fence_fake", "targets": ["orders-a"],
                          "parameters": {"ip": "10.0.0.1", "password": {"file": "/run/secret"}}, "deadlineMs": 3000},
               "pdu": {"type": "fence-agent", "agent": "fence_fake",
                       "targets": {"orders-a": {"plug": 1}, "orders-b": {"plug": 2}}, "parameters": {"ip": "10.0.0.9"}},
               "switch": {"type": "command", "command": ["cut", "--port"], "readBack": true},
               "clock": {"type": "self-fence"}},
             "levels": [["ipmi-a"], ["pdu", "switch"], ["clock"]]}
            """;

    @TempDir
    Path dir;

    private Scripts scripts = new Scripts(Path.of("."));

    @BeforeEach
    void scripts() throws Exception {
        scripts = new Scripts(dir);
        scripts.agent("fence_fake", "");
        scripts.script("cut", "exit 0");
    }

    @Test
    void devicesAndLevelsAreRead() throws Exception {
        FenceSetup setup = parse(GOOD);
        assertEquals(
                List.of("ipmi-a", "pdu", "switch", "clock"),
                setup.devices().stream().map(FenceDevice::name).toList());
        FenceDevice ipmi = setup.devices().get(0);
        assertEquals(Duration.ofSeconds(3), ipmi.deadline());
        assertTrue(ipmi.covers(A));
        assertFalse(ipmi.covers(B));
        assertTrue(setup.devices().get(2).covers(B));
        assertEquals(
                Duration.ofMillis(DeviceReader.DEADLINE_MILLIS),
                setup.devices().get(1).deadline());
        assertEquals(FenceReceipt.Kind.CLOCK, setup.devices().get(3).kind());
        assertEquals(
                List.of(List.of("ipmi-a"), List.of("pdu", "switch"), List.of("clock")),
                setup.levels().common());
    }

    @Test
    void levelsMayDifferByMember() throws Exception {
        FenceSetup setup = parse(GOOD.replace(
                "[[\"ipmi-a\"], [\"pdu\", \"switch\"], [\"clock\"]]",
                "{\"orders-a\": [[\"ipmi-a\"], [\"clock\"]], \"orders-b\": [[\"pdu\", \"switch\"]]}"));
        assertEquals(List.of(List.of("pdu", "switch")), setup.levels().written(B));
        assertEquals(List.of(), setup.levels().written(new MemberId("orders-c")));
    }

    @Test
    void allProblemsComeAtOnceEachWithKeyExpectedAndActual() {
        List<String> problems = problems("""
                {"devices": {
                   "a b": {"type": "self-fence", "depth": 1},
                   "x": {"type": "magic"},
                   "y": {"type": "fence-agent", "agent": "fence_none", "targets": ["orders"], "deadlineMs": "soon",
                         "parameters": {"action": "on", "pass word": "s3cret", "ip": ["s3cret"], "password": {"path": "s3cret"}}},
                   "z": {"type": "command", "command": [], "readBack": "s3cret"}},
                 "levels": [["a b", "nobody"], [], ["z", "z"]], "extra": 1}
                """);
        expect(problems, "devices.a b: expected a name of 1 to 64");
        expect(problems, "devices.a b.depth: expected one of [deadlineMs, type], found an unknown key");
        expect(problems, "devices.x.type: expected fence-agent, command or self-fence, found 'magic'");
        expect(problems, "devices.y.agent: expected a program that can be run");
        expect(problems, "devices.y.targets: expected the id of a member");
        expect(problems, "devices.y.deadlineMs: expected a whole number from 100 to 120000");
        expect(problems, "devices.y.parameters.action: expected no such parameter");
        expect(problems, "devices.y.parameters: expected a parameter of letters");
        expect(problems, "devices.y.parameters.ip: expected a text");
        expect(problems, "devices.y.parameters.password.path: expected one of [file], found an unknown key");
        expect(problems, "devices.y: expected that a level names it");
        expect(problems, "devices.z.command: expected a list of a command and its arguments, found an empty one");
        expect(problems, "devices.z.readBack: expected true or false");
        expect(problems, "levels[0]: expected one of the devices");
        expect(problems, "levels[1]: expected a list of device names, found an empty one");
        expect(problems, "levels[2]: expected each device once, found 'z' twice");
        expect(problems, "extra: expected one of [devices, levels], found an unknown key");
        assertFalse(String.join("", problems).contains("s3cret"), problems.toString());
    }

    @Test
    void aValueCannotBringALineOfItsOwn() {
        expect(
                problems(GOOD.replace("\"10.0.0.1\"", "\"10.0.0.1\\naction=on\"")),
                "devices.ipmi-a.parameters.ip: expected a value on one line, found control characters");
    }

    @Test
    void aLevelWhoseDevicesDoNotAllCoverAMemberIsRefused() {
        expect(
                problems(GOOD.replace("[\"ipmi-a\"], [\"pdu\", \"switch\"]", "[\"ipmi-a\", \"pdu\"], [\"switch\"]")),
                "levels: expected that all devices of level 1 cover orders-b, since all must say off, found that [ipmi-a] do not");
    }

    @Test
    void tenLevelsAreTooMany() {
        String ten = "[" + "[\"clock\"], ".repeat(9) + "[\"ipmi-a\"]]";
        expect(
                problems(GOOD.replace("[[\"ipmi-a\"], [\"pdu\", \"switch\"], [\"clock\"]]", ten)),
                "levels: expected a list of 1 to 9 levels, each a list of device names, found 10 levels");
    }

    @Test
    void aKeyThatIsThereTwiceIsNoticed() {
        expect(problems(GOOD.replace("\"clock\": {", "\"switch\": {")), "Duplicate field 'switch'");
    }

    @Test
    void whatIsNoJsonIsRefusedWithoutQuotingIt() {
        List<String> problems = problems("{\"devices\": s3cret");
        assertEquals(1, problems.size());
        assertFalse(problems.get(0).contains("s3cret"), problems.get(0));
        assertTrue(problems.get(0).contains("line 1"), problems.get(0));
        problems("");
        problems("[]");
        problems("null");
    }

    /** Whatever is broken in the file, it is refused by its own exception or read. */
    @Test
    void noInputMakesItThrowAnythingElse() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i <= random.nextInt(4); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                FenceFile.parse(bytes, "seed " + seed, scripts.programs(), Ticker.system());
            } catch (InvalidFenceFile refused) {
                assertFalse(refused.problems().isEmpty(), "seed " + seed);
            }
        }
    }

    @Test
    void checkNamesWhatWouldFailLaterAndWhoIsNotCovered() throws Exception {
        FenceSetup setup = parse(GOOD);
        List<String> found = setup.check(List.of(A, B), Duration.ofSeconds(20));
        assertEquals(1, found.size(), found.toString());
        assertTrue(
                found.get(0).startsWith("device 'ipmi-a': parameter 'password': the secret in /run/secret"),
                found.get(0));
        FenceSetup narrow = parse(GOOD.replace(", [\"pdu\", \"switch\"], [\"clock\"]", ", [\"pdu\"]")
                .replaceAll("(?s)\"switch\": .*?\"self-fence\"}}", "\"z\": 0}")
                .replace(",\n   \"z\": 0}", "}"));
        assertTrue(narrow.check(List.of(new MemberId("orders-c")), Duration.ofSeconds(20)).stream()
                .anyMatch(problem -> problem.startsWith("member orders-c has no fence device")));
    }

    private FenceSetup parse(String json) throws InvalidFenceFile {
        return FenceFile.parse(
                json.getBytes(StandardCharsets.UTF_8), "fence.json", scripts.programs(), Ticker.system());
    }

    private List<String> problems(String json) {
        return assertThrows(InvalidFenceFile.class, () -> parse(json)).problems();
    }

    private static void expect(List<String> problems, String start) {
        assertTrue(problems.stream().anyMatch(p -> p.contains(start)), () -> start + " is not in " + problems);
    }
}
