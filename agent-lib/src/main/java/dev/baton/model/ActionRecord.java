package dev.baton.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record at {@code /groups/g/actions/id}: the request, its steps, and its outcome once it has one.
 *
 * @param writePauseMillis from the holder's pause to the new primary's first permission to write, or -1
 * @param refused the rules that refused it; empty where none did
 * @param leftovers what an INCOMPLETE action left undone
 */
public record ActionRecord(
        ActionRequest request,
        List<ActionStep> steps,
        @Nullable Outcome outcome,
        Epoch epochBefore,
        @Nullable Epoch epochAfter,
        long writePauseMillis,
        List<Refusal> refused,
        List<String> leftovers) {
    public ActionRecord {
        steps = List.copyOf(steps);
        refused = List.copyOf(refused);
        leftovers = List.copyOf(leftovers);
    }

    public static ActionRecord requested(ActionRequest request, Epoch before) {
        ActionStep first = new ActionStep(
                ActionStep.Name.REQUESTED,
                ActionStep.State.DONE,
                -1,
                request.requestedAt(),
                request.operator(),
                request.reason());
        return new ActionRecord(request, List.of(first), null, before, null, -1, List.of(), List.of());
    }

    public boolean ended() {
        return outcome != null;
    }

    public @Nullable ActionStep last() {
        return steps.isEmpty() ? null : steps.get(steps.size() - 1);
    }

    /** Whether the named step is done. */
    public boolean done(ActionStep.Name name) {
        return steps.stream().anyMatch(s -> s.step() == name && s.state() == ActionStep.State.DONE);
    }

    /** With one more step; the zxid of the step before it is now known. */
    public ActionRecord with(ActionStep next, long zxidOfLast) {
        List<ActionStep> all = confirmed(zxidOfLast);
        all.add(next);
        return new ActionRecord(request, all, outcome, epochBefore, epochAfter, writePauseMillis, refused, leftovers);
    }

    /** Ended. A record that has ended never changes again. */
    public ActionRecord ended(
            Outcome how,
            @Nullable Epoch after,
            long pauseMillis,
            List<Refusal> why,
            List<String> left,
            ActionStep end,
            long zxidOfLast) {
        List<ActionStep> all = confirmed(zxidOfLast);
        all.add(end);
        return new ActionRecord(request, all, how, epochBefore, after, pauseMillis, why, left);
    }

    private List<ActionStep> confirmed(long zxidOfLast) {
        List<ActionStep> all = new ArrayList<>(steps);
        ActionStep last = last();
        if (last != null && last.zxid() < 0) {
            all.set(
                    all.size() - 1,
                    new ActionStep(last.step(), last.state(), zxidOfLast, last.at(), last.by(), last.note()));
        }
        return all;
    }
}
