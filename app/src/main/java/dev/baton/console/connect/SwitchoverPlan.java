package dev.baton.console.connect;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.model.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a switchover would do, as far as this console sees it; the holder checks everything again when it starts. Pure.
 *
 * @param from the present primary, or null where there is none
 * @param to the candidate: the one asked for, or else the best eligible standby; null where there is none
 * @param rules the preconditions, each with what was expected and found
 * @param changes what will be different afterwards
 * @param leadershipVersion of the znode that this plan was made on; -1 where it is not known
 */
public record SwitchoverPlan(
        @Nullable MemberId from,
        @Nullable MemberId to,
        Epoch epoch,
        int leadershipVersion,
        List<Rule> rules,
        List<Change> changes,
        PausePrediction pause) {
    public SwitchoverPlan {
        rules = List.copyOf(rules);
        changes = List.copyOf(changes);
    }

    /** One precondition: "candidate lag", "at most 1000 records", "0 records". */
    public record Rule(String name, String expected, String actual, State state) {
        public enum State {
            OK,
            /** Allowed, but the operator must know. */
            WARN,
            BLOCKED
        }
    }

    /** One line of "what will change": "Primary", "orders-a", "orders-b". */
    public record Change(String what, String before, String after) {}

    /** From past switchovers of the group that ended well; both -1 where there is none. */
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

    /** The plan for one group as of {@code nowMillis}; {@code asked} may be null. */
    public static SwitchoverPlan of(GroupView group, ClusterView view, @Nullable MemberId asked, long nowMillis) {
        return new SwitchoverPlanner(group, view, asked, nowMillis).plan();
    }

    public boolean allowed() {
        return refusals().isEmpty();
    }

    /** The rules that block it. */
    public List<Refusal> refusals() {
        return rules.stream()
                .filter(rule -> rule.state() == Rule.State.BLOCKED)
                .map(rule -> new Refusal(rule.name(), rule.expected(), rule.actual()))
                .toList();
    }
}
