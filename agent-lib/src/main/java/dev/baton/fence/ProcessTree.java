package dev.baton.fence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A process with all that it has started, also what has left it: its descendants by parent, and, where there is {@code /proc}, whatever carries
 * its mark in the environment. A child of a parent that ended, or one in a session of its own, would escape otherwise.
 */
final class ProcessTree {
    /** The variable that marks a run. */
    static final String MARK = "BATON_FENCE_RUN";

    private static final int ROUNDS = 5;

    private ProcessTree() {}

    /** Kills the process and everything that belongs to the run; again while new ones appear, a bounded number of times. */
    static void kill(Process process, String mark) {
        for (int round = 0; round < ROUNDS; round++) {
            Map<Long, ProcessHandle> all = new LinkedHashMap<>();
            process.descendants().forEach(child -> all.put(child.pid(), child));
            marked(mark, all);
            all.remove(process.pid());
            // The parent first: it can not start another one in the place of what is killed.
            process.destroyForcibly();
            if (all.isEmpty()) {
                return;
            }
            all.values().forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Zombies have no environment left, so they are not found again. */
    private static void marked(String mark, Map<Long, ProcessHandle> into) {
        Path proc = Path.of("/proc");
        if (!Files.isDirectory(proc.resolve("self"))) {
            return;
        }
        String wanted = MARK + "=" + mark + "\0";
        long self = ProcessHandle.current().pid();
        ProcessHandle.allProcesses()
                .filter(handle ->
                        handle.pid() != self && environment(proc, handle.pid()).contains(wanted))
                .forEach(handle -> into.put(handle.pid(), handle));
    }

    private static String environment(Path proc, long pid) {
        try {
            return Files.readString(proc.resolve(Long.toString(pid)).resolve("environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return ""; // Ended meanwhile, or another user's, and so none of ours.
        }
    }
}
