package dev.baton.console.connect;

import dev.baton.authority.Authority;
import dev.baton.console.connect.ActionPlan.PausePrediction;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.EpochView;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.EpochRecord;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import dev.baton.model.Rule;
import dev.baton.model.StoreLayout;
import dev.baton.protocol.Facts;
import dev.baton.protocol.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Makes one {@link ActionPlan}. The rules are the very ones that the member checks which carries the action out ({@link Rules}), on what this
 * console sees, and before them what only a console has to ask: whether it sees the store, and whether anything else is under way.
 */
final class ActionPlanner {
    private final GroupView group;
    private final ClusterView view;
    private final ActionWish wish;
    private final long now;
    private final List<Rule> authority;
    private final List<Rule> rules = new ArrayList<>();

    ActionPlanner(GroupView group, ClusterView view, ActionWish wish, long now, List<Rule> authority) {
        this.group = group;
        this.view = view;
        this.wish = wish;
        this.now = now;
        this.authority = authority;
    }

    ActionPlan plan() {
        Stored<Leadership> leadership = group.leadership();
        MemberId from = leadership == null ? null : leadership.value().holder();
        Epoch epoch = leadership == null ? Epoch.NONE : leadership.value().epoch();
        int version = leadership == null ? -1 : leadership.version();
        ActionWish whole = wish.kind() == ActionKind.ROLLBACK && wish.toEpoch() == null
                ? new ActionWish(wish.kind(), wish.target(), wish.overrides(), epoch, null)
                : wish;
        Facts facts = ViewFacts.of(group, now).asked(authority, false);
        MemberId asked =
                whole.target() == null && whole.toEpoch() != null ? holderBefore(whole.toEpoch()) : whole.target();
        ActionPlan bare = new ActionPlan(
                whole, from, asked, epoch, version, List.of(), List.of(), List.of(), PausePrediction.NONE);
        ActionRequest request = ActionRequests.request(bare, group.id(), "plan", "", "", now);
        MemberId to = Rules.target(facts, request);
        store();
        underWay();
        for (Rule rule : Rules.of(facts, request)) {
            if (!rule.name().equals("not expired")) { // It has not been asked for yet.
                rules.add(rule);
            }
        }
        second();
        return new ActionPlan(
                whole,
                from,
                to,
                epoch,
                version,
                rules,
                PlanLines.changes(group, whole, from, to, epoch, now),
                PlanLines.undo(whole, from, to, epoch),
                moves() ? pauses() : PausePrediction.NONE);
    }

    private void second() {
        Stored<Policy> policy = group.policy();
        if (policy != null && policy.value().fourEyes().contains(wish.kind())) {
            rules.add(Rule.advice(
                    Authority.SECOND,
                    "another operator's, before it starts",
                    "asked for once this one is sent",
                    false));
        }
    }

    private boolean moves() {
        return wish.kind().handsOver() || wish.kind() == ActionKind.FAILOVER;
    }

    /** Who held the role before that epoch and is not its holder; null where the history does not go back so far. */
    private @Nullable MemberId holderBefore(Epoch epoch) {
        return group.epochs().stream()
                .map(EpochView::record)
                .filter(each -> each.epoch().next().equals(epoch))
                .map(EpochRecord::holder)
                .findFirst()
                .orElse(null);
    }

    private void store() {
        rules.add(Rule.of(
                "store readable",
                "connected",
                view.storeReadable()
                        ? view.storeConnected() + " of " + view.storeTotal() + " connections"
                        : String.valueOf(view.storeDetail()),
                view.storeReadable()));
    }

    private void underWay() {
        String open = group.openAction();
        Stored<ActionRecord> record = open == null ? null : group.actions().get(open);
        String whose = open == null
                ? "none"
                : "action " + open + (record == null ? "" : ", " + ActionClient.asked(record.value()));
        rules.add(Rule.of(ActionClient.NO_OTHER, "none", whose, open == null));
        for (var bad : group.corrupt().entrySet()) {
            String found = bad.getKey() + ": " + bad.getValue();
            // The record of an action that nobody can carry out keeps no other from being carried out.
            boolean past = bad.getKey().startsWith(StoreLayout.actions(group.id()) + "/");
            rules.add(
                    past
                            ? Rule.advice("nodes readable", "all", found, false)
                            : Rule.of("nodes readable", "all", found, false));
        }
        int claims = GroupStates.claimants(group, now).size();
        boolean careful = wish.kind().handsOver();
        if (claims > 1) {
            rules.add(Rule.of(
                    "one primary",
                    "one member that claims the role",
                    claims + " claim it: fence one of them",
                    !careful));
        }
    }

    private PausePrediction pauses() {
        LongSummaryStatistics past = group.actions().values().stream()
                .map(Stored::value)
                .filter(action -> action.request().kind().handsOver()
                        && action.outcome() == Outcome.SUCCEEDED
                        && action.writePauseMillis() >= 0)
                .mapToLong(ActionRecord::writePauseMillis)
                .summaryStatistics();
        return past.getCount() == 0
                ? PausePrediction.NONE
                : new PausePrediction((int) past.getCount(), past.getMin(), past.getMax());
    }
}
