package dev.baton.cli;

import dev.baton.cli.DoctorCommand.Check;
import dev.baton.console.connect.Profiles;
import dev.baton.console.connect.TargetException;
import dev.baton.console.connect.Targets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the doctor checks of this machine. */
final class MachineChecks {
    private static final int JDK = 25;
    private static final long DISK_NEEDED_MB = 1_024;

    private MachineChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        int feature = Runtime.version().feature();
        String java = "Java " + Runtime.version() + " in " + System.getProperty("java.home");
        checks.add(
                feature >= JDK
                        ? Check.ok("jdk", java)
                        : Check.wrong("jdk", java, "install JDK " + JDK + " or newer, or set JAVA_HOME to one"));
        checks.add(display());
        checks.add(loopback());
        checks.add(disk());
        checks.addAll(profiles());
        return checks;
    }

    private static Check display() {
        String missing = Display.missing();
        if (missing == null) {
            return Check.ok("display", "a window can be opened");
        }
        // A server without a display is in order.
        return Display.headless()
                ? Check.note("display", "none", missing)
                : Check.wrong("display", "libraries are missing", missing);
    }

    private static Check loopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Check.ok("ports", "a free port can be opened on 127.0.0.1, for example " + socket.getLocalPort());
        } catch (IOException failed) {
            return Check.wrong(
                    "ports",
                    "no port can be opened on 127.0.0.1: " + failed.getMessage(),
                    "the lab needs free ports there");
        }
    }

    private static Check disk() {
        try {
            Path here = Path.of("").toAbsolutePath();
            long free = Files.getFileStore(here).getUsableSpace() >> 20;
            String found = free + " MB free in " + here;
            return free >= DISK_NEEDED_MB
                    ? Check.ok("disk", found)
                    : Check.wrong(
                            "disk", found, "a lab needs " + DISK_NEEDED_MB + " MB: free some, or use another folder");
        } catch (IOException failed) {
            return Check.wrong("disk", "cannot be measured: " + failed.getMessage(), "look at the working folder");
        }
    }

    private static List<Check> profiles() {
        Profiles profiles = Targets.system().profiles();
        List<Check> checks = new ArrayList<>();
        for (String name : profiles.names()) {
            try {
                checks.add(Check.ok("profile " + name, profiles.read(name).connect()));
            } catch (TargetException bad) {
                checks.add(Check.wrong(
                        "profile " + name,
                        String.valueOf(bad.getMessage()),
                        "correct " + profiles.dir().resolve(name + ".properties")));
            }
        }
        return checks;
    }
}
