package dev.baton.console.connect;

import dev.baton.secure.Security;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster to connect to.
 *
 * @param connect the store: {@code host:port,host:port/chroot}
 * @param kafka bootstrap servers of the telemetry, or null where there is none
 * @param timeout how long the store may take to be read
 * @param name for a title: the profile's name, the lab's folder, or the connect string
 * @param origin where this came from, in words: "--connect", "profile prod", "lab in ./.lab"
 * @param lab the lab's folder where it is one
 * @param security how this process is secured there
 */
public record Target(
        String connect,
        @Nullable String kafka,
        Duration timeout,
        String name,
        String origin,
        @Nullable Path lab,
        Security security) {
    /** Of a cluster that is not secured. */
    public Target(
            String connect, @Nullable String kafka, Duration timeout, String name, String origin, @Nullable Path lab) {
        this(connect, kafka, timeout, name, origin, lab, Security.NONE);
    }

    /** How a command is called on this cluster as its admin, as far as that is known: to be put behind it. */
    public String adminOptions() {
        Path admin = lab == null ? null : lab.resolve("security").resolve("admin.properties");
        return admin != null && Files.isRegularFile(admin)
                ? " --lab " + lab + " --security " + admin
                : " --security FILE-OF-AN-ADMIN";
    }

    /** Looks at the files of its certificate no longer; what was read of them stays usable. Safe to repeat. */
    public void close() {
        if (security.tls() != null) {
            security.tls().close();
        }
    }
}
