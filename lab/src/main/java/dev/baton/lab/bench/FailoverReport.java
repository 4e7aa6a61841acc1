package dev.baton.lab.bench;

import dev.baton.lab.verify.VerifyReport;
import dev.baton.model.Json;
import dev.baton.model.Recovery;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured in labs of one kind, and how two kinds compare. */
final class FailoverReport {
    private final String name;
    private final Map<String, List<FailoverLab.Took>> taken = new LinkedHashMap<>();
    private final List<Double> gaps = new ArrayList<>();
    private final List<VerifyReport> verified = new ArrayList<>();
    private long largestServiceMib = -1;

    /** How many trials of each scenario are in the file already. */
    private final Map<String, Integer> written = new LinkedHashMap<>();

    FailoverReport(String name, List<String> scenarios) {
        this.name = name;
        scenarios.forEach(scenario -> taken.put(scenario, new ArrayList<>()));
    }

    String name() {
        return name;
    }

    void began(long serviceMib, double gapMs) {
        largestServiceMib = Math.max(largestServiceMib, serviceMib);
        gaps.add(gapMs);
    }

    void took(String scenario, FailoverLab.Took took) {
        taken.computeIfAbsent(scenario, fresh -> new ArrayList<>()).add(took);
    }

    void ended(VerifyReport report) {
        verified.add(report);
    }

    /** Appends what was taken since the last call, with the last verdict. */
    void write(Path file) throws IOException {
        Map<String, List<Double>> fresh = new LinkedHashMap<>();
        taken.forEach((scenario, all) -> {
            List<Double> since = all.subList(written.getOrDefault(scenario, 0), all.size()).stream()
                    .map(FailoverLab.Took::outageMs)
                    .toList();
            fresh.put(scenario, since);
            written.put(scenario, all.size());
        });
        String setting = name.equals("plain") ? "default (balanced)" : "default (balanced), secured";
        Trial.write(file, setting, fresh, verified.get(verified.size() - 1));
    }

    private List<Sample> samples() {
        return taken.entrySet().stream()
                .map(of -> Sample.of(
                        of.getKey(),
                        of.getValue().stream().map(FailoverLab.Took::outageMs).toList()))
                .toList();
    }

    /** Where the new primaries say that the time went: medians in milliseconds, by scenario. */
    private Map<String, Map<Recovery.Phase, Double>> phases() {
        Map<String, Map<Recovery.Phase, Double>> all = new LinkedHashMap<>();
        taken.forEach((scenario, took) -> {
            Map<Recovery.Phase, List<Double>> parts = new EnumMap<>(Recovery.Phase.class);
            took.stream().flatMap(t -> t.parts().stream()).forEach(part -> parts.computeIfAbsent(
                            part.phase(), first -> new ArrayList<>())
                    .add(part.micros() / 1e3));
            Map<Recovery.Phase, Double> medians = new EnumMap<>(Recovery.Phase.class);
            parts.forEach((phase, millis) ->
                    medians.put(phase, Sample.of(scenario, millis).medianMs()));
            all.put(scenario, medians);
        });
        return all;
    }

    private double resultEveryMs() {
        return Sample.of(name, gaps).medianMs();
    }

    /** The first kind's report, and beside it, where there are two, the other's and the ratios. */
    static Map<String, Object> document(List<FailoverReport> reports) {
        Map<String, Object> all = new LinkedHashMap<>(reports.get(0).values());
        reports.stream().skip(1).forEach(more -> {
            all.put(more.name, more.values());
            all.put("securedToPlain", ratios(reports.get(0), more));
        });
        return all;
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("lab", name);
        values.put("samples", samples());
        values.put("phases", phases());
        values.put("resultEveryMs", resultEveryMs());
        values.put("largestServiceMib", largestServiceMib);
        values.put("verify", verified);
        return values;
    }

    private static Map<String, Double> ratios(FailoverReport plain, FailoverReport secured) {
        List<Sample> with = secured.samples();
        return plain.samples().stream()
                .collect(Collectors.toMap(
                        Sample::scenario,
                        without -> with.stream()
                                        .filter(s -> s.scenario().equals(without.scenario()))
                                        .mapToDouble(Sample::medianMs)
                                        .findFirst()
                                        .orElse(Double.NaN)
                                / without.medianMs(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    static void print(List<FailoverReport> reports, PrintStream to) {
        reports.forEach(report -> report.print(to));
        reports.stream().skip(1).forEach(more -> ratios(reports.get(0), more)
                .forEach((scenario, ratio) -> to.printf(
                        Locale.ROOT,
                        "%-12s %s to %s, medians: %.3f%n",
                        scenario,
                        more.name,
                        reports.get(0).name,
                        ratio)));
    }

    private void print(PrintStream to) {
        to.printf(
                Locale.ROOT,
                "%s: a result every %.1f ms; largest service %d MiB resident%n%-12s %4s %9s %9s %9s %9s %14s  %s%n",
                name,
                resultEveryMs(),
                largestServiceMib,
                "scenario",
                "n",
                "min ms",
                "median",
                "p99",
                "max",
                "median/result",
                "where the new primary says it went (medians, ms)");
        Map<String, Map<Recovery.Phase, Double>> phases = phases();
        for (Sample s : samples()) {
            String parts = phases.getOrDefault(s.scenario(), Map.of()).entrySet().stream()
                    .map(part -> String.format(Locale.ROOT, "%s %.1f", part.getKey(), part.getValue()))
                    .collect(Collectors.joining(", "));
            to.printf(
                    Locale.ROOT,
                    "%-12s %4d %9.1f %9.1f %9.1f %9.1f %14.1f  %s%n",
                    s.scenario(),
                    s.n(),
                    s.minMs(),
                    s.medianMs(),
                    s.p99Ms(),
                    s.maxMs(),
                    s.medianMs() / resultEveryMs(),
                    parts);
        }
        verified.forEach(report -> to.println("verify: " + Json.text(report)));
    }
}
