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
        files.forEach(this::read);
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

    private void read(Path file) {
        String name = file.getFileName().toString();
        String shorter = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        try {
            Security before =
                    known.putIfAbsent(known.containsKey(shorter) ? file.toString() : shorter, SecurityFile.read(file));
            if (before != null && before.tls() != null) {
                before.tls().close();
            }
        } catch (InvalidSecurityFile wrong) {
            problems.addAll(wrong.problems());
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
