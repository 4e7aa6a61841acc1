package dev.baton.console.live;

import dev.baton.console.action.Plan;
import dev.baton.console.action.Wish;
import dev.baton.console.connect.ActionPlan;
import dev.baton.console.connect.ActionWish;
import dev.baton.console.identity.Standing;
import dev.baton.console.identity.StandingRules;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.model.ActionKind;
import dev.baton.model.MemberId;
import dev.baton.model.OperatorRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plans of {@link ActionPlan} as the dialog shows them, and back. Pure. */
public final class Plans {
    private Plans() {}

    /** What the wish would do to the group as of {@code nowMillis}, were it asked for by who stands like that. */
    public static Plan of(ClusterView view, GroupView group, Wish wish, long nowMillis, Standing standing) {
        ActionPlan made =
                ActionPlan.of(group, view, wish(wish), nowMillis, StandingRules.of(standing, OperatorRole.OPERATOR));
        boolean moves = wish.kind().handsOver() || wish.kind() == ActionKind.FAILOVER;
        return new Plan(
                group.id(),
                new Wish(
                        wish.kind(),
                        wish.target(),
                        wish.overrides(),
                        made.wish().toEpoch(),
                        made.wish().pauseFor()),
                made.from(),
                made.to(),
                made.epoch(),
                made.leadershipVersion(),
                made.rules(),
                made.changes().stream()
                        .map(line -> new Plan.Change(line.what(), line.before(), line.after()))
                        .toList(),
                made.undo().stream()
                        .map(line -> new Plan.Undo(line.step(), line.back()))
                        .toList(),
                !wish.kind().handsOver()
                        ? null
                        : made.pause().runs() == 0 ? "" : made.pause().toString(),
                moves || wish.kind() == ActionKind.FENCE ? spares(group, made.to(), nowMillis) : null);
    }

    /** Who else would take over, were it to happen in the middle of it. */
    private static List<MemberId> spares(GroupView group, @Nullable MemberId gone, long now) {
        return GroupStates.spares(group, now).stream()
                .map(MemberView::id)
                .filter(id -> !id.equals(gone))
                .toList();
    }

    static ActionWish wish(Wish wish) {
        return new ActionWish(wish.kind(), wish.target(), wish.overrides(), wish.toEpoch(), wish.pauseFor());
    }

    /** As it is asked for: the request names what was shown. */
    static ActionPlan asked(Plan plan) {
        return new ActionPlan(
                wish(plan.wish()),
                plan.from(),
                plan.to(),
                plan.epoch(),
                plan.leadershipVersion(),
                plan.rules(),
                List.of(),
                List.of(),
                ActionPlan.PausePrediction.NONE);
    }
}
