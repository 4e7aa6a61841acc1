package dev.baton.lab.bench;

import dev.baton.lab.verify.VerifyReport;
import dev.baton.model.Json;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Failovers and gaps, as JSON or as a table.
 *
 * @param met whether there was no failover, no gap over a second, and a clean history
 */
record GapReport(String preset, int storeServers, List<Results.Row> rows, VerifyReport verify, boolean met) {
    GapReport {
        rows = List.copyOf(rows);
    }

    static GapReport of(String preset, int storeServers, List<Results.Row> rows, VerifyReport verify) {
        boolean met = verify.clean() && rows.stream().allMatch(r -> r.failovers() == 0 && r.gapsOverSecond() == 0);
        return new GapReport(preset, storeServers, rows, verify, met);
    }

    void print(PrintStream out, boolean json) {
        if (json) {
            out.println(Json.text(this));
            return;
        }
        out.printf(
                Locale.ROOT,
                "preset %s, %d store server%s%n%-16s %-10s %4s %10s %12s %14s %11s%n",
                preset,
                storeServers,
                storeServers == 1 ? "" : "s",
                "scenario",
                "group",
                "n",
                "failovers",
                "median gap",
                "longest gap ms",
                "over 1 s");
        for (Results.Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%-16s %-10s %4d %10d %12d %14d %11d%n",
                    row.scenario(),
                    row.group(),
                    row.n(),
                    row.failovers(),
                    row.medianGapMs(),
                    row.longestGapMs(),
                    row.gapsOverSecond());
        }
        out.printf(
                Locale.ROOT,
                "verify: lost %d, duplicated %d, reordered %d, stale %d%n%s%n",
                verify.lost(),
                verify.duplicated(),
                verify.reordered(),
                verify.staleCommits(),
                met ? "target met: 0 failovers, 0 gaps over 1 s" : "TARGET MISSED: 0 failovers, 0 gaps over 1 s");
    }
}
