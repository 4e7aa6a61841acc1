package dev.baton.lab.process;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One process for good: a pid alone may come to mean a stranger, a pid with its start time cannot.
 *
 * @param name what it is in the lab, for example {@code kafka} or {@code service-a}
 * @param startTicks field 22 of {@code /proc/PID/stat}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProcessRef(String name, long pid, long startTicks) {
    /** Signals the lab sends. */
    public enum Signal {
        TERM,
        KILL,
        STOP,
        CONT
    }

    /** The process that has this pid now; null where there is none. */
    public static @Nullable ProcessRef of(String name, long pid) {
        ProcFs.Stat stat = ProcFs.stat(pid);
        return stat == null ? null : new ProcessRef(name, pid, stat.startTicks());
    }

    /** Whether it runs (or is stopped by a signal); a zombie does not. */
    public boolean alive() {
        ProcFs.Stat stat = ProcFs.stat(pid);
        return stat != null && stat.startTicks() == startTicks && !stat.dead();
    }

    /** Whether a signal has stopped it. */
    public boolean paused() {
        ProcFs.Stat stat = ProcFs.stat(pid);
        return stat != null && stat.startTicks() == startTicks && stat.stopped();
    }

    /** Resident memory in KiB, or -1 where it does not run. */
    public long residentKib() {
        return alive() ? ProcFs.residentKib(pid) : -1;
    }

    /**
     * Sends a signal if it still runs.
     *
     * @return whether it ran and was sent the signal
     */
    public boolean signal(Signal signal) {
        if (!alive()) {
            return false;
        }
        return switch (signal) {
            case TERM -> ProcessHandle.of(pid).map(ProcessHandle::destroy).orElse(false);
            case KILL ->
                ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
            case STOP, CONT -> shellKill(signal);
        };
    }

    /** Java cannot send these two itself; every shell can. */
    private boolean shellKill(Signal signal) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return kill.waitFor(5, TimeUnit.SECONDS) && kill.exitValue() == 0;
        } catch (IOException failed) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String toString() {
        return name + " (pid " + pid + ")";
    }
}
