package dev.baton.protocol;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberRecord.FenceRecord;
import dev.baton.model.MemberRecord.Off;
import dev.baton.model.Outcome;
import dev.baton.model.Rule;
import dev.baton.model.Timing;
import dev.baton.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operator bars a member. First the fence record, by which nobody can grant it anything and it steps down by itself; then its own word
 * that it has; where that does not come, the fence devices; and where they do not answer "off", an outcome that says so. Unknown is not
 * dead (protocol: Actions, Fence or wait (c); spec: Takeover.tla Fence, Proved).
 *
 * <p>Carried out by {@link Runner}, never by the member itself; who takes over in the middle goes on by what the action's record says.
 */
final class Fencing {
    /** A resource has five seconds to stop, and then its process ends itself. */
    private static final long STEP_DOWN_NANOS = 8_000_000_000L;

    private static final long DEVICES_NANOS = 90_000_000_000L;

    private Fencing() {}

    static void drive(MemberState s, Now now) {
        Seen<ActionRecord> action = Actions.open(s, ActionKind.FENCE);
        MemberId target = action == null ? null : action.value().request().target();
        if (action == null) {
            return;
        }
        if (s.id.equals(target)) {
            steppedDown(s, now, action);
        } else if (Runner.first(s, now, target)) {
            run(s, now, action, target);
        }
    }

    /** The member's own word: written once nothing of the epoch is left. */
    private static void steppedDown(MemberState s, Now now, Seen<ActionRecord> action) {
        boolean still = s.phase instanceof Phase.Standby && s.hold == null && barred(s, s.id);
        if (takenAway(s, action)) {
            String what = "the fence record of " + s.id + " was taken away while the action was open";
            Actions.incomplete(s, now, action, action.value().measured(s.epoch(), -1), what);
        } else if (still && action.value().done(Name.BARRED) && !action.value().done(Name.STEPPED_DOWN)) {
            Actions.done(s, now, action, Name.STEPPED_DOWN, s.resource.position(), s.id + " serves nothing");
        }
    }

    /** Whether somebody's hand has, after the action had written it: then nobody but this member may be left to end the action. */
    private static boolean takenAway(MemberState s, Seen<ActionRecord> action) {
        ActionStep step = action.value().step(Name.BARRED);
        if (step == null || s.own == null || barred(s, s.id)) {
            return false;
        }
        return s.own.zxid() > (step.zxid() < 0 ? action.zxid() : step.zxid());
    }

    private static void run(MemberState s, Now now, Seen<ActionRecord> action, @Nullable MemberId target) {
        ActionRecord record = action.value();
        if (!record.done(Name.BARRED) || target == null) {
            bar(s, now, action);
            return;
        }
        boolean power = record.request().overrides(ActionRequest.POWER_OFF);
        if (record.done(Name.SHUT_OFF) || (record.done(Name.STEPPED_DOWN) && !power)) {
            end(s, now, action, target, null);
            return;
        }
        ActionRun run = s.run;
        if (run == null || !run.id().equals(record.request().id())) {
            s.run = ActionRun.at(
                    record.request().id(),
                    ActionRun.Stage.STEPPING_DOWN,
                    target,
                    now.nanos(),
                    now.nanos() + STEP_DOWN_NANOS);
            return;
        }
        boolean late = now.nanos() - run.deadlineNanos() >= 0;
        switch (run.stage()) {
            case STEPPING_DOWN -> {
                if (late || silent(s, target) || record.done(Name.STEPPED_DOWN)) {
                    s.run = run.to(ActionRun.Stage.SHUTTING_OFF, now.nanos(), now.nanos() + DEVICES_NANOS);
                    s.emit(new Effect.FenceOff(run.id(), target, s.epoch(), guardShutNanos(s, target)));
                }
            }
            case SHUTTING_OFF -> {
                if (late) {
                    end(s, now, action, target, "the fence devices did not answer in time");
                }
            }
            case SHUT_OFF -> off(s, now, action, run, Off.Kind.DEVICE);
            case RUN_OUT -> off(s, now, action, run, Off.Kind.CLOCK);
            case ENDING -> end(s, now, action, target, run.failure());
            case CATCHING_UP, VERIFYING, PAUSING, HANDING_OVER, RESUMING, TAKING, REJOINING, CLEARING, RETURNING ->
                s.run = null; // Of another kind.
        }
    }

    /** Accepted and barred by one multi, which the store applies only while leadership is what the operator was shown. */
    private static void bar(MemberState s, Now now, Seen<ActionRecord> action) {
        ActionRecord record = action.value();
        ActionRequest request = record.request();
        List<Rule> rules = s.leadership == null ? null : Actions.admitted(s, now, action);
        if (s.leadership == null || rules == null) {
            return;
        }
        MemberId target = Objects.requireNonNull(request.target());
        Seen<MemberRecord> member = Objects.requireNonNull(s.members.get(target));
        FenceRecord fence = member.value().fence();
        String reason = request.reason().isEmpty() ? "by " + request.operator() : request.reason();
        FenceRecord next = fence == null ? new FenceRecord(s.epoch(), request.id(), reason, s.stamp(now)) : fence;
        ActionRecord told = record.accepted(target, s.leadership.value().holder(), rules)
                .with(done(s, now, Name.ACCEPTED, s.id + " fences " + target), action.zxid())
                .with(done(s, now, Name.BARRED, "epoch " + next.epoch()), -1);
        if (request.overrides(ActionRequest.CONFIRM_OFF)) {
            next = next.off(new Off(Off.Kind.PERSON, request.operator(), reason, s.stamp(now)));
            told = told.with(done(s, now, Name.CONFIRMED_OFF, "the word of " + request.operator()), -1);
        }
        Actions.write(
                s,
                now,
                action,
                told,
                false,
                new Effect.Change.OfMember(member.value().fenced(next), member.version()),
                request.seenLeadershipVersion());
    }

