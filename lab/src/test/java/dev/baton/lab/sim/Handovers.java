package dev.baton.lab.sim;

import dev.baton.model.ActionStep;
import dev.baton.model.LeadershipState;
import dev.baton.model.Role;
import dev.baton.model.Timing;

/** Stories around a switchover. */
final class Handovers {
    /** Only from then on the check of the quorum takes every member for a monitor. */
    static final long MEMBERS_KNOWN_MILLIS = 13_500;

    private Handovers() {}

    /** HANDOVER is applied, its answer is lost, and the old holder hears nothing of the store from that moment on. */
    static void unanswered(Scene s) {
        s.plain()
                .after(0, 300, s::switchover)
                .when(
                        () -> s.inRole(s.first(), Role.DEMOTING),
                        () -> s.world().net.loseAnswers(s.first(), 1))
                .when(() -> s.is(LeadershipState.HANDOVER), () -> s.storeCut(s.first(), true));
    }

    /** HANDOVER is on its way when its connection breaks; it is applied after all, when the old holder may have taken the role back. */
    static void inFlight(Scene s) {
        int[] caughtUp = {0};
        s.plain()
                .after(0, 300, s::switchover)
                .when(() -> s.done(ActionStep.Name.CAUGHT_UP), () -> caughtUp[0] = s.leaseVersion())
                // Once the lease is proved again, HANDOVER is what it sends next.
                .when(
                        () -> s.leaseVersion() > caughtUp[0],
                        () -> s.world().net.late(s.first(), 20_000_000L, 60_000_000L))
                .when(
                        () -> s.inRole(s.first(), Role.DEMOTING),
                        () -> s.process(s.first(), p -> {
                            s.world().net.late(s.first(), 0, 0);
                            p.store.connections.forEach(c -> c.reset(
                                    "the connection broke", s.world().rng.between(1_000_000L, 5_000_000L)));
                        }))
                .when(() -> s.is(LeadershipState.HANDOVER), () -> s.storeCut(s.first(), true));
    }

    /** The candidate's grant is on its way for longer than the old holder waits, which has taken the role back and is then cut off. */
    static void grantAfterTheUndo(Scene s) {
        s.settles(MEMBERS_KNOWN_MILLIS)
                .after(0, 300, s::switchover)
                .when(
                        () -> s.is(LeadershipState.HANDOVER),
                        () -> s.world().net.late(s.second(), 15_000_000L, 1_000_000_000L))
                .when(() -> s.is(LeadershipState.PRIMARY), () -> s.storeCut(s.first(), true));
    }

    /** Writes do not drain in time, so the switchover is undone when its deadline is over. */
    static void drainedTooLate(Scene s) {
        s.timing(Timing.BALANCED)
                .mustWork()
                .lasts(9_000)
                .after(0, 300, s::switchover)
                .when(() -> s.done(ActionStep.Name.CAUGHT_UP), () -> s.process(s.first(), p -> p.resource.hang(true)))
                .after(1_700, 3_000, () -> s.process(s.first(), p -> p.resource.hang(false)));
    }

    /** A switchover is undone before HANDOVER, and the connection breaks under the write of its end. */
    static void endIsLost(Scene s) {
        s.timing(Timing.BALANCED)
                .mustWork()
                .lasts(7_000)
                .after(0, 300, s::switchover)
                .when(() -> s.done(ActionStep.Name.CAUGHT_UP), () -> s.process(s.first(), p -> p.resource.hang(true)))
                .when(() -> s.done(ActionStep.Name.RESUMED), () -> {
                    s.process(s.first(), p -> p.resource.hang(false));
                    s.storeCut(s.first(), true);
                })
                .after(10, 60, () -> {
                    s.process(
                            s.first(),
                            p -> p.store.connections.forEach(c -> c.reset("the connection broke", 1_000_000L)));
                    s.storeCut(s.first(), false);
                })
                .after(2_000, 2_500, () -> {
                    if (s.done(ActionStep.Name.RESUMED)) {
                        s.world().checks.violated("L1", "an action is still open, although all is well");
                    }
                });
    }
}
