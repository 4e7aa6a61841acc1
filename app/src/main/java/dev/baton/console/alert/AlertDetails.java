package dev.baton.console.alert;

import dev.baton.console.model.Alert;
import dev.baton.console.model.AlertEntry;
import dev.baton.console.model.Guidance;
import dev.baton.console.theme.Messages;
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
        all.stream()
                .limit(UNDER)
                .forEach(below -> under.add(Messages.of("alert.under.line", below.headline(), below.text())));
        if (all.size() > UNDER) {
            under.add(Messages.of("alert.under.more", all.size() - UNDER));
        }
        return new AlertDetails(
                Messages.of(alert.headline()),
                state(entry, nowMillis),
                Messages.of(alert.text()),
                Guidance.of(alert),
                Messages.of(entry.evidence()),
                all.size(),
                under);
    }

    private static String state(AlertEntry entry, long now) {
        String first = Messages.of(
                "alert.since", Words.clock(entry.sinceMillis()), Words.span(Math.max(0, now - entry.sinceMillis())));
        String since = entry.times() > 1 ? Messages.of("alert.since.times", first, entry.times()) : first;
        String note =
                entry.acknowledged() == null || entry.acknowledged().note().isBlank()
                        ? ""
                        : entry.acknowledged().note();
        return switch (entry.state()) {
            case RAISED -> Messages.of("alert.sentence", since);
            case ACKNOWLEDGED ->
                note.isEmpty()
                        ? Messages.of("alert.sentence.two", since, AlertRow.state(entry))
                        : Messages.of("alert.sentence.note", since, AlertRow.state(entry), note);
            case CLEARED -> Messages.of("alert.sentence.two", since, AlertRow.state(entry));
        };
    }

    String copied() {
        List<String> lines = new ArrayList<>(List.of(headline, state, text));
        lines.add(Messages.of("alert.copied.safe", guidance.safe()));
        lines.add(Messages.of("alert.copied.unsafe", guidance.unsafe()));
        lines.addAll(evidence);
        lines.addAll(under);
        return String.join("\n", lines);
    }
}
