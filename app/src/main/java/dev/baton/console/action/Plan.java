package dev.baton.console.action;

import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an action would do, before anybody does it.
 *
 * @param wish with the epoch of a rollback filled in
 * @param from the holder; absent where the group has none
 * @param to whom it is about: the candidate, or the member to be fenced or reinstated; absent where there is none
 * @param epoch and {@code leadershipVersion}: what the store held when this was planned; the start is refused if it holds another
 * @param rules the preconditions, each with what was expected and found
 * @param changes what will be different afterwards
 * @param undo what takes each step back, in the order of the steps
 * @param pause the predicted write pause in words, with where it comes from; absent where the kind pauses nothing, empty while there is
 *     nothing to predict from
 * @param spares who else could take over meanwhile; absent where the kind leaves that as it is
 */
public record Plan(
        GroupId group,
        Wish wish,
        @Nullable MemberId from,
        @Nullable MemberId to,
        Epoch epoch,
        int leadershipVersion,
        List<Rule> rules,
        List<Change> changes,
        List<Undo> undo,
        @Nullable String pause,
        @Nullable List<MemberId> spares) {
    public Plan {
        rules = List.copyOf(rules);
        changes = List.copyOf(changes);
        undo = List.copyOf(undo);
        spares = spares == null ? null : List.copyOf(spares);
    }

    /** "Primary", "orders-a", "orders-b"; {@code before} is empty where only the later counts. */
    public record Change(String what, String before, String after) {}

    /** What takes one step back if a later one fails. */
    public record Undo(String step, String back) {}

    public boolean blocked() {
        return rules.stream().anyMatch(Rule::blocks);
    }
}
