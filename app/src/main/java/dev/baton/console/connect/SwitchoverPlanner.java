package dev.baton.console.connect;

import dev.baton.console.connect.SwitchoverPlan.Change;
import dev.baton.console.connect.SwitchoverPlan.PausePrediction;
import dev.baton.console.connect.SwitchoverPlan.Rule;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.Stored;
import dev.baton.console.theme.Messages;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.Epoch;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes one {@link SwitchoverPlan}. The rules are those that the holder checks, in its order and words, plus the store's quorum. */
final class SwitchoverPlanner {
    private final GroupView group;
    private final ClusterView view;
    private final @Nullable MemberId asked;
    private final long now;
    private final List<Rule> rules = new ArrayList<>();

    SwitchoverPlanner(GroupView group, ClusterView view, @Nullable MemberId asked, long now) {
        this.group = group;
        this.view = view;
        this.asked = asked;
        this.now = now;
    }

    SwitchoverPlan plan() {
        Stored<Leadership> leadership = group.leadership();
        MemberId from = leadership == null ? null : leadership.value().holder();
        Epoch epoch = leadership == null ? Epoch.NONE : leadership.value().epoch();
        store();
        serving(leadership, from);
        String open = group.openAction();
        rule("no other action open", "none", open == null ? "none" : "action " + open, open == null);
        for (var bad : group.corrupt().entrySet()) {
            rule("nodes readable", "all", bad.getKey() + ": " + bad.getValue(), false);
        }
        MemberId to = asked != null ? asked : best(from);
        if (to == null) {
            rule("candidate", "an eligible standby", reasons(from), false);
        } else {
            candidate(to, from);
            spare(to);
        }
        if (group.policy() != null && group.policy().value().mode() == Policy.Mode.PAUSED) {
            rules.add(new Rule("automatic failover", "on", "paused: only operators move the role", Rule.State.WARN));
        }
        int version = leadership == null ? -1 : leadership.version();
        return new SwitchoverPlan(from, to, epoch, version, rules, changes(from, to, epoch), pauses());
    }

    private void store() {
        rule(
                "store readable",
                "connected",
                view.storeReadable()
                        ? view.storeConnected() + " of " + view.storeTotal() + " connections"
                        : view.storeDetail().isBlank() ? Messages.of("store.notyet") : view.storeDetail(),
                view.storeReadable());
    }

    private void serving(@Nullable Stored<Leadership> leadership, @Nullable MemberId from) {
        boolean serves = leadership != null && leadership.value().state() == LeadershipState.PRIMARY && from != null;
        String found = leadership == null
                ? "no leadership record"
                : leadership.value().state() + " in epoch " + leadership.value().epoch();
        rule("a primary serves", "PRIMARY", found, serves);
        MemberView holder = GroupStates.holder(group);
        if (serves && holder != null) {
            long age = Freshness.ageMillis(holder, now);
            boolean heard = age >= 0 && age <= group.timing().suspectMillis();
            rule(
                    "primary heard",
                    "a heartbeat within " + group.timing().suspectMillis() + " ms",
                    age < 0 ? "never" : Messages.of(Freshness.words(age)) + " ago",
                    heard);
        }
    }

    private @Nullable MemberId best(@Nullable MemberId from) {
        return GroupStates.spares(group, now).stream()
                .filter(member -> !member.id().equals(from))
                .map(MemberView::status)
                .filter(Objects::nonNull)
                .min(MemberStatus.BEST_FIRST)
                .map(MemberStatus::member)
                .orElse(null);
    }

    private void candidate(MemberId to, @Nullable MemberId from) {
        if (to.equals(from)) {
            rule("candidate is a standby", "a member other than the primary", to + " is the primary", false);
            return;
        }
        MemberView member = group.members().get(to);
        if (member == null || (member.record() == null && member.status() == null)) {
            rule("candidate exists", "one of " + group.members().keySet(), to.value(), false);
            return;
        }
        var fence = member.record() == null ? null : member.record().fence();
        rule(
                "candidate not fenced",
                "no fence record",
                fence == null ? "none" : "fenced: " + fence.reason(),
                fence == null);
        MemberStatus status = member.status();
        long age = Freshness.ageMillis(member, now);
        long limit = group.timing().suspectMillis();
        rule(
                "candidate heard",
                "a heartbeat within " + limit + " ms",
                age < 0 ? "never heard" : Messages.of(Freshness.words(age)) + " ago",
                age >= 0 && age <= limit);
        if (status != null) {
            rule("candidate eligible", to + " would succeed", status.reason(), status.eligible());
            behind(
                    status,
                    group.policy() == null ? Policy.DEFAULT : group.policy().value());
        }
    }

    private void behind(MemberStatus status, Policy policy) {
        if (status.standby().replaysAlways()) {
            long most = policy.maxLagRecords();
            rule(
                    "candidate lag",
                    "at most " + most + " records",
                    status.lag() < 0 ? "not known" : status.lag() + " records",
                    status.lag() >= 0 && status.lag() <= most);
        } else {
            long most = policy.maxRecoveryMillis();
            long predicted = status.recoveryMillis();
            rule(
                    "candidate recovers in time",
                    "within " + most + " ms",
                    status.standby().word() + ", " + (predicted < 0 ? "not known" : "in about " + predicted + " ms"),
                    predicted >= 0 && predicted <= most);
        }
    }

    private void spare(MemberId to) {
        List<MemberView> left = GroupStates.spares(group, now).stream()
                .filter(member -> !member.id().equals(to))
                .toList();
        if (left.isEmpty()) {
            rules.add(new Rule("spare standby meanwhile", "one more eligible standby", "none", Rule.State.WARN));
        }
    }

    private String reasons(@Nullable MemberId from) {
        List<String> why = group.members().values().stream()
                .filter(member -> !member.id().equals(from))
                .map(member -> member.id() + ": "
                        + (member.status() == null
                                ? "never heard"
                                : Freshness.stale(member, group, now)
                                        ? "last heard " + Messages.of(Freshness.words(Freshness.ageMillis(member, now)))
                                                + " ago"
                                        : member.status().reason()))
                .toList();
        return why.isEmpty() ? "no other member" : String.join("; ", why);
    }

    private static List<Change> changes(@Nullable MemberId from, @Nullable MemberId to, Epoch epoch) {
        return List.of(
                new Change("Primary", from == null ? "none" : from.value(), to == null ? "none" : to.value()),
                new Change("Epoch", epoch.toString(), epoch.next().toString()),
                new Change("If a step fails", "", from == null ? "" : from + " serves again in epoch " + epoch));
    }

    private PausePrediction pauses() {
        LongSummaryStatistics past = group.actions().values().stream()
                .map(Stored::value)
                .filter(action -> action.request().kind() == ActionKind.SWITCHOVER
                        && action.outcome() == Outcome.SUCCEEDED
                        && action.writePauseMillis() >= 0)
                .mapToLong(ActionRecord::writePauseMillis)
                .summaryStatistics();
        return past.getCount() == 0
                ? PausePrediction.NONE
                : new PausePrediction((int) past.getCount(), past.getMin(), past.getMax());
    }

    private void rule(String name, String expected, String actual, boolean holds) {
        rules.add(new Rule(name, expected, actual, holds ? Rule.State.OK : Rule.State.BLOCKED));
    }
}
