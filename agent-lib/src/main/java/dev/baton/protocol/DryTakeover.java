package dev.baton.protocol;

import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rehearsal of the decision: what this member would do were the holder to crash now and everything to answer. Runs the core itself on a
 * copy of the state, so that its code is warm when it counts; nothing that comes out of it is carried out. Pure.
 */
public final class DryTakeover {
    private DryTakeover() {}

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
        DryRun run = new DryRun(state, now);
        crash(run, holder);
        Trigger trigger = run.state().trigger;
        if (trigger != null && !trigger.cause().handedOver()) {
            run.pass(Eligibility.rank(run.state(), run.now()) * Election.RANK_NANOS);
        }
        run.settle();
        return new Result(Member.status(run.state(), run.now()).role(), run.effects());
    }

    private static void crash(DryRun run, MemberId holder) {
        run.step(new Input.PeerLink(holder, Reach.RESET, "rehearsal"));
        run.step(new Input.PeerLink(holder, Reach.REFUSED, "rehearsal"));
        for (Map.Entry<MemberId, Peer> each : run.state().peers.entrySet()) {
            MemberStatus status = each.getValue().status();
            if (status != null && !each.getKey().equals(holder)) {
                PeerView view = new PeerView(holder, Reach.REFUSED, Verdict.CRASHED, 1);
                run.step(new Input.PeerHeard(
                        status.seeing(List.of(view)), run.now().nanos()));
            }
        }
    }
}
