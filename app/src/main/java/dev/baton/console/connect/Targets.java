package dev.baton.console.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.model.Json;
import dev.baton.secure.InvalidSecurityFile;
import dev.baton.secure.Security;
import dev.baton.secure.SecurityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out which cluster is meant. Three levels, the first that names a cluster decides: the flags, the environment, the default (a lab in
 * {@code ./.lab}, or else a profile named default). Levels are never mixed, so that a command cannot read one cluster and act on another.
 *
 * @param env for example {@link System#getenv()}
 * @param here the working folder
 */
public record Targets(Map<String, String> env, Profiles profiles, Path here) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** The flags of one command; each absent where not given. */
    public record Flags(
            @Nullable String connect,
            @Nullable String kafka,
            @Nullable String profile,
            @Nullable Path lab,
            @Nullable Duration timeout,
            @Nullable Path security) {
        public static final Flags NONE = new Flags(null, null, null, null, null, null);

        /** Without a security file. */
        public Flags(
                @Nullable String connect,
                @Nullable String kafka,
                @Nullable String profile,
                @Nullable Path lab,
                @Nullable Duration timeout) {
            this(connect, kafka, profile, lab, timeout, null);
        }
    }

    /** Those of this process. */
    public static Targets system() {
        Map<String, String> env = System.getenv();
        String config = env.get("XDG_CONFIG_HOME");
        Path base = config == null || config.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(config);
        return new Targets(env, new Profiles(base.resolve("baton").resolve("profiles")), Path.of(""));
    }

    /**
     * The cluster that is meant.
     *
     * @throws TargetException where nothing names one, or what names it is wrong
     */
    public Target resolve(Flags flags) throws TargetException {
        Named named = named(flags);
        Path file = securityFile(flags, named);
        Target target = named.target();
        return file == null
                ? target
                : new Target(
                        target.connect(),
                        target.kafka(),
                        target.timeout(),
                        target.name(),
                        target.origin(),
                        target.lab(),
                        security(file));
    }

    /** A cluster, and the security file that goes with what named it; absent for none. */
    private record Named(Target target, @Nullable Path security) {}

    /** The flag, then what belongs to the cluster, then the environment: that of a lab or a profile is of no use elsewhere. */
    private @Nullable Path securityFile(Flags flags, Named named) {
        if (flags.security() != null) {
            return flags.security();
        }
        String variable = variable("BATON_SECURITY");
        return named.security() != null ? named.security() : variable == null ? null : Path.of(variable);
    }

    private static Security security(Path file) throws TargetException {
        try {
            return SecurityFile.read(file);
        } catch (InvalidSecurityFile wrong) {
            throw new TargetException(String.valueOf(wrong.getMessage()));
        }
    }

    private Named named(Flags flags) throws TargetException {
        Duration timeout = timeout(flags);
        String connectEnv = variable("BATON_CONNECT");
        String labEnv = variable("BATON_LAB");
        String profileEnv = variable("BATON_PROFILE");
        String kafka = flags.kafka() == null ? variable("BATON_KAFKA") : flags.kafka();
        if (flags.connect() != null) {
            return plain(flags.connect(), kafka, timeout, "--connect");
        }
        if (flags.lab() != null) {
            return lab(flags.lab(), flags.kafka(), timeout, "--lab");
        }
        if (flags.profile() != null) {
            return profile(flags.profile(), flags.kafka(), timeout);
        }
        if (connectEnv != null) {
            return plain(connectEnv, kafka, timeout, "BATON_CONNECT");
        }
        if (labEnv != null) {
            return lab(Path.of(labEnv), kafka, timeout, "BATON_LAB");
        }
        if (profileEnv != null) {
            return profile(profileEnv, kafka, timeout);
        }
        Path local = here.resolve(".lab");
        if (Files.isRegularFile(local.resolve("lab.json"))) {
            return lab(local, kafka, timeout, "the default");
        }
        if (profiles.has(Profiles.DEFAULT)) {
            return profile(Profiles.DEFAULT, kafka, timeout);
        }
        throw new TargetException("no cluster is named: expected --connect host:port, --profile NAME or --lab DIR"
                + " (or BATON_CONNECT, BATON_PROFILE, BATON_LAB); there is no lab in " + local.toAbsolutePath()
                + ", and no profile named default in " + profiles.dir() + ". 'baton lab up' starts a lab.");
    }

    private static Named plain(String connect, @Nullable String kafka, Duration timeout, String origin)
            throws TargetException {
        if (connect.isBlank()) {
            throw new TargetException(origin + " is empty: expected host:port,host:port/chroot");
        }
        return new Named(new Target(connect.strip(), kafka, timeout, connect.strip(), origin, null), null);
    }

    /**
     * The cluster of one profile.
     *
     * @throws TargetException where it is not there or wrong
     */
    public Target profile(String name) throws TargetException {
        return resolve(new Flags(null, null, name, null, null));
    }

    /** The origin of what a profile names. */
    public static String byProfile(String name) {
        return "profile " + name;
    }

    private Named profile(String name, @Nullable String kafka, Duration timeout) throws TargetException {
        Profiles.Profile profile = profiles.read(name);
        return new Named(
                new Target(
                        profile.connect(),
                        kafka == null ? profile.kafka() : kafka,
                        timeout,
                        name,
                        byProfile(name),
                        null),
                profile.security());
    }

    private static Named lab(Path dir, @Nullable String kafka, Duration timeout, String by) throws TargetException {
        Path file = dir.resolve("lab.json");
        if (!Files.isRegularFile(file)) {
            throw new TargetException("no lab in " + dir.toAbsolutePath() + " (" + by + "): expected the file " + file
                    + "; start one with 'baton lab up --dir " + dir + "'");
        }
        try {
            JsonNode lab = Json.read(Files.readAllBytes(file), JsonNode.class, file.toString());
            String connect = lab.path("zookeeper").asText("");
            if (connect.isEmpty()) {
                throw new TargetException(file + ": expected the store's address in 'zookeeper', found none");
            }
            String listed = lab.path("kafka").asText("");
            String used = kafka != null ? kafka : listed.isEmpty() ? null : listed;
            Path full = dir.toAbsolutePath().normalize();
            Path secured = full.resolve("security").resolve("console.properties");
            return new Named(
                    new Target(connect, used, timeout, "lab", "lab in " + dir + " (" + by + ")", full),
                    Files.isRegularFile(secured) ? secured : null);
        } catch (IOException | Json.MalformedException bad) {
            throw new TargetException(file + " cannot be read: " + bad.getMessage());
        }
    }

    private Duration timeout(Flags flags) throws TargetException {
        if (flags.timeout() != null) {
            return flags.timeout();
        }
        String text = variable("BATON_TIMEOUT");
        if (text == null) {
            return DEFAULT_TIMEOUT;
        }
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException bad) {
            throw new TargetException("BATON_TIMEOUT: " + bad.getMessage());
        }
    }

    private @Nullable String variable(String name) {
        String value = env.get(name);
        return value == null || value.isBlank() ? null : value;
    }
}
