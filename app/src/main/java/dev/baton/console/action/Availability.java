package dev.baton.console.action;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Cooldowns;
import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupState;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.OwnState;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import org.jspecify.annotations.Nullable;

/**
 * Whether a command may be given now: the one guard behind button, palette and shortcut. Pure.
 *
 * @param why the rule and the value where it may not; empty where it may
 */
public record Availability(boolean allowed, String why) {
    public static final Availability YES = new Availability(true, "");
    /** While an earlier instant is shown: nothing is ever commanded on the past. */
    public static final Availability NOT_LIVE = no(Messages.of("action.notlive"));
    /** How long the store may say nothing at all while leases are renewed several times a second. */
    private static final long SILENT_STORE_MILLIS = 5_000;

    /** How far the clock may be before what was received. */
    private static final long BACK_MILLIS = 1_000;

    /** Why not; null where it may. */
    public @Nullable String refusal() {
        return allowed ? null : why;
    }

    public static Availability no(String why) {
        return new Availability(false, why);
    }

    /** May a switchover of {@code group} be planned? {@code live}: the screen shows the present. */
    public static Availability switchover(ClusterView view, @Nullable GroupView group, boolean live, long now) {
        return switchover(view, OwnState.WELL, group, live, now);
    }

    /** The same, with what this console knows of its own clock. */
    public static Availability switchover(
            ClusterView view, OwnState own, @Nullable GroupView group, boolean live, long now) {
        Availability present = present(view, own, group, live, now);
        if (group == null || !present.allowed()) {
            return present;
        }
        if (group.leadership() == null || group.leadership().value().holder() == null) {
            return no(Messages.of("action.noprimary", group.id()));
        }
        LeadershipState state = group.leadership().value().state();
        if (state != LeadershipState.PRIMARY) {
            return no(Messages.of("action.state", group.leadership().value().epoch(), Words.lower(state)));
        }
        if (GroupStates.of(group, view, now) == GroupState.SPLIT_BRAIN) {
            return no(Messages.of("action.split", group.id()));
        }
        if (group.openAction() != null) {
            return no(Messages.of("action.open", group.openAction()));
        }
        return candidate(group, group.leadership().value().holder(), now);
    }

    /** May the last automatic failover of {@code group} be acknowledged? */
    public static Availability acknowledge(
            ClusterView view, OwnState own, @Nullable GroupView group, boolean live, long now) {
        Availability present = present(view, own, group, live, now);
        if (group == null || !present.allowed()) {
            return present;
        }
        return Cooldowns.of(group, now) == null ? no(Messages.of("action.nocooldown", group.id())) : YES;
    }

    /** Whether what is shown is the present, and can be trusted to be. */
    static Availability present(ClusterView view, OwnState own, @Nullable GroupView group, boolean live, long now) {
        if (group == null) {
            return no(Messages.of("action.nogroup"));
        }
        if (!live) {
            return NOT_LIVE;
        }
        if (own.unsettled(now)) {
            return no(Messages.of("action.own", own.says(now)));
        }
        if (view.lastMillis() - now > BACK_MILLIS) {
            return no(Messages.of("action.clock", Words.span(view.lastMillis() - now)));
        }
        if (!view.storeReadable()) {
            return no(Messages.of(
                    "action.nosession",
                    view.storeDetail().isBlank() ? Messages.of("store.notyet") : view.storeDetail()));
        }
        if (view.storeMillis() >= 0 && now - view.storeMillis() > SILENT_STORE_MILLIS) {
            return no(Messages.of("action.silent", Words.span(now - view.storeMillis())));
        }
        return YES;
    }

    private static Availability candidate(GroupView group, MemberId holder, long now) {
        String reason = Messages.of("action.nostandby");
        for (MemberView member : group.members().values()) {
            MemberStatus status = member.status();
            if (member.id().equals(holder) || status == null) {
                continue;
            }
            if (!Freshness.heard(member, group, now)) {
                reason = Messages.of("action.unheard", member.id(), Words.span(Freshness.ageMillis(member, now)));
                continue;
            }
            if (status.eligible() && member.live() != null) {
                return YES;
            }
            reason = Messages.of(
                    "action.ineligible",
                    member.id(),
                    member.live() == null ? Messages.of("action.ineligible.session") : status.reason());
        }
        return no(reason);
    }
}
