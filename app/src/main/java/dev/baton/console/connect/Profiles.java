package dev.baton.console.connect;

import dev.baton.console.theme.Messages;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Named clusters, one file each: {@code NAME.properties} with {@code connect} (needed), {@code kafka}, and
 * {@code security}: the security file, relative to the profile's folder.
 *
 * @param dir usually {@code ~/.config/baton/profiles}
 */
public record Profiles(Path dir) {
    public static final String DEFAULT = "default";
    private static final String SUFFIX = ".properties";
    /** So that it is a file's name on every system, and no path. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private static final Set<String> KEYS = Set.of("connect", "kafka", "security");

    /** One profile's content. */
    public record Profile(
            String name,
            Path file,
            String connect,
            @Nullable String kafka,
            @Nullable Path security) {}

    /** The names of all profiles, sorted; empty where the folder is absent or unreadable. */
    public List<String> names() {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException absent) {
            return List.of();
        }
    }

    public boolean has(String name) {
        return names().contains(name);
    }

    /**
     * Reads one profile.
     *
     * @throws TargetException naming the file, everything that is wrong with it, and which profiles there are
     */
    public Profile read(String name) throws TargetException {
        Path file = dir.resolve(name + SUFFIX);
        if (name.contains("/") || name.contains("\\") || !Files.isRegularFile(file)) {
            throw new TargetException(Messages.of("profile.unknown", name, file, known()));
        }
        Properties content = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            content.load(in);
        } catch (IOException | IllegalArgumentException bad) {
            throw new TargetException(Messages.of("profile.unreadable", file, String.valueOf(bad.getMessage())));
        }
        List<String> problems = new ArrayList<>();
        String connect = content.getProperty("connect", "").strip();
        if (connect.isEmpty()) {
            problems.add(Messages.of("profile.noconnect"));
        }
        content.stringPropertyNames().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .forEach(key -> problems.add(Messages.of("profile.key", key)));
        if (!problems.isEmpty()) {
            throw new TargetException(Messages.of("profile.wrong", file, String.join("; ", problems), known()));
        }
        String kafka = content.getProperty("kafka", "").strip();
        String security = content.getProperty("security", "").strip();
        return new Profile(
                name,
                file,
                connect,
                kafka.isEmpty() ? null : kafka,
                security.isEmpty()
                        ? null
                        : dir.toAbsolutePath().resolve(security).normalize());
    }

    /**
     * Keeps a profile, whole or not at all; one of that name is replaced.
     *
     * @param kafka empty for none
     * @throws TargetException naming everything that is wrong with it, or why it cannot be written
     */
    public Profile write(String name, String connect, String kafka) throws TargetException {
        List<String> problems = new ArrayList<>();
        if (!NAME.matcher(name).matches()) {
            problems.add(Messages.of("profile.name", name));
        }
        String servers = connect.strip();
        if (servers.isEmpty()) {
            problems.add(Messages.of("profile.nostore"));
        }
        if (!problems.isEmpty()) {
            throw new TargetException(String.join("; ", problems));
        }
        Path file = dir.resolve(name + SUFFIX);
        Map<String, String> content = new TreeMap<>(Map.of("connect", servers));
        if (!kafka.isBlank()) {
            content.put("kafka", kafka.strip());
        }
        // What the dialog does not show stays as it is.
        String security = kept(file);
        if (!security.isEmpty()) {
            content.put("security", security);
        }
        try {
            PropertyFile.write(file, content);
        } catch (IOException failed) {
            throw new TargetException(Messages.of("profile.unwritten", file, failed));
        }
        return read(name);
    }

    private static String kept(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? PropertyFile.read(file).getOrDefault("security", "").strip()
                    : "";
        } catch (IOException broken) {
            return "";
        }
    }

    /**
     * Forgets a profile; one that is not there is forgotten already.
     *
     * @throws TargetException where its file cannot be removed
     */
    public void remove(String name) throws TargetException {
        if (!NAME.matcher(name).matches()) {
            throw new TargetException(Messages.of("profile.absent", name, known()));
        }
        try {
            Files.deleteIfExists(dir.resolve(name + SUFFIX));
        } catch (IOException failed) {
            throw new TargetException(Messages.of("profile.unremoved", dir.resolve(name + SUFFIX), failed));
        }
    }

    private String known() {
        List<String> names = names();
        return names.isEmpty()
                ? Messages.of("profile.there.none", dir)
                : Messages.of("profile.there", String.join(", ", names));
    }
}
