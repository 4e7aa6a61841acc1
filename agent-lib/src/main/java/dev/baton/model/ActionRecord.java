package dev.baton.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The record at {@code /groups/g/actions/id}: the request, its steps, and its outcome once it has one.
 *
 * @param target who is to become primary: the request's, or the one that the holder chose when it accepted
 * @param pausedAt when the holder stopped taking writes; absent before
 * @param writePauseMillis from {@code pausedAt} to the new primary's permission to write (or to the undo), or -1
 * @param refused the rules that refused it; empty where none did
 * @param leftovers what an INCOMPLETE action left undone, or what else the operator must know
 * @param former who held the role when the action was accepted; absent before, and where nobody did
 * @param checked every precondition as who accepted it found it; absent before, and in the records of earlier versions
 */
public record ActionRecord(
        ActionRequest request,
        @Nullable MemberId target,
        List<ActionStep> steps,
        @Nullable Outcome outcome,
        Epoch epochBefore,
        @Nullable Epoch epochAfter,
        @Nullable Hlc pausedAt,
        long writePauseMillis,
        List<Refusal> refused,
        List<String> leftovers,
        @Nullable MemberId former,
        @Nullable List<Rule> checked) {
    /** A record from the store may hold anything: what must be there is asked for here, so that nobody carries a half of one on. */
    public ActionRecord {
        Objects.requireNonNull(request, "request is missing");
        Objects.requireNonNull(epochBefore, "epochBefore is missing");
        steps = List.copyOf(steps);
        refused = List.copyOf(refused);
        leftovers = List.copyOf(leftovers);
        checked = checked == null ? null : List.copyOf(checked);
    }

    /** As an operator's client writes it. */
    public static ActionRecord requested(ActionRequest request) {
        ActionStep first = new ActionStep(
                ActionStep.Name.REQUESTED,
                ActionStep.State.DONE,
                -1,
                request.requestedAt(),
                request.operator(),
                -1,
                request.reason());
        return new ActionRecord(
                request,
                request.target(),
                List.of(first),
                null,
                request.seenEpoch(),
                null,
                null,
                -1,
                List.of(),
                List.of(),
                null,
                null);
    }

    public boolean ended() {
        return outcome != null;
    }

    public @Nullable ActionStep last() {
        return steps.isEmpty() ? null : steps.get(steps.size() - 1);
    }

    /** The step of that name that is done, or null. */
    public @Nullable ActionStep step(ActionStep.Name name) {
        for (ActionStep s : steps) {
            if (s.step() == name && s.state() == ActionStep.State.DONE) {
                return s;
            }
        }
        return null;
    }

    public boolean done(ActionStep.Name name) {
        return step(name) != null;
    }

    /** With one more step; the zxid of the write behind those that have none yet is now known, or -1 where it is the same write. */
    public ActionRecord with(ActionStep next, long zxidOfLast) {
        return withSteps(appended(next, zxidOfLast));
    }

    /** With a step that came before the last one and whose zxid is known. */
    public ActionRecord beforeLast(ActionStep step) {
        List<ActionStep> all = new ArrayList<>(steps);
        all.add(Math.max(0, all.size() - 1), step);
        return withSteps(all);
    }

    private ActionRecord withSteps(List<ActionStep> all) {
        return new ActionRecord(
                request,
                target,
                all,
                outcome,
                epochBefore,
                epochAfter,
                pausedAt,
                writePauseMillis,
                refused,
                leftovers,
                former,
                checked);
    }

    /** With that zxid behind each step that names none: the write of the record itself. */
    public ActionRecord writtenAs(long zxid) {
        return withSteps(stepsWrittenAs(zxid));
    }

    /** Accepted: who is to become primary, who was, and how each precondition was found. */
    public ActionRecord accepted(@Nullable MemberId chosen, @Nullable MemberId holder, List<Rule> rules) {
        return new ActionRecord(
                request,
                chosen,
                steps,
                outcome,
                epochBefore,
                epochAfter,
                pausedAt,
                writePauseMillis,
                refused,
                leftovers,
                holder,
                rules);
    }

    /** Who accepted it and runs it; null before. */
    public @Nullable String runner() {
        ActionStep accepted = step(ActionStep.Name.ACCEPTED);
        return accepted == null ? null : accepted.by();
    }

    public ActionRecord pausedAt(Hlc when) {
        return new ActionRecord(
                request,
                target,
                steps,
                outcome,
                epochBefore,
                epochAfter,
                when,
                writePauseMillis,
                refused,
                leftovers,
                former,
                checked);
    }

    /** With the epoch that followed and the pause that it cost. */
    public ActionRecord measured(@Nullable Epoch after, long pauseMillis) {
        return new ActionRecord(
                request,
                target,
                steps,
                outcome,
                epochBefore,
                after,
                pausedAt,
                pauseMillis,
                refused,
                leftovers,
                former,
                checked);
    }

    /** Ended. A record that has ended never changes again. */
    public ActionRecord ended(Outcome how, List<Refusal> why, List<String> left, ActionStep end, long zxidOfLast) {
        return new ActionRecord(
                request,
                target,
                appended(end, zxidOfLast),
                how,
                epochBefore,
                epochAfter,
                pausedAt,
                writePauseMillis,
                why,
                left,
                former,
                checked);
    }

    private List<ActionStep> stepsWrittenAs(long zxid) {
        return steps.stream()
                .map(step -> step.zxid() < 0 ? step.writtenAs(zxid) : step)
                .toList();
    }

    private List<ActionStep> appended(ActionStep next, long zxidOfLast) {
        List<ActionStep> all = new ArrayList<>(stepsWrittenAs(zxidOfLast));
        all.add(next);
        return all;
    }
}
