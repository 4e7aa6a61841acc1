package dev.baton.lab.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What Linux says of a process in {@code /proc}.
 *
 * <p>Used instead of {@link ProcessHandle#isAlive()}, which calls a zombie alive: where the first process of a container reaps slowly, a
 * killed process stays a zombie for a second.
 */
final class ProcFs {
    private ProcFs() {}

    /**
     * One look at a process.
     *
     * @param state R running, S sleeping, T stopped, Z zombie, ...
     * @param startTicks when it started, in clock ticks since boot: with the pid it names one process for good
     */
    record Stat(char state, long startTicks) {
        boolean dead() {
            return state == 'Z' || state == 'X' || state == 'x';
        }

        boolean stopped() {
            return state == 'T';
        }
    }

    /** Null where there is no such process. */
    static @Nullable Stat stat(long pid) {
        String text;
        try {
            text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return null;
        }
        // The second field is the command in parentheses, which may itself hold blanks and parentheses.
        int end = text.lastIndexOf(')');
        if (end < 0 || end + 2 >= text.length()) {
            return null;
        }
        String[] fields = text.substring(end + 2).trim().split(" ", -1);
        return fields.length < 20 ? null : new Stat(fields[0].charAt(0), Long.parseLong(fields[19]));
    }

    /** Resident memory in KiB, or -1 where there is no such process. */
    static long residentKib(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException | NumberFormatException gone) {
            return -1;
        }
        return -1;
    }
}
