package dev.baton.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The core itself on a copy of a member's state, with a store and a resource that grant all that is asked. Nothing is carried out. */
final class DryRun {
    private static final long STEP_NANOS = 1_000_000L;
    /** More answers than any takeover or handover needs. */
    private static final int MOST_ROUNDS = 30;

    private MemberState state;
    private Now now;
    private final List<Effect> effects = new ArrayList<>();
    private int answered;

    DryRun(MemberState state, Now now) {
        this.state = state;
        this.now = now;
    }

    MemberState state() {
        return state;
    }

    Now now() {
        return now;
    }

    List<Effect> effects() {
        return effects;
    }

    void step(Input input) {
        pass(STEP_NANOS);
        take(input);
    }

    /** In ticks, since a long step without any looks like a pause of this process. */
    void pass(long nanos) {
        long end = now.nanos() + nanos;
        while (now.nanos() < end) {
            long next = Math.min(end, now.nanos() + Wake.IDLE_NANOS);
            now = new Now(next, now.offsetMillis() + next / 1_000_000L);
            take(new Input.Tick(state.resource));
        }
    }

    /** Answers until nothing is asked any more. */
    void settle() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            int before = effects.size();
            while (answered < effects.size()) {
                Input answer = answer(effects.get(answered++));
                if (answer != null) {
                    step(answer);
                }
            }
            pass(STEP_NANOS);
            if (effects.size() == before) {
                return;
            }
        }
    }

    private @Nullable Input answer(Effect effect) {
        if (effect instanceof Effect.Grant e) {
            return e.action() == null
                    ? written(e.request(), e.leaseVersion() + 1, e.leadershipVersion() + 1)
                    : written(e.request(), e.leaseVersion() + 1, e.leadershipVersion() + 1, e.actionVersion() + 1);
        } else if (effect instanceof Effect.Renew e) {
            return written(e.request(), e.version() + 1);
        } else if (effect instanceof Effect.Lead e) {
            return e.action() == null
                    ? written(e.request(), e.version() + 1)
                    : written(e.request(), e.version() + 1, e.actionVersion() + 1);
        } else if (effect instanceof Effect.WriteAction e) {
            return written(e);
        } else if (effect instanceof Effect.Activated e) {
            return written(e.request());
        } else if (effect instanceof Effect.Promote e) {
            return new Input.Promoted(e.epoch(), state.resource.position(), true);
        } else if (effect instanceof Effect.Activate e) {
            return new Input.Effective(e.epoch());
        } else if (effect instanceof Effect.Pause e) {
            return new Input.Drained(e.epoch(), state.resource.position());
        }
        return null;
    }

    private static Input written(Effect.WriteAction e) {
        List<Integer> versions = new ArrayList<>(List.of(e.version() + 1));
        if (e.openVersion() >= 0) {
            versions.add(e.openVersion() + 1);
        }
        if (e.change() != null) {
            versions.add(e.change().version() + 1);
        }
        return written(e.request(), versions.toArray(Integer[]::new));
    }

    private static Input written(long request, Integer... versions) {
        return new Input.Written(request, new Answer.Applied(0, List.of(versions)));
    }

    private void take(Input input) {
        Step step = Member.step(state, now, input);
        state = step.state();
        effects.addAll(step.effects());
    }
}
