package dev.baton.console.model;

import dev.baton.model.Evidence;
import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import dev.baton.model.Role;
import dev.baton.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What an operator must know now. Pure: an alert goes when its cause goes. */
public final class Alerts {
    private Alerts() {}

    /** All alerts, alarms first, then by group. */
    public static List<Alert> of(ClusterView view, long nowMillis) {
        List<Alert> found = new ArrayList<>();
        if (view.storeTotal() > 0 && !view.storeReadable()) {
            found.add(new Alert(
                    Alert.Kind.STORE_LOST,
                    Alert.Severity.ALARM,
                    null,
                    null,
                    "Store lost",
                    "This console cannot read the store: nothing is claimed about any group, and commands are disarmed.",
                    List.of(view.storeDetail()),
                    view.storeMillis()));
        }
        if (!view.corrupt().isEmpty()) {
            found.add(corrupt(null, view.corrupt()));
        }
        for (GroupView group : view.groups().values()) {
            found.addAll(alarms(group, view, nowMillis));
            found.addAll(warnings(group, view, nowMillis));
        }
        found.sort(Comparator.comparing(Alert::severity).reversed());
        return List.copyOf(found);
    }

    private static List<Alert> alarms(GroupView group, ClusterView view, long now) {
        List<Alert> found = new ArrayList<>();
        List<MemberView> claimants = GroupStates.claimants(group, now);
        if (claimants.size() > 1) {
            List<String> evidence = claimants.stream().map(m -> claim(m, now)).toList();
            found.add(alarm(
                    Alert.Kind.SPLIT_BRAIN,
                    group,
                    null,
                    "Split brain - " + group.id(),
                    String.join("; ", evidence) + ".",
                    evidence,
                    group.leadership() == null ? -1 : group.leadership().seenMillis()));
        }
        for (MemberView member : group.members().values()) {
            Judgement judgement = Verdicts.of(member, group, view, now);
            if (judgement.verdict() == Verdict.STALE_PRIMARY) {
                found.add(alarm(
                        Alert.Kind.STALE_PRIMARY,
                        group,
                        member,
                        "Stale primary - " + group.id(),
                        member.id() + " " + judgement.says() + ".",
                        lines(judgement),
                        group.leadership() == null ? -1 : group.leadership().seenMillis()));
            }
        }
        if (GroupStates.of(group, view, now) == GroupState.NO_PRIMARY) {
            found.add(alarm(
                    Alert.Kind.NO_PRIMARY,
                    group,
                    null,
                    "No primary - " + group.id(),
                    noPrimary(group, now),
                    group.members().values().stream().map(Alerts::standing).toList(),
                    group.leadership() == null ? -1 : group.leadership().seenMillis()));
        }
        return found;
    }

    /** What makes a served group DEGRADED. */
    static List<Alert> warnings(GroupView group, ClusterView view, long now) {
        List<Alert> found = new ArrayList<>();
        for (MemberView member : group.members().values()) {
            Judgement judgement = Verdicts.of(member, group, view, now);
            if (!Vantages.retired(member) && down(judgement.verdict())) {
                found.add(warning(
                        Alert.Kind.MEMBER_DOWN,
                        group,
                        member,
                        member.id() + " " + judgement.verdict(),
                        member.id() + ": " + judgement.says() + ".",
                        lines(judgement),
                        member.heardMillis()));
            }
            lag(member, group, found);
        }
        if (GroupStates.serving(group) && GroupStates.spares(group, now).isEmpty()) {
            found.add(warning(
                    Alert.Kind.NO_STANDBY,
                    group,
                    null,
                    "No standby - " + group.id(),
                    "No standby of " + group.id() + " would take over now.",
                    group.members().values().stream().map(Alerts::standing).toList(),
                    -1));
        }
        if (!group.corrupt().isEmpty()) {
            found.add(corrupt(group, group.corrupt()));
        }
        return found;
    }

    private static boolean down(Verdict verdict) {
        return switch (verdict) {
            case CRASHED, HUNG, PARTITIONED, UNKNOWN, FENCED -> true;
            case HEALTHY, SLOW, STALE_PRIMARY -> false;
        };
    }

    /** Of those who should not lag: others lag as a matter of course. */
    private static void lag(MemberView member, GroupView group, List<Alert> found) {
        MemberStatus status = member.status();
        long limit = (group.policy() == null ? Policy.DEFAULT : group.policy().value()).maxLagRecords();
        boolean follows = status != null
                && status.role() == Role.STANDBY
                && status.standby().replaysAlways();
        if (status != null && follows && status.lag() > limit) {
            found.add(warning(
                    Alert.Kind.LAG,
                    group,
                    member,
                    member.id() + " lags",
                    member.id() + ": lag " + status.lag() + " > " + limit + " records.",
                    List.of(status.reason()),
                    -1));
        }
    }

    private static String noPrimary(GroupView group, long now) {
        List<MemberView> spares = GroupStates.spares(group, now);
        String who =
                spares.isEmpty() ? "no member is eligible" : spares.getFirst().id() + " is eligible";
        String paused = GroupStates.paused(group) ? "; automatic failover is paused" : "";
        return "Nobody serves " + group.id() + ": " + who + paused + ".";
    }

    private static String claim(MemberView member, long now) {
        MemberStatus status = member.status();
        return status == null
                ? member.id() + " was never heard"
                : member.id() + " acts as primary in epoch " + status.epoch() + ", heard "
                        + Freshness.words(Freshness.ageMillis(member, now)) + " ago";
    }

    private static String standing(MemberView member) {
        MemberStatus status = member.status();
        return member.id() + ": " + (status == null ? "never heard" : status.role() + ", " + status.reason());
    }

    private static List<String> lines(Judgement judgement) {
        return judgement.evidence().stream().map(Alerts::line).toList();
    }

    private static String line(Evidence row) {
        String age = row.ageMillis() < 0 ? "" : " " + Freshness.words(row.ageMillis()) + " ago";
        return row.vantage() + ": " + row.reach() + age + ", " + row.says();
    }

    private static Alert corrupt(@Nullable GroupView group, SortedMap<String, String> problems) {
        return new Alert(
                Alert.Kind.CORRUPT,
                Alert.Severity.WARNING,
                group == null ? null : group.id(),
                null,
                "Unreadable node" + (group == null ? "" : " - " + group.id()),
                problems.size() + " node" + (problems.size() == 1 ? "" : "s") + " of the store cannot be read: "
                        + String.join(", ", problems.keySet()) + ".",
                problems.entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue())
                        .toList(),
                -1);
    }

    private static Alert alarm(
            Alert.Kind kind,
            GroupView group,
            @Nullable MemberView member,
            String headline,
            String text,
            List<String> evidence,
            long since) {
        return new Alert(
                kind,
                Alert.Severity.ALARM,
                group.id(),
                member == null ? null : member.id(),
                headline,
                text,
                evidence,
                since);
    }

    private static Alert warning(
            Alert.Kind kind,
            GroupView group,
            @Nullable MemberView member,
            String headline,
            String text,
            List<String> evidence,
            long since) {
        Alert alarm = alarm(kind, group, member, headline, text, evidence, since);
        return new Alert(kind, Alert.Severity.WARNING, alarm.group(), alarm.member(), headline, text, evidence, since);
    }
}
