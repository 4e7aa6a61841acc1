package dev.baton.lab.bench;

import dev.baton.model.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link OverheadBench} found, for people and as JSON.
 *
 * @param agentHeapMib what an agent of {@code members} members added to its process's live heap, the most of three
 * @param agentHeapMibOfOneMember the same of an agent of one
 */
record OverheadReport(List<Row> rows, double agentHeapMib, int members, double agentHeapMibOfOneMember) {
    /**
     * One thing that was measured, in three processes.
     *
     * @param corePercent of one core and one process, the mean
     * @param mostPercent the process with the most
     * @param compilingPercent how much of {@code corePercent} was the JIT compiler; null where the system does not tell
     * @param storeWritesPerGroupAndSecond of all groups in the store, whoever hosts them
     */
    record Row(
            String what,
            double corePercent,
            double mostPercent,
            double storeWritesPerGroupAndSecond,
            @Nullable Double compilingPercent) {
        static Row of(String what, List<ProcessorTime> from, List<ProcessorTime> to, double nanos, double writes) {
            double sum = 0;
            double most = 0;
            Double compiling = 0.0;
            for (int i = 0; i < from.size(); i++) {
                double percent = 100.0 * (to.get(i).nanos() - from.get(i).nanos()) / nanos;
                sum += percent;
                most = Math.max(most, percent);
                Long before = from.get(i).compilingNanos();
                Long after = to.get(i).compilingNanos();
                compiling = compiling == null || before == null || after == null
                        ? null
                        : Double.valueOf(compiling + 100.0 * (after - before) / nanos);
            }
            return new Row(
                    what,
                    sum / from.size(),
                    most,
                    writes,
                    compiling == null ? null : Double.valueOf(compiling / from.size()));
        }
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("rows", rows);
        all.put("agentHeapMib", agentHeapMib);
        all.put("members", members);
        all.put("agentHeapMibOfOneMember", agentHeapMibOfOneMember);
        return Json.text(all);
    }

    String text() {
        StringBuilder text = new StringBuilder(line(
                "%-44s %10s %10s %10s %21s", "a process", "% of core", "most", "compiling", "store writes/group/s"));
        for (Row row : rows) {
            String compiling = row.compilingPercent() == null ? "?" : number(row.compilingPercent());
            text.append(line(
                    "%-44s %10s %10s %10s %21s",
                    row.what(),
                    number(row.corePercent()),
                    number(row.mostPercent()),
                    compiling,
                    number(row.storeWritesPerGroupAndSecond())));
        }
        text.append(
                "'compiling' is the part of '% of core' that the JIT compiler took: over after a service's first minutes\n");
        return text.append(line(
                        "the agent's live heap, at most of 3 processes: %.1f MiB with one member, %.1f MiB with %d",
                        agentHeapMibOfOneMember, agentHeapMib, members))
                .toString();
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format + "%n", values);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
