package dev.baton.fence;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.fence.BoundedCommand.Ran;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class BoundedCommandTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(400);

    @TempDir
    Path dir;

    private Scripts scripts = new Scripts(Path.of("."));

    @BeforeEach
    void scripts() {
        scripts = new Scripts(dir);
    }

    @Test
    void anExitCodeComesWithBothOutputs() throws Exception {
        Ran.Exited exited = exited(run("read x; echo out $x; echo err >&2; exit 7", "word\n", LONG));
        assertEquals(7, exited.code());
        assertEquals("out word\n", exited.stdout());
        assertEquals("err\n", exited.stderr());
    }

    @Test
    void oneThatHangsEndsWithTheDeadlineAndItsChildrenWithIt() throws Exception {
        Ran ran = run("echo begun; sleep 1000 & echo $! >" + dir + "/child; wait", "", SHORT);
        assertEquals("begun\n", assertInstanceOf(Ran.Overdue.class, ran).stdout());
        long child = scripts.pid("child");
        await().until(() -> !Scripts.runs(child));
    }

    @Test
    void aChildInASessionOfItsOwnWhoseParentHasEndedIsKilledToo() throws Exception {
        Ran ran = run(
                "setsid sh -c 'sleep 1000 & echo $! >" + dir + "/orphan' & wait; exec sleep 1000 <&- >&- 2>&-",
                "",
                SHORT);
        assertInstanceOf(Ran.Overdue.class, ran);
        long orphan = scripts.pid("orphan");
        await().until(() -> !Scripts.runs(orphan));
    }

    @Test
    void aFloodOfOutputIsBoundedAndItsEndIsKept() throws Exception {
        Ran.Exited exited = exited(run(
                "head -c 5000000 /dev/zero | tr '\\0' e >&2; echo last >&2; head -c 3000000 /dev/zero | tr '\\0' o; echo done",
                "",
                LONG));
        assertEquals(BoundedCommand.STDERR_LIMIT, exited.stderr().length());
        assertTrue(exited.stderr().endsWith("elast\n"), "the end of stderr");
        assertTrue(exited.stdout().endsWith("odone\n"), "the end of stdout");
    }

    @Test
    void anEndlessFloodEndsWithTheDeadline() throws Exception {
        assertInstanceOf(Ran.Overdue.class, run("yes", "", SHORT));
    }

    @Test
    void aChildThatKeepsThePipesOpenDoesNotDelayTheExitCode() throws Exception {
        Ran ran = run("sleep 1000 & echo $! >" + dir + "/keeper; echo said; exit 3", "", LONG);
        assertEquals(3, exited(ran).code());
        assertEquals("said\n", exited(ran).stdout());
        ProcessHandle.of(scripts.pid("keeper")).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void aZombieAmongItsChildrenChangesNothing() throws Exception {
        // The inner shell ends, and exec leaves a parent that never waits for it.
        Ran ran = run("sh -c 'exit 0' & exec sleep 1000", "", SHORT);
        assertInstanceOf(Ran.Overdue.class, ran);
        assertEquals(0, exited(run("sh -c 'exit 0' & exit 0", "", LONG)).code());
    }

    @Test
    void oneThatEndsWithoutReadingItsInputIsJudgedByItsExitCode() throws Exception {
        assertEquals(4, exited(run("exec <&-; exit 4", "x".repeat(4_000), LONG)).code());
    }

    @Test
    void moreInputThanAPipeTakesIsRefusedRatherThanWritten() throws Exception {
        assertInstanceOf(Ran.NotStarted.class, run("cat", "x".repeat(BoundedCommand.MOST_INPUT + 1), LONG));
    }

    @Test
    void whatCanNotBeStartedSaysWhy() throws Exception {
        Ran ran = BoundedCommand.run(List.of(dir + "/absent"), Map.of(), "", 100, LONG);
        assertTrue(assertInstanceOf(Ran.NotStarted.class, ran).why().contains("absent"));
    }

    @Test
    void nothingOfOurEnvironmentReachesItButWhatProgramsNeed() throws Exception {
        String seen = exited(run("env", "", LONG)).stdout();
        List<String> names =
                seen.lines().map(line -> line.replaceAll("=.*", "")).toList();
        assertTrue(names.contains("PATH"), seen);
        List<String> known = List.of(
                "PATH",
                "HOME",
                "USER",
                "LANG",
                "LC_ALL",
                "TMPDIR",
                "TZ",
                "BATON_FENCE_RUN",
                "PWD",
                "OLDPWD",
                "SHLVL",
                "_");
        assertTrue(known.containsAll(names), seen);
    }

    @Test
    void anInterruptEndsItAndEverythingThatItStarted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Path script = scripts.script("long", "sleep 1000 & echo $! >" + dir + "/child; wait");
        Thread thread = new Thread(() -> {
            try {
                BoundedCommand.run(List.of(script.toString()), Map.of(), "", 100, LONG);
            } catch (InterruptedException stop) {
                interrupted.countDown();
            }
        });
        thread.start();
        await().until(() -> scripts.wrote("child"));
        thread.interrupt();
        interrupted.await();
        long child = scripts.pid("child");
        await().until(() -> !Scripts.runs(child));
    }

    private Ran run(String body, String input, Duration limit) throws Exception {
        Path script = scripts.script("script", body);
        return BoundedCommand.run(List.of(script.toString()), Map.of(), input, 4_096, limit);
    }

    private static Ran.Exited exited(Ran ran) {
        return assertInstanceOf(Ran.Exited.class, ran);
    }
}
