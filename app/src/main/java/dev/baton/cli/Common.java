package dev.baton.cli;

import dev.baton.console.connect.Target;
import dev.baton.console.connect.TargetException;
import dev.baton.console.connect.Targets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command on a cluster takes. */
final class Common {
    @Option(names = "--json", description = "One JSON document on standard output.")
    boolean json;

    @Option(names = "--connect", paramLabel = "HOST:PORT,../CHROOT", description = "The store's servers.")
    @Nullable
    String connect;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Kafka's bootstrap servers, for telemetry.")
    @Nullable
    String kafka;

    @Option(names = "--profile", paramLabel = "NAME", description = "A file in ~/.config/baton/profiles.")
    @Nullable
    String profile;

    @Option(names = "--lab", paramLabel = "DIR", description = "The lab in that folder.")
    @Nullable
    Path lab;

    @Option(
            names = "--security",
            paramLabel = "FILE",
            description = "The security file. Default: the profile's or the lab's, then BATON_SECURITY.")
    @Nullable
    Path security;

    @Option(names = "--timeout", paramLabel = "10s", description = "How long the store may take. Default: 10s.")
    @Nullable
    Duration timeout;

    @Option(names = "--debug", description = "Shows stack traces.")
    boolean debug;

    Target target() throws CliException {
        try {
            return Targets.system().resolve(new Targets.Flags(connect, kafka, profile, lab, timeout, security));
        } catch (TargetException wrong) {
            throw new CliException(Exit.USAGE, String.valueOf(wrong.getMessage()));
        }
    }
}
