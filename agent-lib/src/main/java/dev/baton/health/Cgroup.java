package dev.baton.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What Linux tells of the cgroup (version 2) that this process is in, and of the machine where there is none to be read. Everything may be
 * absent: another system, an older kernel, a container that hides it.
 *
 * @param group the cgroup's folder
 * @param machine the folder of the machine's pressure files
 */
record Cgroup(Path group, Path machine) {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    static Cgroup own() {
        String path = read(Path.of("/proc/self/cgroup"))
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("0::/"))
                        .map(line -> line.substring("0::/".length()))
                        .findFirst())
                .orElse("");
        return new Cgroup(ROOT.resolve(path).normalize(), Path.of("/proc/pressure"));
    }

    /** Of {@code cpu} or {@code memory}, in percent over the last ten seconds. */
    OptionalDouble pressure(String of) {
        OptionalDouble own =
                read(group.resolve(of + ".pressure")).map(Pressure::someAvg10).orElse(OptionalDouble.empty());
        return own.isPresent()
                ? own
                : read(machine.resolve(of)).map(Pressure::someAvg10).orElse(OptionalDouble.empty());
    }

    /** How much of the cgroup's limit is taken by what the kernel cannot drop at once, in percent; empty without a limit. */
    OptionalDouble memoryPercent() {
        OptionalLong limit = number(read(group.resolve("memory.max")).orElse("max"));
        OptionalLong current = number(read(group.resolve("memory.current")).orElse(""));
        if (limit.isEmpty() || current.isEmpty() || limit.getAsLong() <= 0) {
            return OptionalDouble.empty();
        }
        long cache = read(group.resolve("memory.stat"))
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("inactive_file "))
                        .map(line -> number(line.substring("inactive_file ".length())))
                        .findFirst())
                .orElse(OptionalLong.empty())
                .orElse(0);
        return OptionalDouble.of(100.0 * Math.max(0, current.getAsLong() - cache) / limit.getAsLong());
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException | SecurityException absent) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException noNumber) {
            return OptionalLong.empty(); // "max" says that there is no limit.
        }
    }
}
