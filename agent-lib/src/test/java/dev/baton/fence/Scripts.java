package dev.baton.fence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Little shell scripts in the place of fence agents and commands. */
record Scripts(Path dir) {
    /** An agent that knows ip, password and plug; {@code cases} are the branches by action, in the shell's words. */
    Path agent(String name, String cases) throws IOException {
        return script(
                name,
                "while read -r line; do echo \"$line\" >>" + dir + "/" + name + ".stdin; "
                        + "case $line in action=*) action=${line#action=};; esac; done\n"
                        + "echo \"$*\" >>" + dir + "/" + name + ".args\n"
                        + "case $action in\n"
                        + "metadata) for p in action ip password plug; do echo \"<parameter name=\\\"$p\\\" unique=\\\"0\\\">\"; done; exit 0;;\n"
                        + cases + "\nesac\nexit 9");
    }

    Path script(String name, String body) throws IOException {
        Path file = dir.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    Programs programs() {
        return new Programs(List.of(dir, Path.of("/bin"), Path.of("/usr/bin")));
    }

    String stdin(String name) throws IOException {
        return Files.readString(dir.resolve(name + ".stdin"));
    }

    String arguments(String name) throws IOException {
        return Files.readString(dir.resolve(name + ".args"));
    }

    /** Whether a process runs; a zombie does not, though it still has a pid. */
    static boolean runs(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException gone) {
            return false;
        }
    }

    /** A pid that a script has written. */
    long pid(String file) throws IOException {
        return Long.parseLong(Files.readString(dir.resolve(file)).strip());
    }

    boolean wrote(String file) {
        Path path = dir.resolve(file);
        try {
            return Files.exists(path) && Files.readString(path).endsWith("\n");
        } catch (IOException unreadable) {
            return false;
        }
    }
}
