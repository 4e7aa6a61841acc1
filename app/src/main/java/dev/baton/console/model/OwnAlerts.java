package dev.baton.console.model;

import dev.baton.model.LeadershipState;
import dev.baton.model.ServiceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What this console itself cannot see any more, each for what it is. Pure. */
final class OwnAlerts {
    /** While a group is held its lease is renewed several times a second: a store that says nothing for so long is not heard. */
    private static final long SILENT_STORE_MILLIS = 5_000;
    /** As in the status bar. */
    private static final long SILENT_TELEMETRY_MILLIS = 5_000;
    /** By how much what was received may lie in the future of the clock. */
    private static final long BACK_MILLIS = 1_000;

    private OwnAlerts() {}

    static List<Alert> of(ClusterView view, OwnState own, long now) {
        List<Alert> found = new ArrayList<>();
        store(view, now, found);
        clock(view, own, now, found);
        agents(view, now, found);
        telemetry(view, now, found);
        return found;
    }

    private static void store(ClusterView view, long now, List<Alert> found) {
        if (view.storeTotal() == 0) {
            return;
        }
        if (!view.storeReadable()) {
            found.add(Alert.of(
                    Alert.Kind.STORE_LOST,
                    Alert.Severity.ALARM,
                    Phrase.of("found.storelost.head"),
                    Phrase.of("found.storelost"),
                    List.of(
                            Phrase.of("found.sessions", view.storeConnected(), view.storeTotal(), view.storeDetail()),
                            Phrase.of(
                                    view.storeMillis() < 0 ? "found.storelost.never" : "found.storelost.last",
                                    Freshness.words(Freshness.age(view.storeMillis(), now)))),
                    view.storeMillis()));
            return;
        }
        long silent = Freshness.age(view.storeMillis(), now);
        if (silent > SILENT_STORE_MILLIS && held(view)) {
            found.add(Alert.of(
                    Alert.Kind.STORE_SILENT,
                    Alert.Severity.ALARM,
                    Phrase.of("found.silent.head"),
                    Phrase.of("found.silent", Freshness.words(silent)),
                    List.of(Phrase.of(
                            "found.silent.zxid",
                            view.storeConnected(),
                            view.storeTotal(),
                            Long.toHexString(view.storeZxid()))),
                    view.storeMillis()));
        } else if (view.storeConnected() < view.storeTotal()) {
            found.add(Alert.of(
                            Alert.Kind.QUORUM,
                            Alert.Severity.WARNING,
                            Phrase.of("found.less.head"),
                            Phrase.of("found.less", view.storeConnected(), view.storeTotal()),
                            List.of(Phrase.of("found.less.detail", view.storeDetail())),
                            -1)
                    .named("sessions", ""));
        }
    }

    private static boolean held(ClusterView view) {
        return view.groups().values().stream()
                .anyMatch(group -> group.lease() != null
                        && group.leadership() != null
                        && group.leadership().value().state() == LeadershipState.PRIMARY);
    }

    private static void clock(ClusterView view, OwnState own, long now, List<Alert> found) {
        long ahead = view.lastMillis() - now;
        if (!own.unsettled(now) && ahead <= BACK_MILLIS) {
            return;
        }
        Phrase says = own.unsettled(now) ? own.says(now) : Phrase.of("found.clock.before", Freshness.words(ahead));
        found.add(Alert.of(
                Alert.Kind.OWN_CLOCK,
                Alert.Severity.ALARM,
                Phrase.of("found.clock.head"),
                Phrase.of("found.clock", says),
                List.of(Phrase.of("found.clock.evidence")),
                own.unsettled(now) ? own.jumpedAtMillis() : -1));
    }

    /** No link brings anything, though there is more than one process: more likely the way to them than all of them. */
    private static void agents(ClusterView view, long now, List<Alert> found) {
        Map<ServiceId, Long> heard = new TreeMap<>();
        boolean renewed = false;
        boolean told = false;
        for (GroupView group : view.groups().values()) {
            for (MemberView member : group.members().values()) {
                if (Vantages.retired(member) || member.record() == null || member.linkMillis() < 0) {
                    continue;
                }
                if (Freshness.heardByLink(member, group, now)) {
                    return;
                }
                told |= Freshness.heard(member, group, now);
                heard.merge(member.id().service(), member.heardMillis(), Math::max);
            }
            renewed |= GroupStates.serving(group) && GroupStates.overdueMillis(group, now) <= 0;
        }
        if (heard.size() < 2) {
            return;
        }
        String key = told
                ? "found.agents.told"
                : renewed && view.storeReadable() ? "found.agents.renewed" : "found.agents.gone";
        found.add(Alert.of(
                Alert.Kind.AGENTS_LOST,
                Alert.Severity.ALARM,
                Phrase.of("found.agents.head"),
                Phrase.of(key, heard.size()),
                heard.entrySet().stream()
                        .limit(AlertText.LINES)
                        .map(e -> Phrase.of("found.agents.last", e.getKey(), Freshness.words(now - e.getValue())))
                        .toList(),
                heard.values().stream().max(Long::compare).orElse(-1L)));
    }

    private static void telemetry(ClusterView view, long now, List<Alert> found) {
        long age = Freshness.age(view.telemetryMillis(), now);
        if (age > SILENT_TELEMETRY_MILLIS) {
            found.add(Alert.of(
                    Alert.Kind.TELEMETRY_LOST,
                    Alert.Severity.WARNING,
                    Phrase.of("found.telemetry.head"),
                    Phrase.of("found.telemetry", Freshness.words(age)),
                    List.of(Phrase.of("found.telemetry.last", Freshness.words(age))),
                    view.telemetryMillis()));
        }
    }
}
