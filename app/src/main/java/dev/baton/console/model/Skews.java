package dev.baton.console.model;

import dev.baton.model.ServiceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whose clock is not this console's, by the stamps of heartbeats. A clock that runs ahead is seen for certain, since nothing arrives before
 * it is sent; one that is behind looks like a slow way, so it is given more room. Safety does not rest on it: leases are counted on
 * monotonic clocks. Pure.
 */
final class Skews {
    static final long AHEAD_MILLIS = 500;
    static final long BEHIND_MILLIS = 500 + Freshness.TELEMETRY_GRACE_MILLIS;

    private Skews() {}

    /** One for each service whose clock is off; one for this console's own where most are, the same way. */
    static List<Alert> of(ClusterView view, long now) {
        if (noneOff(view)) {
            return List.of();
        }
        Map<ServiceId, MemberView> off = new TreeMap<>();
        Map<ServiceId, Boolean> stamped = new TreeMap<>();
        for (GroupView group : view.groups().values()) {
            for (MemberView member : group.members().values()) {
                if (member.clockOffsetMillis() == Long.MAX_VALUE || !Freshness.heardByTelemetry(member, group, now)) {
                    continue;
                }
                stamped.put(member.id().service(), true);
                if (off(member)) {
                    off.putIfAbsent(member.id().service(), member);
                }
            }
        }
        long ahead =
                off.values().stream().filter(m -> m.clockOffsetMillis() < 0).count();
        long behind = off.size() - ahead;
        boolean own = stamped.size() > 2 && Math.max(ahead, behind) * 2 > stamped.size();
        if (!own) {
            return off.values().stream().map(Skews::alert).toList();
        }
        List<Alert> found = new ArrayList<>();
        found.add(Alert.of(
                        Alert.Kind.CLOCK_SKEW,
                        Alert.Severity.WARNING,
                        Phrase.of("found.skew.own.head"),
                        Phrase.of("found.skew.own", off.size(), stamped.size()),
                        off.values().stream()
                                .limit(AlertText.LINES)
                                .map(Skews::says)
                                .collect(Collectors.toList()),
                        -1)
                .named("console", ""));
        return found;
    }

    /** As nearly always, and then nobody's name is looked at. */
    private static boolean noneOff(ClusterView view) {
        for (GroupView group : view.groups().values()) {
            for (MemberView member : group.members().values()) {
                if (off(member)) {
                    return false;
                }
            }
        }
        return true;
    }

    static boolean off(MemberView member) {
        long offset = member.clockOffsetMillis();
        return offset != Long.MAX_VALUE && (offset < -AHEAD_MILLIS || offset > BEHIND_MILLIS);
    }

    private static Alert alert(MemberView member) {
        ServiceId service = member.id().service();
        Alert alert = Alert.of(
                Alert.Kind.CLOCK_SKEW,
                Alert.Severity.WARNING,
                Phrase.of("found.skew.head", service),
                Phrase.of(
                        ahead(member) ? "found.skew.ahead" : "found.skew.behind",
                        service,
                        Freshness.words(Math.abs(member.clockOffsetMillis())),
                        Freshness.words(ahead(member) ? AHEAD_MILLIS : BEHIND_MILLIS)),
                List.of(says(member)),
                -1);
        return new Alert(
                alert.kind(),
                alert.severity(),
                member.id().group(),
                null,
                service.value(),
                "",
                alert.headline(),
                alert.text(),
                alert.evidence(),
                -1,
                Map.of(),
                List.of());
    }

    private static boolean ahead(MemberView member) {
        return member.clockOffsetMillis() < 0;
    }

    private static Phrase says(MemberView member) {
        return Phrase.of(
                ahead(member) ? "found.stamp.before" : "found.stamp.after",
                member.id(),
                Freshness.words(Math.abs(member.clockOffsetMillis())));
    }
}
