package dev.baton.console.alert;

import dev.baton.console.model.Alert;
import dev.baton.console.model.AlertEntry;
import dev.baton.console.theme.Tone;
import dev.baton.console.theme.Words;
import dev.baton.model.AlertAcknowledgements;
import java.util.ArrayList;
import java.util.List;

/**
 * An alert as a line of the list. Pure.
 *
 * @param sign says severity and state without colour
 * @param line its state, and since when
 */
public record AlertRow(String id, String sign, Tone tone, String headline, String line) {
    public static AlertRow of(AlertEntry entry) {
        return new AlertRow(entry.id(), sign(entry), tone(entry), entry.alert().headline(), line(entry));
    }

    static List<AlertRow> of(List<AlertEntry> entries) {
        return entries.stream().map(AlertRow::of).toList();
    }

    static String sign(AlertEntry entry) {
        return switch (entry.state()) {
            case RAISED -> alarm(entry) ? "✕" : "!";
            case ACKNOWLEDGED -> "◦";
            case CLEARED -> "✓";
        };
    }

    private static Tone tone(AlertEntry entry) {
        return switch (entry.state()) {
            case RAISED -> alarm(entry) ? Tone.BAD : Tone.WARN;
            case ACKNOWLEDGED, CLEARED -> Tone.QUIET;
        };
    }

    static boolean alarm(AlertEntry entry) {
        return entry.alert().severity() == Alert.Severity.ALARM;
    }

    /** "alarm since 14:07:29 · 3 under it", "cleared 14:08:02 · not acknowledged", "acknowledged by oncall 14:07:50". */
    static String line(AlertEntry entry) {
        List<String> parts = new ArrayList<>();
        parts.add(state(entry));
        if (entry.times() > 1) {
            parts.add(entry.times() + " times");
        }
        if (!entry.under().isEmpty()) {
            parts.add(entry.under().size() + " under it");
        }
        return String.join(" · ", parts);
    }

    /** Its state in words. */
    static String state(AlertEntry entry) {
        AlertAcknowledgements.One by = entry.acknowledged();
        String severity = alarm(entry) ? "alarm" : "warning";
        return switch (entry.state()) {
            case RAISED -> severity + " since " + Words.clock(entry.sinceMillis());
            case ACKNOWLEDGED ->
                severity + " acknowledged by "
                        + (by == null
                                ? "?"
                                : by.by() + " at " + Words.clock(by.at().millis()));
            case CLEARED -> severity + " cleared at " + Words.clock(entry.clearedMillis()) + " · not acknowledged";
        };
    }

    String inWords() {
        return headline + ", " + line;
    }
}