    private static ActionStep done(MemberState s, Now now, Name name, String note) {
        return Actions.step(s, now, name, ActionStep.State.DONE, -1, note);
    }

    /** Nothing is to be waited for: its process is gone, or answers nothing. */
    private static boolean silent(MemberState s, MemberId target) {
        Peer peer = s.peers.get(target);
        return peer == null || peer.verdict() == Verdict.CRASHED || peer.verdict() == Verdict.HUNG;
    }

    static void answered(MemberState s, Now now, Input.FencedOff in) {
        ActionRun run = s.run;
        if (run == null || !run.id().equals(in.action()) || run.stage() != ActionRun.Stage.SHUTTING_OFF) {
            return;
        }
        ActionRun.Stage next = in.off() == Off.Kind.DEVICE
                ? ActionRun.Stage.SHUT_OFF
                : in.off() == Off.Kind.CLOCK ? ActionRun.Stage.RUN_OUT : ActionRun.Stage.ENDING;
        s.run = run.failed(in.detail()).to(next, now.nanos(), Long.MAX_VALUE);
    }

    /**
     * From when no guard of the target is open by the clock: only once another member holds the role, so that no renewal of the target can be
     * applied any more.
     */
    private static long guardShutNanos(MemberState s, MemberId target) {
        if (s.leadership == null
                || s.lease == null
                || target.equals(s.leadership.value().holder())) {
            return -1;
        }
        long longest = Math.max(s.timing().leaseMillis(), s.lease.value().durationMillis());
        return s.leadership.nanos() + s.timing().waitNanos(Math.max(longest, Timing.LONGEST_PROMISE_MILLIS));
    }

    /** The device's answer is a receipt, kept with the fence, and counts for whoever waits for the member's guard. */
    private static void off(MemberState s, Now now, Seen<ActionRecord> action, ActionRun run, Off.Kind kind) {
        MemberId target = run.target();
        Seen<MemberRecord> member = s.members.get(target);
        FenceRecord fence = member == null ? null : member.value().fence();
        if (member == null || fence == null) {
            end(s, now, action, target, "its fence record is gone");
            return;
        }
        String detail = run.failure() == null ? "" : run.failure();
        FenceRecord next = fence.off(new Off(kind, s.id.value(), detail, s.stamp(now)));
        Actions.write(
                s,
                now,
                action,
                action.value().with(done(s, now, Name.SHUT_OFF, detail), action.zxid()),
                false,
                new Effect.Change.OfMember(member.value().fenced(next), member.version()),
                -1);
    }

    private static void end(
            MemberState s, Now now, Seen<ActionRecord> action, MemberId target, @Nullable String devices) {
        ActionRecord record = action.value();
        List<String> left = new ArrayList<>();
        boolean sure = record.done(Name.SHUT_OFF) || record.done(Name.STEPPED_DOWN);
        boolean word = record.done(Name.CONFIRMED_OFF);
        if (!sure) {
            left.add(target
                    + (word
                            ? " is off by " + record.request().operator() + "'s word only"
                            : " has not said that it stepped down, and no fence device answered that it is off")
                    + (devices == null ? "" : ": " + devices));
        } else if (record.request().overrides(ActionRequest.POWER_OFF) && !record.done(Name.SHUT_OFF)) {
            left.add("the fence devices were asked for and did not answer that " + target + " is off"
                    + (devices == null ? "" : ": " + devices));
        }
        String aborted = Actions.aborted(s, record);
        if (aborted != null) {
            left.add(aborted + ", after the fence record was written: reinstate " + target + " to undo it");
        }
        boolean whole = (sure || word) && (left.isEmpty() || !sure || aborted != null);
        Actions.end(
                s,
                now,
                action,
                record.measured(s.epoch(), -1),
                whole ? Outcome.SUCCEEDED : Outcome.INCOMPLETE,
                List.of(),
                left,
                target + " is fenced");
    }

    /** That member's fence record; null where there is none. */
    static @Nullable FenceRecord of(MemberState s, @Nullable MemberId member) {
        Seen<MemberRecord> record = member == null ? null : s.members.get(member);
        return record == null ? null : record.value().fence();
    }

    static boolean barred(MemberState s, @Nullable MemberId member) {
        return of(s, member) != null;
    }

    static String why(MemberState s) {
        FenceRecord fence = of(s, s.id);
        return fence == null ? "fenced" : "fenced by action " + fence.action() + ": " + fence.reason();
    }

    /** The fence of a holder that has had the time to step down and has not; null where there is none. */
    static @Nullable FenceRecord overdue(MemberState s, Now now, MemberId holder) {
        Seen<MemberRecord> record = s.members.get(holder);
        return record == null
                        || record.value().fence() == null
                        || holder.equals(s.id)
                        || now.nanos() - overdueNanos(s, record) < 0
                ? null
                : record.value().fence();
    }

    static long overdueNanos(MemberState s, Seen<MemberRecord> record) {
        return record.nanos() + s.timing().suspectMillis() * 1_000_000L;
    }

    /** Whether a fence device has answered that this member is off. */
    static boolean off(MemberState s, @Nullable MemberId member) {
        FenceRecord fence = of(s, member);
        return fence != null && fence.receipt();
    }

    /** Whether a device has answered so for every earlier holder whose guard may be open. */
    static boolean allOff(MemberState s) {
        if (s.leadership == null || !Answers.mine(s, s.leadership.value())) {
            return false;
        }
        Set<MemberId> open = s.leadership.value().open();
        return open.stream().allMatch(member -> off(s, member));
    }
}
