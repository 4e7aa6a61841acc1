package dev.baton.console.action;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.OwnState;
import dev.baton.console.theme.Messages;
import dev.baton.model.ActionKind;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether an action of a kind may be planned now: the one guard behind menus, palette, shortcuts and buttons. A plan says more, and may be
 * blocked. Pure.
 */
public final class ActionGuard {
    private ActionGuard() {}

    /**
     * May it?
     *
     * @param member whom it is about; absent: whom the plan chooses, or the group
     * @param live whether the present is shown
     */
    public static Availability of(
            ActionKind kind,
            ClusterView view,
            OwnState own,
            @Nullable GroupView group,
            @Nullable MemberId member,
            boolean live,
            long now) {
        Availability present = Availability.present(view, own, group, live, now);
        if (group == null || !present.allowed()) {
            return present;
        }
        if (group.openAction() != null) {
            return Availability.no(Messages.of("action.open", group.openAction()));
        }
        return switch (kind) {
            case SWITCHOVER -> {
                Availability candidate = standby(group, member);
                yield candidate.allowed() ? Availability.switchover(view, own, group, live, now) : candidate;
            }
            case FAILOVER -> standby(group, member);
            case FENCE ->
                member != null && fenced(group, member)
                        ? Availability.no(Messages.of("action.fenced", member))
                        : Availability.YES;
            case REINSTATE -> reinstate(group, member);
            case ROLLBACK -> rollback(group);
            case PAUSE ->
                group.policy() == null ? Availability.no(Messages.of("action.nopolicy", group.id())) : Availability.YES;
            case RESUME ->
                !GroupStates.paused(group, now)
                        ? Availability.no(Messages.of("action.unpaused", group.id()))
                        : Availability.YES;
            case DRILL -> Availability.no(Messages.of("action.nodrill"));
        };
    }

    /** May the open action be looked at, and aborted? */
    public static Availability underWay(@Nullable GroupView group) {
        if (group == null) {
            return Availability.no(Messages.of("action.nogroup"));
        }
        return ActionStrip.record(group) == null
                ? Availability.no(Messages.of("action.none", group.id()))
                : Availability.YES;
    }

    private static Availability standby(GroupView group, @Nullable MemberId member) {
        Leadership leadership =
                group.leadership() == null ? null : group.leadership().value();
        MemberId holder = leadership == null ? null : leadership.holder();
        if (member != null && member.equals(holder)) {
            return Availability.no(Messages.of("action.holder", member));
        }
        boolean another = group.members().keySet().stream().anyMatch(id -> !Objects.equals(id, holder));
        return another ? Availability.YES : Availability.no(Messages.of("action.nostandby"));
    }

    private static Availability reinstate(GroupView group, @Nullable MemberId member) {
        if (member != null) {
            return fenced(group, member) ? Availability.YES : Availability.no(Messages.of("action.unfenced", member));
        }
        return group.members().values().stream().anyMatch(Choice::fenced)
                ? Availability.YES
                : Availability.no(Messages.of("action.nonefenced", group.id()));
    }

    private static Availability rollback(GroupView group) {
        return Choice.of(ActionKind.ROLLBACK, group).isEmpty()
                ? Availability.no(Messages.of("action.noearlier", group.id()))
                : Availability.YES;
    }

    private static boolean fenced(GroupView group, MemberId member) {
        MemberView known = group.members().get(member);
        return known != null && Choice.fenced(known);
    }
}
