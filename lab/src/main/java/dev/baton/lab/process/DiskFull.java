package dev.baton.lab.process;

import dev.baton.lab.LabException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A full disk under one process, and nobody else: by the kernel's limit on the size of the files it writes, set to 0 from outside. Each of
 * its writes to a file then fails whole, as on a full disk, with EFBIG in the place of ENOSPC; sockets and pipes go on. Needs no rights
 * beyond those of the process's user, and leaves no file system behind.
 *
 * <p>Thread-safe; blocks for some milliseconds.
 */
public final class DiskFull {
    private static final int LIMIT_SECONDS = 5;

    private DiskFull() {}

    /**
     * No file of the process takes another byte.
     *
     * @throws LabException where {@code prlimit} (package util-linux) is not there or the process has gone
     */
    public static void fill(ProcessRef process) throws LabException {
        // The soft limit only: it may be raised again up to the hard one.
        limit(process, "0:");
    }

    /** The disk has room again. */
    public static void clear(ProcessRef process) throws LabException {
        limit(process, "unlimited:");
    }

    private static void limit(ProcessRef process, String bytes) throws LabException {
        if (!process.alive()) {
            throw new LabException(process + " does not run");
        }
        String command = "prlimit --pid " + process.pid() + " --fsize=" + bytes;
        try {
            Process prlimit = new ProcessBuilder(command.split(" ", -1))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!prlimit.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || prlimit.exitValue() != 0) {
                throw new LabException(
                        "`" + command + "` failed: a full disk under " + process + " is not possible here");
            }
        } catch (IOException absent) {
            throw new LabException(
                    "a full disk needs Linux's prlimit (package util-linux), which is not there: "
                            + absent.getMessage(),
                    absent);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while running `" + command + "`", stop);
        }
    }
}
