package dev.baton.cli;

import dev.baton.console.connect.Target;
import dev.baton.secure.InvalidSecurityFile;
import dev.baton.secure.Security;
import dev.baton.secure.SecurityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The security files at hand: the cluster's own, those that were named, and all of a lab. Closed by who made it. */
final class Identities implements AutoCloseable {
    private static final Pattern LABS = Pattern.compile("(viewer|operator|console|bob|admin|agent-.+)\\.properties");
    private static final String SUFFIX = ".properties";

    private final Target target;
    private final Map<String, Security> known = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    Identities(Target target, List<Path> as) {
        this.target = target;
        List<Path> files = new ArrayList<>(as);
        files.addAll(ofLab());
        files.parallelStream().map(Read::of).toList().forEach(this::take);
        if (known.isEmpty()) {
            known.put("this", target.security());
        }
    }

    private List<Path> ofLab() {
        Path lab = target.lab();
        if (lab == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(lab.resolve("security"))) {
            return files.filter(
                            file -> LABS.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException notSecured) {
            return List.of();
        }
    }

    /** A file that was read, or what is wrong with it. To open a key store takes a tenth of a second. */
    private record Read(Path file, @Nullable Security security, List<String> problems) {
        static Read of(Path file) {
            try {
                return new Read(file, SecurityFile.read(file), List.of());
            } catch (InvalidSecurityFile wrong) {
                return new Read(file, null, wrong.problems());
            }
        }
    }

    private void take(Read read) {
        problems.addAll(read.problems());
        if (read.security() == null) {
            return;
        }
        String name = read.file().getFileName().toString();
        String shorter = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        Security before =
                known.putIfAbsent(known.containsKey(shorter) ? read.file().toString() : shorter, read.security());
        if (before != null && before.tls() != null) {
            before.tls().close();
        }
    }

    /** By name of its file. */
    Map<String, Security> known() {
        return known;
    }

    /** What is wrong with those that cannot be used. */
    List<String> problems() {
        return problems;
    }

    @Override
    public void close() {
        // What was read stays usable, so this does no harm to the target's own.
        for (Security security : known.values()) {
            if (security.tls() != null) {
                security.tls().close();
            }
        }
    }
}
