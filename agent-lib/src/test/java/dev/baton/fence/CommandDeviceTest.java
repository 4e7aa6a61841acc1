package dev.baton.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class CommandDeviceTest {
    private static final FenceTarget TARGET = FenceTarget.of(new MemberId("orders-a"), new Epoch(7));
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    @Test
    void itIsToldTheVerbAndWhomItIsAbout() throws Exception {
        device("echo \"$* $BATON_GROUP $BATON_MEMBER $BATON_EPOCH\" >" + dir + "/seen; exit 0", false)
                .off(TARGET, LONG);
        assertEquals("--rack 3 off orders orders-a 7\n", Files.readString(dir.resolve("seen")));
    }

    @Test
    void exitCodeZeroIsOffAndMarkedAsNotReadBack() throws Exception {
        FenceAnswer.Off off = assertInstanceOf(
                FenceAnswer.Off.class, device("echo cut the port", false).off(TARGET, LONG));
        assertTrue(off.said().startsWith("'cut the port'"), off.said());
        assertTrue(off.words().endsWith("(not read back)"), off.words());
    }

    @Test
    void anyOtherExitCodeIsAFailure() throws Exception {
        for (int code : new int[] {1, 2, 126, 255}) {
            FenceAnswer answer = device("exit " + code, false).off(TARGET, LONG);
            assertTrue(
                    assertInstanceOf(FenceAnswer.Failed.class, answer).actual().startsWith("exit code " + code));
        }
    }

    @Test
    void readBackNeedsTheExitCodeForOff() throws Exception {
        assertInstanceOf(
                FenceAnswer.Off.class,
                device("[ $3 = off ] && exit 0; exit 2", true).off(TARGET, LONG));
        FenceAnswer always = device("exit 0", true).off(TARGET, Duration.ofMillis(600));
        assertInstanceOf(FenceAnswer.Failed.class, always);
        assertInstanceOf(
                FenceAnswer.Unknown.class,
                device("[ $3 = off ] && exit 0; exit 1", true).off(TARGET, LONG));
    }

    @Test
    void oneThatHangsIsUnknownAfterOurDeadline() throws Exception {
        assertInstanceOf(FenceAnswer.Unknown.class, device("sleep 1000", false).off(TARGET, Duration.ofMillis(300)));
    }

    @Test
    void statusIsOnOffOrUnknown() throws Exception {
        assertEquals(Power.ON, device("exit 0", false).status(TARGET, LONG).power());
        assertEquals(Power.OFF, device("exit 2", false).status(TARGET, LONG).power());
        assertEquals(Power.UNKNOWN, device("exit 1", false).status(TARGET, LONG).power());
    }

    private CommandDevice device(String body, boolean readBack) throws Exception {
        Scripts scripts = new Scripts(dir);
        scripts.script("power", body);
        return new CommandDevice(
                "switch", List.of("power", "--rack", "3"), Targets.ALL, readBack, LONG, scripts.programs());
    }
}
