package dev.baton.console.model;

import static dev.baton.console.model.Alert.Kind.AGENTS_LOST;
import static dev.baton.console.model.Alert.Kind.MEMBER_DOWN;
import static dev.baton.console.model.Alert.Kind.NO_PRIMARY;
import static dev.baton.console.model.Alert.Kind.NO_STANDBY;
import static dev.baton.console.model.Alert.Kind.QUORUM;
import static dev.baton.console.model.Alert.Kind.SPLIT_BRAIN;
import static dev.baton.console.model.Alert.Kind.STALE_PRIMARY;
import static dev.baton.console.model.Alert.Kind.STORE_LOST;
import static dev.baton.console.model.Alert.Kind.STORE_STALL;

import dev.baton.model.GroupId;
import dev.baton.model.ServiceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One incident, one alert: what has one cause, or follows from another, comes under one. Without the store only what members say of
 * themselves is left. Pure.
 */
public final class Incidents {
    private Incidents() {}

    /** The findings of {@link Alerts#of}, joined; alarms first. */
    public static List<Alert> of(ClusterView view, List<Alert> findings) {
        List<Alert> left = new ArrayList<>(findings);
        if (left.stream().anyMatch(alert -> alert.kind() == STORE_LOST)) {
            left.removeIf(alert -> !alert.kind().withoutStore());
        }
        allAgents(left);
        services(view, left);
        stalls(left);
        inGroups(left);
        left.sort(Comparator.comparing(Alert::severity).reversed().thenComparing(Alert::kind));
        return List.copyOf(left);
    }

    /** Where nobody is heard, that one member is not says nothing more. */
    private static void allAgents(List<Alert> left) {
        Alert lost = first(left, alert -> alert.kind() == AGENTS_LOST);
        if (lost != null) {
            left.remove(lost);
            left.add(lost.over(take(left, Incidents::ofAbsence)));
        }
    }

    private static boolean ofAbsence(Alert alert) {
        return alert.group() != null
                && (alert.kind() == MEMBER_DOWN
                        || alert.kind() == NO_STANDBY
                        || alert.kind() == QUORUM
                        || alert.kind() == NO_PRIMARY);
    }

    /** A process whose members are all down, in more than one group, went as a whole. */
    private static void services(ClusterView view, List<Alert> left) {
        Map<ServiceId, List<Alert>> down = new TreeMap<>();
        for (Alert alert : left) {
            if (alert.kind() == MEMBER_DOWN && alert.member() != null) {
                down.computeIfAbsent(alert.member().service(), s -> new ArrayList<>())
                        .add(alert);
            }
        }
        down.values().removeIf(alerts -> alerts.size() < 2);
        if (down.isEmpty()) {
            return;
        }
        Map<ServiceId, Integer> members = new HashMap<>();
        for (GroupView group : view.groups().values()) {
            for (MemberView member : group.members().values()) {
                if (!Vantages.retired(member)) {
                    members.merge(member.id().service(), 1, Integer::sum);
                }
            }
        }
        down.forEach((service, alerts) -> {
            if (alerts.size() == members.getOrDefault(service, 0)) {
                take(left, alert -> belongs(alert, service));
                left.add(service(service, alerts).over(alerts).over(following(left, alerts)));
            }
        });
    }

    private static boolean belongs(Alert alert, ServiceId service) {
        return alert.kind() == MEMBER_DOWN
                && alert.member() != null
                && alert.member().service().equals(service);
    }

    private static Alert service(ServiceId service, List<Alert> alerts) {
        Alert one = alerts.getFirst();
        // As GroupAlerts makes it: the member and its verdict.
        Object verdict = one.headline().values().get(1);
        return Alert.of(
                        Alert.Kind.SERVICE_DOWN,
                        Alert.Severity.WARNING,
                        Phrase.of("found.service.head", service, verdict),
                        Phrase.of("found.service", alerts.size(), service, one.text()),
                        one.evidence(),
                        alerts.stream().mapToLong(Alert::sinceMillis).max().orElse(-1))
                .named(service.value(), one.mark());
    }

    /** What the loss of these members leaves their groups with. */
    private static List<Alert> following(List<Alert> left, List<Alert> members) {
        Set<GroupId> groups =
                members.stream().map(Alert::group).filter(Objects::nonNull).collect(Collectors.toSet());
        return take(
                left,
                alert -> alert.group() != null
                        && groups.contains(alert.group())
                        && ofAbsence(alert)
                        && alert.kind() != MEMBER_DOWN);
    }

    /** The store stalls for all groups at once. */
    private static void stalls(List<Alert> left) {
        List<Alert> stalls = take(left, alert -> alert.kind() == STORE_STALL);
        if (stalls.isEmpty()) {
            return;
        }
        left.add(Alert.of(
                        STORE_STALL,
                        Alert.Severity.WARNING,
                        Phrase.of("found.stalls.head"),
                        Phrase.of("found.stalls", Phrase.number(stalls.size(), "words.group.one", "words.group.many")),
                        stalls.stream()
                                .limit(AlertText.LINES)
                                .map(alert -> Phrase.of("found.says", String.valueOf(alert.group()), alert.text()))
                                .toList(),
                        stalls.stream().mapToLong(Alert::sinceMillis).min().orElse(-1))
                .over(stalls));
    }

    /** Within a group the gravest of those with one cause has the others under it. */
    private static void inGroups(List<Alert> left) {
        Map<GroupId, List<Alert>> groups = new TreeMap<>();
        for (Alert alert : take(left, alert -> alert.group() != null)) {
            GroupId group = alert.group();
            if (group != null) {
                groups.computeIfAbsent(group, g -> new ArrayList<>()).add(alert);
            }
        }
        for (List<Alert> own : groups.values()) {
            under(own, List.of(SPLIT_BRAIN, STALE_PRIMARY), List.of(STALE_PRIMARY, MEMBER_DOWN));
            under(own, List.of(NO_PRIMARY, QUORUM, NO_STANDBY), List.of(QUORUM, NO_STANDBY, MEMBER_DOWN));
            left.addAll(own);
        }
    }

    /** @param heads gravest first: the first of them that is there takes the rest */
    private static void under(List<Alert> own, List<Alert.Kind> heads, List<Alert.Kind> rest) {
        Alert head = heads.stream()
                .map(kind -> first(own, alert -> alert.kind() == kind))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (head != null) {
            own.remove(head);
            own.add(head.over(take(own, alert -> rest.contains(alert.kind()))));
        }
    }

    private static @Nullable Alert first(List<Alert> left, Predicate<Alert> wanted) {
        return left.stream().filter(wanted).findFirst().orElse(null);
    }

    private static List<Alert> take(List<Alert> left, Predicate<Alert> wanted) {
        List<Alert> taken = left.stream().filter(wanted).toList();
        left.removeIf(wanted);
        return taken;
    }
}
