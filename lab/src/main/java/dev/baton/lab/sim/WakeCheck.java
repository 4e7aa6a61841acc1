package dev.baton.lab.sim;

import dev.baton.protocol.Effect;
import dev.baton.protocol.Input;
import dev.baton.protocol.Member;
import dev.baton.protocol.MemberState;
import dev.baton.protocol.Now;
import dev.baton.protocol.ResourceView;
import dev.baton.protocol.StateKey;
import dev.baton.protocol.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * WAKE: until the instant for which a member asks to be woken a step decides nothing, and at that instant it decides the same whether or not
 * it stepped meanwhile. So a member that steps when it asked to decides the same at the same instants as one that steps all the time. Tried
 * on copies, for one of some steps.
 */
final class WakeCheck {
    /** Comparing whole states costs more than a step. */
    private static final int COMPARED_OF = 16;
    /** What a step may leave to the next one, which is no lateness. */
    private static final long SOON_NANOS = 1_000_000L;

    /** So often at least a member looks at its resource while it waits for it. */
    private static final long LOOK_NANOS = 2_000_000L;

    private static final long MILLI = 1_000_000L;

    private final Checks checks;
    private final int every;
    private final long cooldownMillis;
    private final SplittableRandom random;
    private int steps;
    private int tried;

    /** @param every one of how many steps; 1: all of them, and each is tried at every millisecond */
    WakeCheck(World world, Checks checks, int every) {
        this.checks = checks;
        this.every = every;
        this.cooldownMillis = world.policy.timing().cooldownMillis();
        this.random = new SplittableRandom(every);
    }

    void stepped(SimProcess by, long wake, ResourceView resource) {
        if (++steps < every || wake <= SOON_NANOS) {
            return;
        }
        steps = 0;
        if (every > 1) {
            long early = random.nextBoolean() ? wake - 1 : 1 + random.nextLong(wake - 1);
            check(by, wake, resource, List.of(early));
        } else {
            List<Long> all = new ArrayList<>();
            for (long early = MILLI; early < wake; early += MILLI) {
                all.add(early);
            }
            all.add(wake - 1);
            check(by, wake, resource, all);
        }
    }

    private void check(SimProcess by, long wake, ResourceView resource, List<Long> early) {
        Now now = by.host.clock.now();
        MemberState often = by.state();
        for (long after : early) {
            Step step = Member.step(often, later(now, after), new Input.Tick(resource));
            if (!step.effects().isEmpty()) {
                late(by, wake, after, step.effects().toString());
                return;
            }
            often = step.state();
        }
        ready(by, wake, later(now, early.get(0)), resource);
        if (every > 1 && ++tried % COMPARED_OF != 0) {
            return;
        }
        Now due = later(now, wake);
        Step seldom = Member.step(by.state(), due, new Input.Tick(resource));
        Step last = Member.step(often, due, new Input.Tick(resource));
        if (!names(seldom.effects()).equals(names(last.effects()))
                || !key(seldom.state(), due).equals(key(last.state(), due))) {
            late(by, wake, wake, "otherwise than without the steps before");
        }
    }

    /** Nor does a step decide anything once the resource is as good as can be, unless that is looked for. */
    private void ready(SimProcess by, long wake, Now now, ResourceView resource) {
        if (wake <= LOOK_NANOS) {
            return;
        }
        ResourceView best = new ResourceView(Long.MAX_VALUE, 0, resource.committed(), true, "ready", true);
        Step step = Member.step(by.state(), now, new Input.Tick(best));
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Grant || effect instanceof Effect.WriteAction) {
                late(by, wake, 0, "with a resource that is ready: " + effect);
            }
        }
    }

    private void late(SimProcess by, long wake, long after, String what) {
        checks.violated(
                "WAKE",
                by.id + " asks to be woken in " + wake / 1_000L + " us, and would decide after " + after / 1_000L
                        + " us: " + what);
    }

    private static Now later(Now now, long nanos) {
        long then = now.nanos() + nanos;
        return new Now(then, then / MILLI + now.offsetMillis());
    }

    private static String names(List<Effect> effects) {
        StringBuilder all = new StringBuilder();
        for (Effect effect : effects) {
            all.append(all.isEmpty() ? "" : ", ").append(effect.getClass().getSimpleName());
        }
        return all.toString();
    }

    private List<Long> key(MemberState state, Now at) {
        List<Long> key = new ArrayList<>();
        StateKey.write(state, new StateKey.Frame(at, 0, 0, 0, 0, 0, cooldownMillis, List.of(state)), key::add);
        return key;
    }
}
