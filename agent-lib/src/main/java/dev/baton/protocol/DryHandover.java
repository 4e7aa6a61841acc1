package dev.baton.protocol;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.OpenAction;
import java.util.List;
import java.util.Set;

/**
 * The rehearsal of both parts of a switchover: this member is handed the role, and hands it on. As {@link DryTakeover}: the core itself on a
 * copy of the state, nothing is carried out. A planned move is nearly always the first one in the life of a process. Pure.
 */
public final class DryHandover {
    private static final String OPERATOR = "rehearsal";
    private static final long VALID_MILLIS = 3_600_000L;

    private final DryRun run;
    private final MemberId me;

    private DryHandover(DryRun run, MemberId me) {
        this.run = run;
        this.me = me;
    }

    /** What would have been carried out, in its order; nothing where this member is no standby of a holder. */
    public static List<Effect> run(MemberState state, Now now) {
        Leadership l = state.leadership == null ? null : state.leadership.value();
        MemberId holder = l == null ? null : l.holder();
        boolean standby = state.phase instanceof Phase.Standby && state.openAction() == null;
        if (!standby || l == null || holder == null || holder.equals(state.id) || state.openAction == null) {
            return List.of();
        }
        DryHandover dry = new DryHandover(new DryRun(state, now), state.id);
        dry.take(l, holder);
        dry.handOn(holder);
        return List.copyOf(dry.run.effects());
    }

    private void take(Leadership held, MemberId holder) {
        open(me);
        seen(record().accepted(me, holder, List.of()).with(by(holder, Name.ACCEPTED), 0));
        int version =
                run.state().leadership == null ? 0 : run.state().leadership.version();
        String action = record().request().id();
        run.step(new Input.LeadershipSeen(
                held.in(LeadershipState.HANDOVER, held.since(), me, action, Set.of()), version + 1, 0));
        seen(record().with(by(holder, Name.DRAINED), 0).with(by(holder, Name.HANDED_OVER), 0));
        if (record().done(Name.ACTIVE)) {
            seen(record().with(by(holder, Name.FOLLOWS), 0));
        }
    }

    private void handOn(MemberId former) {
        if (run.state().hold == null) {
            return; // It would not have been granted the role.
        }
        MemberId next = run.state().peers.keySet().stream()
                .filter(peer -> !peer.equals(former))
                .findFirst()
                .orElse(former);
        open(next);
        if (record().done(Name.ACCEPTED)) {
            seen(record().with(by(next, Name.CAUGHT_UP), 0));
        }
    }

    private void open(MemberId target) {
        MemberState s = run.state();
        String id = OPERATOR + "-" + run.now().nanos();
        ActionRecord asked = ActionRecord.requested(new ActionRequest(
                id,
                me.group(),
                ActionKind.SWITCHOVER,
                target,
                s.epoch(),
                s.leadership == null ? 0 : s.leadership.version(),
                OPERATOR,
                OPERATOR,
                s.hlc,
                run.now().wallMillis() + VALID_MILLIS,
                List.of(),
                null,
                null));
        run.step(
                new Input.OpenActionSeen(new OpenAction(id), s.openAction == null ? 0 : s.openAction.version() + 1, 0));
        run.step(new Input.ActionSeen(asked, 0, s.action == null ? 0 : s.action.zxid()));
        run.settle();
    }

    private void seen(ActionRecord next) {
        int version = run.state().action == null ? 0 : run.state().action.version();
        run.step(new Input.ActionSeen(next, version + 1, 0));
        run.settle();
    }

    private ActionRecord record() {
        Seen<ActionRecord> action = run.state().action;
        if (action == null) {
            throw new IllegalStateException("the rehearsal's own action is gone");
        }
        return action.value();
    }

    private ActionStep by(MemberId member, Name name) {
        long position = run.state().resource.position();
        return new ActionStep(name, ActionStep.State.DONE, 0, run.state().hlc, member.value(), position, null);
    }
}
