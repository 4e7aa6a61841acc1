package dev.baton.fence;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where programs are looked for.
 *
 * @param folders in order
 */
record Programs(List<Path> folders) {
    Programs {
        folders = List.copyOf(folders);
    }

    /** The PATH, and where fence agents are installed but the PATH of a service often does not lead. */
    static Programs system() {
        List<Path> folders = new ArrayList<>();
        String path = System.getenv("PATH");
        if (path != null) {
            for (String folder : path.split(File.pathSeparator, -1)) {
                if (!folder.isBlank()) {
                    folders.add(Path.of(folder));
                }
            }
        }
        folders.add(Path.of("/usr/sbin"));
        folders.add(Path.of("/sbin"));
        return new Programs(folders);
    }

    /** The program of that name or path; empty where there is none that can be run. */
    Optional<Path> find(String program) {
        if (program.indexOf('/') >= 0) {
            Path path = Path.of(program);
            return path.isAbsolute() && runs(path) ? Optional.of(path) : Optional.empty();
        }
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(Programs::runs)
                .findFirst();
    }

    private static boolean runs(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    /** As told to people. */
    String places() {
        return String.join(":", folders.stream().map(Path::toString).distinct().toList());
    }
}
