package dev.baton.protocol;

import dev.baton.authority.Authority;
import dev.baton.authority.Operators;
import dev.baton.model.AbortRequest;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Approval;
import dev.baton.model.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What operators have signed about an action after they asked for it: that it ends, that it may start. The newest of each counts: one action is
 * open at a time, and they are made while it is.
 *
 * @param refused what keeps the abort from counting; null where nothing does
 */
record Wishes(
        @Nullable Seen<AbortRequest> abort,
        @Nullable Refusal refused,
        @Nullable Seen<Approval> approval) {
    static final Wishes NONE = new Wishes(null, null, null);

    static void aborted(MemberState s, Now now, Input.AbortSeen in) {
        Seen<AbortRequest> before = s.wishes.abort;
        if (before == null || before.zxid() < in.zxid()) {
            judge(s, now, new Seen<>(in.abort(), 0, in.zxid(), now.nanos()));
        }
    }

    static void approved(MemberState s, Now now, Input.ApprovalSeen in) {
        Seen<Approval> before = s.wishes.approval;
        if (before == null || before.zxid() < in.zxid()) {
            Seen<Approval> seen = new Seen<>(in.approval(), 0, in.zxid(), now.nanos());
            s.wishes = new Wishes(s.wishes.abort, s.wishes.refused, seen);
        }
    }

    /** What was found of the abort was found with the operators of before. */
    static void operators(MemberState s, Now now, Operators next) {
        s.operators = next;
        if (s.wishes.abort != null) {
            judge(s, now, s.wishes.abort);
        }
    }

    private static void judge(MemberState s, Now now, Seen<AbortRequest> abort) {
        Refusal refused = s.operators.read() ? Authority.refusal(s.operators, abort.value()) : null;
        s.wishes = new Wishes(abort, refused, s.wishes.approval);
        if (refused != null) {
            Transitions.blocked(s, now, "aborting action " + abort.value().action(), refused.toString());
        }
    }

    /** The step that says who wants this action to end; null where nobody who may does. */
    static @Nullable ActionStep abort(MemberState s, ActionRecord record) {
        Seen<AbortRequest> seen = s.wishes.abort;
        if (seen == null || s.wishes.refused != null || !s.operators.read()) {
            return null;
        }
        AbortRequest abort = seen.value();
        boolean same = abort.action().equals(record.request().id())
                && abort.group().equals(record.request().group());
        return same
                ? new ActionStep(
                        Name.ABORTED,
                        ActionStep.State.DONE,
                        seen.zxid(),
                        abort.at(),
                        abort.operator(),
                        -1,
                        abort.reason())
                : null;
    }

    /** The step that says who approved it; null where the policy does not ask for that. An action starts only with an approval that was verified. */
    static @Nullable ActionStep approved(MemberState s, ActionRecord record) {
        Seen<Approval> seen = Licence.fourEyes(s, record) ? approval(s, record) : null;
        return seen == null
                ? null
                : new ActionStep(
                        Name.APPROVED,
                        ActionStep.State.DONE,
                        seen.zxid(),
                        seen.value().at(),
                        seen.value().operator(),
                        -1,
                        null);
    }

    /** The second signature under that action as it was seen; null where there is none. */
    static @Nullable Seen<Approval> approval(MemberState s, ActionRecord record) {
        Seen<Approval> seen = s.wishes.approval;
        return seen != null && seen.value().action().equals(record.request().id()) ? seen : null;
    }
}
