package dev.baton.console.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What an operator must know now, each finding by itself. Pure: an alert goes when its cause goes. {@link Incidents} joins them. */
public final class Alerts {
    private Alerts() {}

    /** All alerts, alarms first, then by kind, then by group. */
    public static List<Alert> of(ClusterView view, long nowMillis) {
        return of(view, OwnState.WELL, nowMillis);
    }

    /** The same, with what this console knows of its own clock. */
    public static List<Alert> of(ClusterView view, OwnState own, long nowMillis) {
        List<Alert> found = new ArrayList<>(OwnAlerts.of(view, own, nowMillis));
        if (!view.corrupt().isEmpty()) {
            found.add(corrupt(null, view.corrupt()));
        }
        for (GroupView group : view.groups().values()) {
            if (!Calm.is(group, view, nowMillis)) {
                found.addAll(GroupAlerts.alarms(group, view, nowMillis));
                found.addAll(warnings(group, view, nowMillis));
            }
        }
        found.addAll(Skews.of(view, nowMillis));
        found.addAll(Certificates.of(view, nowMillis));
        found.sort(Comparator.comparing(Alert::severity).reversed().thenComparing(Alert::kind));
        return List.copyOf(found);
    }

    /** What makes a served group DEGRADED. */
    static List<Alert> warnings(GroupView group, ClusterView view, long now) {
        List<Alert> found = GroupAlerts.warnings(group, view, now);
        if (!group.corrupt().isEmpty()) {
            found.add(corrupt(group, group.corrupt()));
        }
        return found;
    }

    private static Alert corrupt(@Nullable GroupView group, SortedMap<String, String> problems) {
        Alert alert = Alert.of(
                Alert.Kind.CORRUPT,
                Alert.Severity.WARNING,
                group == null ? Phrase.of("found.corrupt.head") : Phrase.of("found.corrupt.head.group", group.id()),
                Phrase.of(
                        "found.corrupt",
                        Phrase.number(problems.size(), "words.node.one", "words.node.many"),
                        List.copyOf(problems.keySet())),
                problems.entrySet().stream()
                        .limit(AlertText.LINES)
                        .map(e -> Phrase.of("found.says", e.getKey(), e.getValue()))
                        .toList(),
                -1);
        return group == null ? alert : alert.about(group, "");
    }
}
