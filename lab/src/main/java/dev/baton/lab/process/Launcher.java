package dev.baton.lab.process;

import dev.baton.lab.LabException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts Java processes that outlive this one: in a session of their own, so that Ctrl-C at the caller's terminal does not reach them, with
 * this process's java and class path, and their output in a log file.
 */
public final class Launcher {
    private static final List<String> QUIET = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            // Neither kind of file is written: both hold whatever secrets the process holds.
            "-XX:-CreateCoredumpOnCrash",
            "-XX:-HeapDumpOnOutOfMemoryError",
            "-Dorg.slf4j.simpleLogger.log.dev.baton=info");

    private final Path logs;

    /** {@code logs} is the folder of the log files. */
    public Launcher(Path logs) {
        this.logs = logs;
    }

    /** Where the output of the named process goes. */
    public Path log(String name) {
        return logs.resolve(name + ".log");
    }

    /**
     * Starts {@code main} and returns at once.
     *
     * @throws LabException where it cannot be started at all
     */
    public Launched start(String name, Class<?> main, List<String> jvmOptions, List<String> arguments)
            throws LabException {
        return start(List.of(), name, main, jvmOptions, arguments);
    }

    /** As before, by a command that becomes what follows it, for example {@code ip netns exec NAME}. */
    public Launched start(
            List<String> within, String name, Class<?> main, List<String> jvmOptions, List<String> arguments)
            throws LabException {
        Path log = log(name);
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(within);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(QUIET);
        command.add(main.getName());
        command.addAll(arguments);
        try {
            Files.createDirectories(logs);
            long from = Files.exists(log) ? Files.size(log) : 0;
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // Not on the command line: class paths are long, and process lists are read by people.
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            Process process = builder.start();
            ProcessRef ref = ProcessRef.of(name, process.pid());
            if (ref == null) {
                throw new LabException(name + " ended at once: see " + log
                        + (new File("/proc/self").exists() ? "" : "; the lab needs Linux's /proc, which is not there"));
            }
            return new Launched(ref, log, from);
        } catch (IOException failed) {
            throw new LabException("cannot start " + name + ": " + failed.getMessage(), failed);
        }
    }
}
