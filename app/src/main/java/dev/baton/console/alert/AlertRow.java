package dev.baton.console.alert;

import dev.baton.console.model.Alert;
import dev.baton.console.model.AlertEntry;
import dev.baton.console.theme.Messages;
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
        return new AlertRow(
                entry.id(), sign(entry), tone(entry), Messages.of(entry.alert().headline()), line(entry));
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
            parts.add(Messages.of("alert.times", entry.times()));
        }
        if (!entry.under().isEmpty()) {
            parts.add(Messages.of("alert.under.count", entry.under().size()));
        }
        return String.join(" · ", parts);
    }

    /** Its state in words. */
    static String state(AlertEntry entry) {
        AlertAcknowledgements.One by = entry.acknowledged();
        boolean alarm = alarm(entry);
        return switch (entry.state()) {
            case RAISED ->
                Messages.of(alarm ? "alert.row.alarm" : "alert.row.warning", Words.clock(entry.sinceMillis()));
            case ACKNOWLEDGED ->
                Messages.of(
                        alarm ? "alert.row.alarm.by" : "alert.row.warning.by",
                        by == null ? Messages.of("words.unknown") : by.by(),
                        Words.clock(by == null ? entry.raisedMillis() : by.at().millis()));
            case CLEARED ->
                Messages.of(
                        alarm ? "alert.row.alarm.over" : "alert.row.warning.over", Words.clock(entry.clearedMillis()));
        };
    }

    String inWords() {
        return Messages.of("alert.row.aloud", headline, line);
    }
}
