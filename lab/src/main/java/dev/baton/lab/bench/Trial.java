package dev.baton.lab.bench;

import dev.baton.lab.verify.VerifyReport;
import dev.baton.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One trial as a line of JSON, as the peers' scripts write theirs. What the whole run lost, duplicated or wrote stale stands with its last
 * trial.
 */
record Trial(
        String system,
        String setting,
        String scenario,
        int trial,
        double outageMs,
        @Nullable Long lost,
        @Nullable Long stale,
        @Nullable Long duplicated,
        String notes) {
    static void write(Path file, String setting, Map<String, List<Double>> outages, VerifyReport verified)
            throws IOException {
        StringBuilder lines = new StringBuilder();
        outages.forEach((scenario, millis) -> {
            for (int i = 0; i < millis.size(); i++) {
                boolean last = i == millis.size() - 1;
                lines.append(Json.text(new Trial(
                                "baton",
                                setting,
                                scenario,
                                i + 1,
                                millis.get(i),
                                last ? verified.lost() : null,
                                last ? verified.staleCommits() : null,
                                last ? verified.duplicated() : null,
                                "")))
                        .append('\n');
            }
        });
        Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
