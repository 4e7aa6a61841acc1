package dev.baton.console.action;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.OwnState;
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
    public static final Availability NOT_LIVE =
            no("not live: what is shown is the past; press End to return to the present");
    /** How long the store may say nothing at all while leases are renewed several times a second. */
    private static final long SILENT_STORE_MILLIS = 5_000;

    /** How far the clock may be before what was received. */
    private static final long BACK_MILLIS = 1_000;

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
        if (group == null) {
            return no("no group is selected");
        }
        if (!live) {
            return NOT_LIVE;
        }
        if (own.unsettled(now)) {
            return no(own.says(now) + ": what is shown must be heard anew first");
        }
        if (view.lastMillis() - now > BACK_MILLIS) {
            return no("this console's clock is " + Words.span(view.lastMillis() - now)
                    + " before what it received last: ages cannot be told");
        }
        if (!view.storeReadable()) {
            return no("this console has no store session: " + view.storeDetail());
        }
        if (view.storeMillis() >= 0 && now - view.storeMillis() > SILENT_STORE_MILLIS) {
            return no("the store has said nothing for " + Words.span(now - view.storeMillis())
                    + ": what is shown may be old");
        }
        if (group.leadership() == null || group.leadership().value().holder() == null) {
            return no(group.id() + " has no primary to switch from");
        }
        LeadershipState state = group.leadership().value().state();
        if (state != LeadershipState.PRIMARY) {
            return no(
                    "epoch " + group.leadership().value().epoch() + " is " + Words.lower(state) + ": expected primary");
        }
        if (group.openAction() != null) {
            return no("action " + group.openAction() + " is open: expected none");
        }
        return candidate(group, group.leadership().value().holder(), now);
    }

    private static Availability candidate(GroupView group, MemberId holder, long now) {
        String reason = "no standby is registered";
        for (MemberView member : group.members().values()) {
            MemberStatus status = member.status();
            if (member.id().equals(holder) || status == null) {
                continue;
            }
            if (!Freshness.heard(member, group, now)) {
                reason = member.id() + " is not heard: its last word is " + Words.span(Freshness.ageMillis(member, now))
                        + " old";
                continue;
            }
            if (status.eligible() && member.live() != null) {
                return YES;
            }
            reason = member.id() + " is not eligible: "
                    + (member.live() == null ? "it has no store session" : status.reason());
        }
        return no(reason);
    }
}
