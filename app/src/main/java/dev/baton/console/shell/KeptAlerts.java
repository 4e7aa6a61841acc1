package dev.baton.console.shell;

import dev.baton.console.model.Alert;
import dev.baton.console.model.AlertEntry;
import dev.baton.console.model.Phrase;
import dev.baton.console.theme.Messages;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that nobody has acknowledged, as a console keeps them from one run to the next, and the acknowledgements that no store keeps.
 * Pure.
 *
 * @param atMillis when it was written
 * @param acknowledged of what stands and belongs to no group: what this console itself cannot see; absent in a file of before
 */
record KeptAlerts(int version, long atMillis, List<One> alerts, List<AlertAcknowledgements.One> acknowledged) {
    static final int VERSION = 1;
    static final KeptAlerts NONE = new KeptAlerts(VERSION, 0, List.of(), List.of());
    /** The gravest come first, so that a storm that goes beyond it loses the lightest. */
    static final int MAX = 500;

    /** How deep what is under an alert is kept. */
    private static final int DEEP = 2;

    /** One alert that stood, or that had stood. */
    record One(
            Said alert, long raisedMillis, long clearedMillis, int times, AlertAcknowledgements.@Nullable One before) {}

    /** What an alert says. */
    record Said(
            Alert.Kind kind,
            Alert.Severity severity,
            @Nullable GroupId group,
            @Nullable MemberId member,
            String subject,
            String mark,
            String headline,
            String text,
            List<String> evidence,
            long sinceMillis,
            List<Said> under) {}

    KeptAlerts {
        if (version != VERSION) {
            throw new IllegalArgumentException(Messages.of("state.version", version, VERSION));
        }
        alerts = List.copyOf(alerts);
        acknowledged = acknowledged == null ? List.of() : List.copyOf(acknowledged);
    }

    /** Of what a console shows. */
    static KeptAlerts of(List<AlertEntry> shown, long nowMillis) {
        List<One> kept = new ArrayList<>();
        List<AlertAcknowledgements.One> acknowledged = new ArrayList<>();
        for (AlertEntry entry : shown) {
            AlertAcknowledgements.One word = own(entry);
            if (word != null && acknowledged.size() < MAX) {
                acknowledged.add(word);
            }
            if (entry.acknowledged() == null && kept.size() < MAX) {
                kept.add(new One(
                        said(entry.active() ? entry.alert() : entry.widest(), DEEP),
                        entry.raisedMillis(),
                        entry.clearedMillis(),
                        entry.times(),
                        entry.before()));
            }
        }
        return new KeptAlerts(VERSION, nowMillis, kept, acknowledged);
    }

    /**
     * The acknowledgement of an alert that stands, where no store keeps it; null where there is none. Once its cause is gone it is not kept: the
     * next occurrence is another one.
     */
    static AlertAcknowledgements.@Nullable One own(AlertEntry entry) {
        return entry.active() && entry.alert().home() == null ? entry.acknowledged() : null;
    }

    private static Said said(Alert alert, int deep) {
        List<Said> under = deep == 0
                ? List.of()
                : alert.under().stream().map(below -> said(below, deep - 1)).toList();
        return new Said(
                alert.kind(),
                alert.severity(),
                alert.group(),
                alert.member(),
                alert.subject(),
                alert.mark(),
                Messages.of(alert.headline()),
                Messages.of(alert.text()),
                Messages.of(alert.evidence()),
                alert.sinceMillis(),
                under);
    }

    /**
     * As a console begins with them. One that stood when the console ended is told as over since then: whether its cause is still there, this
     * console has to find out first.
     */
    List<AlertEntry> entries() {
        List<AlertEntry> all = new ArrayList<>();
        for (One one : alerts) {
            boolean stood = one.clearedMillis() < 0;
            Alert alert = alert(one.alert(), stood);
            long cleared = stood ? atMillis : one.clearedMillis();
            all.add(new AlertEntry(
                    alert, alert, one.raisedMillis(), true, cleared, one.times(), one.before(), null, false, Map.of()));
        }
        return all;
    }

    private static Alert alert(Said said, boolean stood) {
        List<Phrase> evidence =
                new ArrayList<>(said.evidence().stream().map(Phrase::verbatim).toList());
        if (stood) {
            evidence.add(Phrase.of("alert.kept.stood"));
        }
        return new Alert(
                said.kind(),
                said.severity(),
                said.group(),
                said.member(),
                said.subject(),
                said.mark(),
                Phrase.verbatim(said.headline()),
                Phrase.verbatim(said.text()),
                evidence,
                said.sinceMillis(),
                Map.of(),
                said.under().stream().map(below -> alert(below, false)).toList());
    }
}
