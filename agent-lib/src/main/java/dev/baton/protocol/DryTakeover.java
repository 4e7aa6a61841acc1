package dev.baton.protocol;

import dev.baton.model.Cause;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rehearsal of the decision: what this member would do were the holder to crash now and everything to answer. Runs the core itself on a
 * copy of the state, so that its code is warm when it counts; nothing that comes out of it is carried out. Pure.
 */
public final class DryTakeover {
    private static final long STEP_NANOS = 1_000_000L;

    private MemberState state;
    private Now now;
    private final List<Effect> effects = new ArrayList<>();

    private DryTakeover(MemberState state, Now now) {
        this.state = state;
        this.now = now;
    }

    /**
     * How it would end.
     *
     * @param role PRIMARY where the takeover would succeed
     * @param effects what would have been carried out, in its order
     */
    public record Result(Role role, List<Effect> effects) {
        public Result {
            effects = List.copyOf(effects);
        }
    }

    /** Null where there is nobody to take over from. */
    public static @Nullable Result run(MemberState state, Now now) {
        Leadership l = state.leadership == null ? null : state.leadership.value();
        MemberId holder = l == null ? null : l.holder();
        if (!(state.phase instanceof Phase.Standby) || holder == null || holder.equals(state.id)) {
            return null;
        }
        DryTakeover run = new DryTakeover(state, now);
        run.crash(holder);
        run.grant();
        run.promote();
        return new Result(Member.status(run.state, run.now).role(), run.effects);
    }

    private void crash(MemberId holder) {
        step(new Input.PeerLink(holder, Reach.RESET, "rehearsal"));
        step(new Input.PeerLink(holder, Reach.REFUSED, "rehearsal"));
        for (Map.Entry<MemberId, Peer> each : state.peers.entrySet()) {
            MemberStatus status = each.getValue().status();
            if (status != null && !each.getKey().equals(holder)) {
                step(new Input.PeerHeard(
                        status.seeing(List.of(new PeerView(holder, Reach.REFUSED, Verdict.CRASHED, 1))), now.nanos()));
            }
        }
        Trigger trigger = state.trigger;
        if (trigger != null && trigger.cause() != Cause.SWITCHOVER && grantAsked() == null) {
            pass(Eligibility.rank(state, now) * Election.RANK_NANOS);
        }
    }

    private void grant() {
        Effect.Grant asked = grantAsked();
        if (asked != null) {
            answer(asked.request(), asked.leaseVersion() + 1, asked.leadershipVersion() + 1);
        }
    }

    private Effect.@Nullable Grant grantAsked() {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Grant grant) {
                return grant;
            }
        }
        return null;
    }

    private void promote() {
        if (state.hold == null) {
            return;
        }
        step(new Input.Promoted(state.epoch(), state.resource.position(), true));
        for (Effect effect : effects) {
            if (effect instanceof Effect.Lead lead) {
                answer(lead.request(), lead.version() + 1);
                step(new Input.Effective(state.epoch()));
                return;
            }
        }
    }

    private void answer(long request, Integer... versions) {
        step(new Input.Written(request, new Answer.Applied(0, List.of(versions))));
    }

    private void step(Input input) {
        pass(STEP_NANOS);
        take(input);
    }

    /** In ticks, since a long step without any looks like a pause of this process. */
    private void pass(long nanos) {
        long end = now.nanos() + nanos;
        while (now.nanos() < end) {
            long next = Math.min(end, now.nanos() + Wake.IDLE_NANOS);
            now = new Now(next, now.offsetMillis() + next / 1_000_000L);
            take(new Input.Tick(state.resource));
        }
    }

    private void take(Input input) {
        Step step = Member.step(state, now, input);
        state = step.state();
        effects.addAll(step.effects());
    }
}
