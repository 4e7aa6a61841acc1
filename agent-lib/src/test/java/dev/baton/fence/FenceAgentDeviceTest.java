package dev.baton.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.port.FenceAnswer;
import dev.baton.port.FenceDevice.Power;
import dev.baton.port.FenceTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against scripts in the place of agents; the real ones are in the lab's tests. */
@EnabledOnOs(OS.LINUX)
class FenceAgentDeviceTest {
    private static final FenceTarget TARGET = FenceTarget.of(new MemberId("orders-a"), new Epoch(7));
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String PASSWORD = "very-secret-word";

    @TempDir
    Path dir;

    private Scripts scripts = new Scripts(Path.of("."));

    @BeforeEach
    void scripts() {
        scripts = new Scripts(dir);
    }

    @Test
    void offIsOffOnceItsStatusSaysSo() throws Exception {
        FenceAnswer answer = off("off) exit 0;; status) echo 'Status: OFF'; exit 2;;");
        assertEquals(new FenceAnswer.Off("'Status: OFF'", true), answer);
    }

    @Test
    void parametersGoByStandardInputAndNeverByArguments() throws Exception {
        off("off) exit 0;; status) echo 'Status: OFF'; exit 2;;");
        assertEquals("", scripts.arguments("fence_fake").strip());
        String stdin = scripts.stdin("fence_fake");
        assertTrue(stdin.contains("action=off\n") && stdin.contains("action=status\n"), stdin);
        assertTrue(stdin.contains("password=" + PASSWORD + "\n") && stdin.contains("plug=3\n"), stdin);
    }

    @Test
    void theStatusIsReadUntilItSaysOff() throws Exception {
        String status = "off) exit 0;; status) if [ -e " + dir + "/once ]; then echo 'Status: OFF'; exit 2; fi; touch "
                + dir + "/once; echo 'Status: ON'; exit 0;;";
        assertInstanceOf(FenceAnswer.Off.class, off(status));
    }

    @Test
    void aStatusThatStaysOnIsAFailure() throws Exception {
        FenceAnswer answer =
                device("off) exit 0;; status) echo 'Status: ON'; exit 0;;").off(TARGET, Duration.ofMillis(800));
        assertTrue(assertInstanceOf(FenceAnswer.Failed.class, answer).actual().contains("status ON"), answer.words());
    }

    @Test
    void anExitCodeOfTwoWithoutTheWordIsNotOff() throws Exception {
        FenceAnswer answer = off("off) exit 0;; status) echo 'usage: no such option'; exit 2;;");
        assertTrue(assertInstanceOf(FenceAnswer.Unknown.class, answer).actual().contains("found 2"), answer.words());
    }

    @Test
    void aRefusedOffFailsWithTheAgentsWords() throws Exception {
        FenceAnswer answer = off("off) echo 'ERROR: Failed: wrong plug' >&2; exit 1;;");
        FenceAnswer.Failed failed = assertInstanceOf(FenceAnswer.Failed.class, answer);
        assertEquals("exit code 1, said 'ERROR: Failed: wrong plug'", failed.actual());
    }

    @Test
    void anOffThatSaysTheExitCodeOfAStatusFails() throws Exception {
        assertInstanceOf(FenceAnswer.Failed.class, off("off) echo OFF; exit 2;; status) echo OFF; exit 2;;"));
    }

    @Test
    void oneThatHangsIsUnknownAfterOurDeadline() throws Exception {
        FenceAnswer answer = device("off) sleep 1000;;").off(TARGET, Duration.ofMillis(600));
        assertTrue(answer.words().contains("within"), answer.words());
        assertInstanceOf(FenceAnswer.Unknown.class, answer);
    }

    @Test
    void anOffWithoutAReadableStatusIsUnknown() throws Exception {
        FenceAnswer answer = off("off) exit 0;; status) echo 'no session' >&2; exit 1;;");
        assertTrue(assertInstanceOf(FenceAnswer.Unknown.class, answer).actual().contains("no session"), answer.words());
    }

