package dev.baton.lab.osv;

import dev.baton.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A folder with one JSON a vulnerability: what Maven/all.zip of the OSV database holds, unpacked. */
record OsvDatabase(int read, List<String> found) {
    /**
     * Looks each of its vulnerabilities up in what ships.
     *
     * @throws IOException where the folder holds none, or one cannot be read: then nothing could be said
     */
    static OsvDatabase check(Path folder, List<Component> components) throws IOException {
        Set<String> names = new HashSet<>();
        components.forEach(each -> names.add(each.name()));
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new IOException(folder + ": expected the JSON files of the OSV database, found none");
        }
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            Advisory advisory = Advisory.of(Json.mapper().readTree(file.toFile()));
            if (advisory == null || advisory.affected().stream().noneMatch(each -> names.contains(each.name()))) {
                continue;
            }
            components.stream().filter(advisory::affects).forEach(component -> found.add(component + ": " + advisory));
        }
        return new OsvDatabase(files.size(), List.copyOf(found));
    }
}
