package dev.baton.console.model;

import static dev.baton.console.model.Alert.Severity.ALARM;
import static dev.baton.console.model.Alert.Severity.WARNING;

import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import dev.baton.model.Role;
import dev.baton.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with one group. Pure. */
final class GroupAlerts {
    private GroupAlerts() {}

    static List<Alert> alarms(GroupView group, ClusterView view, long now) {
        List<Alert> found = new ArrayList<>();
        Alert split = SplitBrains.of(group, now);
        add(found, split);
        for (MemberView member : group.members().values()) {
            if (Verdicts.stalePrimary(member, group, now) && !Verdicts.fenced(member)) {
                Judgement judgement = Verdicts.of(member, group, view, now);
                found.add(Alert.of(
                                Alert.Kind.STALE_PRIMARY,
                                ALARM,
                                "Stale primary - " + group.id(),
                                member.id() + " " + judgement.says() + ".",
                                AlertText.lines(judgement),
                                group.leadership() == null
                                        ? -1
                                        : group.leadership().seenMillis())
                        .about(member, AlertText.epoch(group)));
            }
            add(found, unconfirmedFence(member, group, now));
        }
        GroupState state = GroupStates.of(group, view, now);
        if (state == GroupState.NO_PRIMARY) {
            found.add(Alert.of(
                            Alert.Kind.NO_PRIMARY,
                            ALARM,
                            "No primary - " + group.id(),
                            noPrimary(group, now),
                            group.members().values().stream()
                                    .limit(AlertText.LINES)
                                    .map(AlertText::standing)
                                    .toList(),
                            group.leadership() == null ? -1 : group.leadership().seenMillis())
                    .about(group, AlertText.epoch(group)));
        }
        if (view.storeReadable()) {
            add(found, stall(group, state, now));
        }
        return found;
    }

    static List<Alert> warnings(GroupView group, ClusterView view, long now) {
        List<Alert> found = new ArrayList<>();
        for (MemberView member : group.members().values()) {
            Judgement judgement = Verdicts.of(member, group, view, now);
            if (!Vantages.retired(member) && down(judgement.verdict())) {
                found.add(Alert.of(
                                Alert.Kind.MEMBER_DOWN,
                                WARNING,
                                member.id() + " " + judgement.verdict(),
                                member.id() + ": " + judgement.says() + ".",
                                AlertText.lines(judgement),
                                member.heardMillis())
                        .about(member, AlertText.life(member)));
            }
            add(found, lag(member, group));
        }
        if (GroupStates.serving(group) && GroupStates.spares(group, now).isEmpty()) {
            found.add(Alert.of(
                            Alert.Kind.NO_STANDBY,
                            WARNING,
                            "No standby - " + group.id(),
                            "No standby of " + group.id() + " would take over now.",
                            group.members().values().stream()
                                    .limit(AlertText.LINES)
                                    .map(AlertText::standing)
                                    .toList(),
                            -1)
                    .about(group, ""));
        }
        add(found, Quorums.of(group, view, now));
        add(found, Flapping.of(group, now));
        return found;
    }

    private static void add(List<Alert> found, @Nullable Alert alert) {
        if (alert != null) {
            found.add(alert);
        }
    }

    private static boolean down(Verdict verdict) {
        return switch (verdict) {
            case CRASHED, HUNG, PARTITIONED, UNKNOWN, FENCED -> true;
            case HEALTHY, SLOW, STALE_PRIMARY -> false;
        };
    }

    /** Of those who should not lag: others lag as a matter of course. */
    private static @Nullable Alert lag(MemberView member, GroupView group) {
        MemberStatus status = member.status();
        long limit = (group.policy() == null ? Policy.DEFAULT : group.policy().value()).maxLagRecords();
        boolean follows = status != null
                && status.role() == Role.STANDBY
                && status.standby().replaysAlways();
        if (status == null || !follows || status.lag() <= limit) {
            return null;
        }
        return Alert.of(
                        Alert.Kind.LAG,
                        WARNING,
                        member.id() + " lags",
                        member.id() + ": lag " + status.lag() + " > " + limit + " records.",
                        List.of(member.id() + ": " + status.reason(), "policy: maxLagRecords " + limit),
                        -1)
                .about(member, AlertText.life(member));
    }

