package dev.baton.console.tour;

import dev.baton.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happened on the tour, for {@code summary.json} and {@code summary.md}. One thread. */
final class TourReport {
    private final List<Step> steps = new ArrayList<>();
    private final List<String> pictures = new ArrayList<>();
    private final Map<String, Object> numbers = new TreeMap<>();
    private final long startedNanos = System.nanoTime();

    /** One thing that should happen, and whether it did. */
    record Step(String what, boolean happened, String detail, long atMillis) {}

    /** The document. */
    record Summary(boolean ok, List<Step> steps, Map<String, Object> numbers, List<String> pictures) {}

    /** Notes and prints a step. */
    void step(String what, boolean happened, String detail) {
        long at = (System.nanoTime() - startedNanos) / 1_000_000;
        steps.add(new Step(what, happened, detail, at));
        System.out.printf(
                "%s %6.1f s  %s%s%n",
                happened ? "ok  " : "FAIL", at / 1000.0, what, detail.isEmpty() ? "" : ": " + detail);
        System.out.flush();
    }

    void picture(String file) {
        pictures.add(file);
    }

    void number(String name, Object value) {
        numbers.put(name, value);
    }

    boolean ok() {
        return !steps.isEmpty() && steps.stream().allMatch(Step::happened);
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("summary.json"),
                Json.mapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsBytes(new Summary(ok(), steps, numbers, pictures)));
        StringBuilder text =
                new StringBuilder("# Tour\n\n").append(ok() ? "All of it happened.\n" : "Not all of it happened.\n");
        text.append("\n| at | what | happened | detail |\n|---|---|---|---|\n");
        for (Step step : steps) {
            text.append("| %.1f s | %s | %s | %s |%n"
                    .formatted(
                            step.atMillis() / 1000.0, step.what(), step.happened() ? "yes" : "**no**", step.detail()));
        }
        text.append("\n| number | value |\n|---|---|\n");
        numbers.forEach((name, value) ->
                text.append("| ").append(name).append(" | ").append(value).append(" |\n"));
        text.append('\n');
        for (String picture : pictures) {
            text.append("![").append(picture).append("](").append(picture).append(")\n\n");
        }
        Files.writeString(folder.resolve("summary.md"), text);
    }
}
