package dev.baton.link;

import dev.baton.model.CheckStatus;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The health checks as Prometheus text. A check's name is letters, digits, dots, dashes and underscores, so labels need no escapes. */
final class CheckMetrics {
    private CheckMetrics() {}

    static String text(List<CheckStatus> checks) {
        if (checks.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(512);
        each(text, checks, "baton_check_ok", "gauge", "1 while the check does not fail.", c -> c.ok() ? "1" : "0");
        each(text, checks, "baton_check_runs_total", "counter", "Runs of the check.", c -> Long.toString(c.runs()));
        each(
                text,
                checks,
                "baton_check_failures_total",
                "counter",
                "Runs that failed.",
                c -> Long.toString(c.failures()));
        each(
                text,
                checks,
                "baton_check_duration_seconds",
                "gauge",
                "How long the last run took; NaN before the first.",
                c -> c.durationMicros() < 0
                        ? "NaN"
                        : String.format(Locale.ROOT, "%.6f", c.durationMicros() / 1_000_000.0));
        return text.toString();
    }

    private static void each(
            StringBuilder text,
            List<CheckStatus> checks,
            String name,
            String type,
            String help,
            Function<CheckStatus, String> value) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        for (CheckStatus check : checks) {
            text.append(name)
                    .append("{check=\"")
                    .append(check.name())
                    .append("\",kind=\"")
                    .append(check.kind().name().toLowerCase(Locale.ROOT))
                    .append("\"} ")
                    .append(value.apply(check))
                    .append('\n');
        }
    }
}
