package dev.baton.cli;

import dev.baton.console.model.Alert;
import dev.baton.console.model.Alerts;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Judgement;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.Roles;
import dev.baton.console.model.Verdicts;
import dev.baton.console.theme.Messages;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The document of {@code baton status --json}. Field names are stable: add, never rename. */
record Status(Store store, List<Group> groups, List<Warning> alerts) {
    /** {@code quorum}: whether the store answered a read, which takes a quorum. */
    record Store(boolean quorum, long zxid, int connected, int connections) {}

    record Group(
            String group,
            long epoch,
            @Nullable String primary,
            String state,
            List<Member> members,
            List<String> corrupt,
            @Nullable OpenActionLine openAction,
            @Nullable PauseLine pause) {}

    record Member(
            String member,
            String role,
            long epoch,
            String verdict,
            String health,
            long lag,
            long position,
            long guardMs,
            boolean eligible,
            String reason,
            String says,
            String standby,
            long recoveryMs) {}

    record Warning(
            String kind,
            String severity,
            @Nullable String group,
            @Nullable String member,
            String text) {}

    static Status of(ClusterView view, List<GroupView> groups, long now) {
        List<Warning> alerts = Alerts.of(view, now).stream()
                .filter(alert -> alert.group() == null
                        || groups.stream().anyMatch(group -> group.id().equals(alert.group())))
                .map(Status::warning)
                .toList();
        return new Status(
                new Store(view.storeReadable(), view.storeZxid(), view.storeConnected(), view.storeTotal()),
                groups.stream().map(group -> group(group, view, now)).toList(),
                alerts);
    }

    private static Group group(GroupView group, ClusterView view, long now) {
        Leadership leadership =
                group.leadership() == null ? null : group.leadership().value();
        MemberId primary =
                leadership == null || leadership.state() != LeadershipState.PRIMARY ? null : leadership.holder();
        return new Group(
                group.id().value(),
                leadership == null ? 0 : leadership.epoch().value(),
                Session.text(primary),
                GroupStates.of(group, view, now).name(),
                group.members().values().stream()
                        .map(member -> member(member, group, view, now))
                        .toList(),
                group.corrupt().entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue())
                        .toList(),
                OpenActionLine.of(group, now),
                PauseLine.of(group, now));
    }

    private static Member member(MemberView member, GroupView group, ClusterView view, long now) {
        Judgement judgement = Verdicts.of(member, group, view, now);
        MemberStatus status = member.status();
        long guard = status == null ? -1 : Math.max(-1, status.guardMillis() - (now - member.statusMillis()));
        return new Member(
                member.id().value(),
                Roles.of(member, group, judgement.verdict(), now).name(),
                status == null ? 0 : status.epoch().value(),
                judgement.verdict().name(),
                status == null ? "not heard" : status.health(),
                status == null ? -1 : status.lag(),
                status == null ? -1 : status.position(),
                status == null || status.guardMillis() < 0 ? -1 : guard,
                status != null && status.eligible() && judgement.verdict() != Verdict.CRASHED,
                status == null ? Messages.of(judgement.says()) : status.reason(),
                Messages.of(judgement.says()),
                status == null ? "unknown" : status.standby().word(),
                status == null ? -1 : status.recoveryMillis());
    }

    private static Warning warning(Alert alert) {
        return new Warning(
                alert.kind().name(),
                alert.severity().name(),
                Session.text(alert.group()),
                Session.text(alert.member()),
                Messages.of(alert.text()));
    }
}
