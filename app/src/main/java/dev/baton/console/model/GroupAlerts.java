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
                                Phrase.of("found.stale.head", group.id()),
                                Phrase.of("found.stale", member.id(), judgement.says()),
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
                            Phrase.of("found.noprimary.head", group.id()),
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
                                Phrase.of("found.down.head", member.id(), judgement.verdict()),
                                Phrase.of("found.down", member.id(), judgement.says()),
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
                            Phrase.of("found.nostandby.head", group.id()),
                            Phrase.of("found.nostandby", group.id()),
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
                        Phrase.of("found.lag.head", member.id()),
                        Phrase.of("found.lag", member.id(), status.lag(), limit),
                        List.of(
                                Phrase.of("found.says", member.id(), status.reason()),
                                Phrase.of("found.lag.policy", limit)),
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
        List<Phrase> evidence = new ArrayList<>();
        evidence.add(Phrase.of(
                "found.fence.store",
                member.record().fence().epoch(),
                member.record().fence().reason()));
        if (acts && status != null) {
            evidence.add(Phrase.of(
                    "found.fence.claim",
                    member.id(),
                    status.role(),
                    status.epoch(),
                    Freshness.words(Freshness.ageMillis(member, now))));
        }
        if (open) {
            evidence.add(Phrase.of("found.fence.open"));
        }
        return Alert.of(
                        Alert.Kind.FENCE_UNCONFIRMED,
                        ALARM,
                        Phrase.of("found.fence.head", member.id()),
                        Phrase.of(acts ? "found.fence.acts" : "found.fence.unproved", member.id()),
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
        List<Phrase> evidence = new ArrayList<>();
        long lease = group.lease() == null ? -1 : Freshness.age(group.lease().seenMillis(), now);
        evidence.add(Phrase.of("found.stall.lease", Freshness.words(lease)));
        if (status != null) {
            evidence.add(Phrase.of(
                    asks ? "found.stall.guard.asks" : "found.stall.guard", holder.id(), status.guardMillis()));
        }
        for (MemberView peer : group.members().values()) {
            if (peer.status() != null && peer.status().promise() != null && asks) {
                evidence.add(
                        peer.status().promise().given()
                                ? Phrase.of("found.stall.promised", peer.id())
                                : Phrase.of(
                                        "found.stall.refused",
                                        peer.id(),
                                        peer.status().promise().reason()));
            }
        }
        return Alert.of(
                        Alert.Kind.STORE_STALL,
                        WARNING,
                        Phrase.of(held ? "found.held.head" : "found.stall.head", group.id()),
                        Phrase.of(held ? "found.held" : "found.stall", holder.id()),
                        evidence,
                        group.lease() == null ? -1 : group.lease().seenMillis())
                .about(group, AlertText.epoch(group));
    }

    private static Phrase noPrimary(GroupView group, long now) {
        List<MemberView> spares = GroupStates.spares(group, now);
        Phrase who = spares.isEmpty()
                ? Phrase.of("found.noprimary.nobody")
                : Phrase.of("found.noprimary.spare", spares.getFirst().id());
        return Phrase.of(
                GroupStates.paused(group, now) ? "found.noprimary.paused" : "found.noprimary", group.id(), who);
    }
}
