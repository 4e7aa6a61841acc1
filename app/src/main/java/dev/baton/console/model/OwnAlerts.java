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
                    "Store lost",
                    "This console cannot read the store: nothing is claimed about any group, and commands are disarmed.",
                    List.of(
                            "this console: " + view.storeConnected() + " of " + view.storeTotal() + " store sessions, "
                                    + view.storeDetail(),
                            "last word of the store: " + Freshness.words(Freshness.age(view.storeMillis(), now))
                                    + (view.storeMillis() < 0 ? "" : " ago")),
                    view.storeMillis()));
            return;
        }
        long silent = Freshness.age(view.storeMillis(), now);
        if (silent > SILENT_STORE_MILLIS && held(view)) {
            found.add(Alert.of(
                    Alert.Kind.STORE_SILENT,
                    Alert.Severity.ALARM,
                    "Store silent",
                    "The store has told this console nothing for " + Freshness.words(silent)
                            + " though its session counts as alive: what is shown may be old, and commands are disarmed.",
                    List.of("this console: " + view.storeConnected() + " of " + view.storeTotal()
                            + " store sessions, zxid 0x" + Long.toHexString(view.storeZxid()) + " is the last seen"),
                    view.storeMillis()));
        } else if (view.storeConnected() < view.storeTotal()) {
            found.add(Alert.of(
                            Alert.Kind.QUORUM,
                            Alert.Severity.WARNING,
                            "Store sessions lost",
                            "This console has " + view.storeConnected() + " of " + view.storeTotal()
                                    + " store sessions: one more and it sees nothing.",
                            List.of("this console: " + view.storeDetail()),
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
        String says = own.unsettled(now)
                ? own.says(now)
                : "this console's clock is " + Freshness.words(ahead) + " before what it received last";
        found.add(Alert.of(
                Alert.Kind.OWN_CLOCK,
                Alert.Severity.ALARM,
                "Own clock jumped",
                says.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + says.substring(1)
                        + ": ages cannot be trusted until everything was heard anew, and commands are disarmed.",
                List.of("this console: wall clock against monotonic clock"),
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
        String says = told
                ? "the telemetry still brings them, so it is this console that is cut off."
                : renewed && view.storeReadable()
                        ? "the store still sees leases renewed, so it is this console that is cut off."
                        : "no lease is renewed either, so they are gone or the network is.";
        found.add(Alert.of(
                Alert.Kind.AGENTS_LOST,
                Alert.Severity.ALARM,
                "Agents lost",
                "This console hears none of " + heard.size() + " agents over their links; " + says,
                heard.entrySet().stream()
                        .limit(AlertText.LINES)
                        .map(e ->
                                "agent " + e.getKey() + ": last heard " + Freshness.words(now - e.getValue()) + " ago")
                        .toList(),
                heard.values().stream().max(Long::compare).orElse(-1L)));
    }

    private static void telemetry(ClusterView view, long now, List<Alert> found) {
        long age = Freshness.age(view.telemetryMillis(), now);
        if (age > SILENT_TELEMETRY_MILLIS) {
            found.add(Alert.of(
                    Alert.Kind.TELEMETRY_LOST,
                    Alert.Severity.WARNING,
                    "Kafka telemetry lost",
                    "The telemetry topic has brought nothing for " + Freshness.words(age)
                            + ": links and store still show the present, the timeline may have gaps.",
                    List.of("this console: last record " + Freshness.words(age) + " ago"),
                    view.telemetryMillis()));
        }
    }
}