    @Test
    void aParameterThatTheAgentDoesNotKnowIsRefusedBeforeAnythingIsSwitched() throws Exception {
        scripts.agent("fence_fake", "off) touch " + dir + "/switched; exit 0;;");
        FenceAnswer answer = device(Map.of("plgu", Secret.of("3"))).off(TARGET, LONG);
        assertTrue(
                assertInstanceOf(FenceAnswer.Failed.class, answer).actual().contains("parameter 'plgu' is unknown"),
                answer.words());
        assertFalse(Files.exists(dir.resolve("switched")));
    }

    @Test
    void thePasswordIsInNoAnswerAndInNoName() throws Exception {
        String chatty =
                "off) echo \"login with $(grep -h password " + dir + "/fence_fake.stdin | tail -1)\" >&2; exit 1;;";
        FenceAgentDevice device = device(chatty);
        FenceAnswer answer = device.off(TARGET, LONG);
        assertTrue(answer.words().contains("***"), answer.words());
        assertFalse((answer + device.toString()).contains(PASSWORD), answer.words());
        assertFalse(Secret.of(PASSWORD).toString().contains(PASSWORD));
    }

    @Test
    void aSecretThatIsCutByTheLimitOfTheOutputIsHiddenToo() {
        assertEquals("*** said", LastWords.withoutSecrets("secret-word said", List.of(PASSWORD)));
        assertEquals("a *** b", LastWords.withoutSecrets("a " + PASSWORD + " b", List.of(PASSWORD)));
    }

    @Test
    void aSecretInAFileIsReadAtEachUse() throws Exception {
        Path file = Files.writeString(dir.resolve("password"), PASSWORD + "\n");
        scripts.agent("fence_fake", "off) exit 0;; status) echo OFF; exit 2;;");
        FenceAgentDevice device = device(Map.of("password", Secret.in(file)));
        assertInstanceOf(FenceAnswer.Off.class, device.off(TARGET, LONG));
        assertTrue(scripts.stdin("fence_fake").contains("password=" + PASSWORD + "\n"));
        Files.writeString(file, "another-word");
        assertInstanceOf(FenceAnswer.Off.class, device.off(TARGET, LONG));
        assertTrue(scripts.stdin("fence_fake").contains("password=another-word\n"));
        Files.writeString(file, "two\naction=on\n");
        FenceAnswer answer = device.off(TARGET, LONG);
        assertTrue(answer.words().contains("2 lines: expected exactly one"), answer.words());
        Files.delete(file);
        assertInstanceOf(FenceAnswer.Failed.class, device.off(TARGET, LONG));
    }

    @Test
    void anAgentThatIsNotThereFailsAndSaysWhereItWasLookedFor() throws Exception {
        FenceAnswer answer = device(Map.of()).off(TARGET, LONG);
        assertTrue(answer.words().contains("fence agent 'fence_fake' is not there: looked in " + dir), answer.words());
    }

    @Test
    void statusChangesNothingAndTellsOnFromOffFromUnknown() throws Exception {
        assertEquals(
                Power.ON,
                device("status) echo 'Status: ON';  exit 0;;")
                        .status(TARGET, LONG)
                        .power());
        assertEquals(
                Power.OFF,
                device("status) echo 'Status: OFF';  exit 2;;")
                        .status(TARGET, LONG)
                        .power());
        assertEquals(
                Power.UNKNOWN, device("status) exit 1;;").status(TARGET, LONG).power());
        assertEquals(
                Power.UNKNOWN,
                device("status) sleep 1000;;")
                        .status(TARGET, Duration.ofMillis(300))
                        .power());
    }

    private FenceAnswer off(String cases) throws Exception {
        return device(cases).off(TARGET, LONG);
    }

    private FenceAgentDevice device(String cases) throws Exception {
        scripts.agent("fence_fake", cases);
        Map<String, Secret> parameters = new LinkedHashMap<>();
        parameters.put("ip", Secret.of("127.0.0.1"));
        parameters.put("password", Secret.of(PASSWORD));
        return device(parameters);
    }

    private FenceAgentDevice device(Map<String, Secret> parameters) {
        Targets targets = new Targets(Map.of(TARGET.member(), Map.of("plug", Secret.of("3"))));
        return new FenceAgentDevice("ipmi-a", "fence_fake", targets, parameters, LONG, scripts.programs());
    }
}