    /**
     * A fence stands in the store, and the member still acts, or nobody has proved its guard shut: `open` names it still. What a fence device
     * answered is not in the records.
     */
    private static @Nullable Alert unconfirmedFence(MemberView member, GroupView group, long now) {
        if (member.record() == null || member.record().fence() == null || Vantages.retired(member)) {
            return null;
        }
        MemberStatus status = member.status();
        boolean acts = status != null
                && (status.role() == Role.PRIMARY || status.role() == Role.PROMOTING)
                && Freshness.heard(member, group, now);
        boolean open =
                group.leadership() != null && group.leadership().value().open().contains(member.id());
        if (!acts && !open) {
            return null;
        }
        List<String> evidence = new ArrayList<>();
        evidence.add("store: fenced in epoch " + member.record().fence().epoch() + ", "
                + member.record().fence().reason());
        if (acts && status != null) {
            evidence.add(member.id() + ": says " + status.role() + " of epoch " + status.epoch() + ", heard "
                    + Freshness.words(Freshness.ageMillis(member, now)) + " ago");
        }
        if (open) {
            evidence.add("store: leadership names it among those whose guard nobody has proved shut");
        }
        return Alert.of(
                        Alert.Kind.FENCE_UNCONFIRMED,
                        ALARM,
                        "Fence unconfirmed - " + member.id(),
                        member.id() + " is fenced in the store, and "
                                + (acts ? "still acts." : "nothing proves it shut."),
                        evidence,
                        -1)
                .about(member, "e" + member.record().fence().epoch());
    }

    /** Renewals go unanswered, and the holder goes on by the promises of the others. */
    private static @Nullable Alert stall(GroupView group, GroupState state, long now) {
        MemberView holder = GroupStates.holder(group);
        MemberStatus status = holder == null ? null : holder.status();
        boolean asks = holder != null
                && status != null
                && status.ask() != null
                && status.role() == Role.PRIMARY
                && Freshness.heard(holder, group, now);
        if (holder == null || (!asks && state != GroupState.HELD_BY_PROMISE)) {
            return null;
        }
        boolean held = state == GroupState.HELD_BY_PROMISE;
        List<String> evidence = new ArrayList<>();
        long lease = group.lease() == null ? -1 : Freshness.age(group.lease().seenMillis(), now);
        evidence.add("store: the lease was last renewed " + Freshness.words(lease) + " ago");
        if (status != null) {
            evidence.add(holder.id() + ": guard open for " + status.guardMillis() + " ms"
                    + (asks ? ", asks every elector for a promise" : ""));
        }
        for (MemberView peer : group.members().values()) {
            if (peer.status() != null && peer.status().promise() != null && asks) {
                evidence.add(peer.id()
                        + (peer.status().promise().given()
                                ? ": has promised to ask for no grant"
                                : ": refused the promise, "
                                        + peer.status().promise().reason()));
            }
        }
        return Alert.of(
                        Alert.Kind.STORE_STALL,
                        WARNING,
                        (held ? "Held by promise - " : "Renewals unanswered - ") + group.id(),
                        holder.id() + " gets no answer from the store"
                                + (held
                                        ? " and serves by the promises of its electors; nobody can take over meanwhile."
                                        : " and asks its electors for promises."),
                        evidence,
                        group.lease() == null ? -1 : group.lease().seenMillis())
                .about(group, AlertText.epoch(group));
    }

    private static String noPrimary(GroupView group, long now) {
        List<MemberView> spares = GroupStates.spares(group, now);
        String who =
                spares.isEmpty() ? "no member is eligible" : spares.getFirst().id() + " is eligible";
        String paused = GroupStates.paused(group) ? "; automatic failover is paused" : "";
        return "Nobody serves " + group.id() + ": " + who + paused + ".";
    }
}
