package dev.baton.console.connect;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.model.Refusal;
import dev.baton.model.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an action would do, as far as this console sees it; the member that carries it out checks the same rules again when it starts, and the
 * store once more. Pure.
 *
 * @param wish with the epoch of a rollback filled in
 * @param from the present primary, or null where there is none
 * @param to whom it is about: the candidate, or the member to be fenced or reinstated; null where there is none
 * @param rules the preconditions, each with what was expected and found
 * @param changes what will be different afterwards
 * @param undo what takes each step back, in the order of the steps
 * @param leadershipVersion of the znode that this plan was made on; -1 where it is not known
 */
public record ActionPlan(
        ActionWish wish,
        @Nullable MemberId from,
        @Nullable MemberId to,
        Epoch epoch,
        int leadershipVersion,
        List<Rule> rules,
        List<Change> changes,
        List<Undo> undo,
        PausePrediction pause) {
    public ActionPlan {
        rules = List.copyOf(rules);
        changes = List.copyOf(changes);
        undo = List.copyOf(undo);
    }

    /** One line of "what will change": "Primary", "orders-a", "orders-b". */
    public record Change(String what, String before, String after) {}

    /** What takes one step back if a later one fails: "writes pause", "orders-a takes writes again". */
    public record Undo(String step, String back) {}

    /** From past handovers of the group that ended well; both -1 where there is none. */
    public record PausePrediction(int runs, long minMillis, long maxMillis) {
        public static final PausePrediction NONE = new PausePrediction(0, -1, -1);

        @Override
        public String toString() {
            if (runs == 0) {
                return "no past runs";
            }
            String range = minMillis == maxMillis ? minMillis + " ms" : minMillis + "-" + maxMillis + " ms";
            return range + ", from " + runs + " past run" + (runs == 1 ? "" : "s");
        }
    }

    /** The plan for one group as of {@code nowMillis}. */
    public static ActionPlan of(GroupView group, ClusterView view, ActionWish wish, long nowMillis) {
        return of(group, view, wish, nowMillis, List.of());
    }

    /** The same in a cluster with operators; {@code authority}: what is known of who asks, in the order in which it is checked. */
    public static ActionPlan of(
            GroupView group, ClusterView view, ActionWish wish, long nowMillis, List<Rule> authority) {
        return new ActionPlanner(group, view, wish, nowMillis, authority).plan();
    }

    public boolean allowed() {
        return refusals().isEmpty();
    }

    /** The rules that block it. */
    public List<Refusal> refusals() {
        return rules.stream().filter(Rule::blocks).map(Rule::refusal).toList();
    }
}
