package dev.baton.console.alert;

import dev.baton.console.model.Alert;
import dev.baton.console.model.AlertEntry;
import dev.baton.console.model.Guidance;
import dev.baton.console.theme.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything about one alert, to be shown or copied. Pure.
 *
 * @param under what belongs to it, one line each, bounded
 */
record AlertDetails(
        String headline,
        String state,
        String text,
        Guidance guidance,
        List<String> evidence,
        int underCount,
        List<String> under) {
    private static final int UNDER = 60;

    static AlertDetails of(AlertEntry entry, long nowMillis) {
        Alert alert = entry.alert();
        List<String> under = new ArrayList<>();
        List<Alert> all = entry.under();
        all.stream().limit(UNDER).forEach(below -> under.add(below.headline() + ": " + below.text()));
        if (all.size() > UNDER) {
            under.add("and " + (all.size() - UNDER) + " more");
        }
        return new AlertDetails(
                alert.headline(),
                state(entry, nowMillis),
                alert.text(),
                Guidance.of(alert),
                entry.evidence(),
                all.size(),
                under);
    }

    private static String state(AlertEntry entry, long now) {
        String since = "Since " + Words.clock(entry.sinceMillis()) + " UTC, "
                + Words.span(Math.max(0, now - entry.sinceMillis())) + " ago";
        String times = entry.times() > 1 ? "; raised " + entry.times() + " times" : "";
        String note =
                entry.acknowledged() == null || entry.acknowledged().note().isBlank()
                        ? ""
                        : ": " + entry.acknowledged().note();
        return switch (entry.state()) {
            case RAISED -> since + times + ".";
            case ACKNOWLEDGED -> since + times + "; " + AlertRow.state(entry) + note + ".";
            case CLEARED -> since + times + "; " + AlertRow.state(entry) + ".";
        };
    }

    String copied() {
        List<String> lines = new ArrayList<>(List.of(headline, state, text));
        lines.add("Safe: " + guidance.safe());
        lines.add("Not safe: " + guidance.unsafe());
        lines.addAll(evidence);
        lines.addAll(under);
        return String.join("\n", lines);
    }
}
