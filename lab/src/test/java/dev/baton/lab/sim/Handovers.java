package dev.baton.lab.sim;

import dev.baton.model.ActionStep;
import dev.baton.model.LeadershipState;
import dev.baton.model.Timing;

/** Stories around a switchover. */
final class Handovers {
    private Handovers() {}

    /** HANDOVER is applied, and the old holder hears nothing of the store from that moment on. */
    static void unanswered(Scene s) {
        s.plain()
                .after(0, 300, s::switchover)
                .when(() -> s.is(LeadershipState.HANDOVER), () -> s.storeCut(s.first(), true));
    }

    /** HANDOVER is on its way for longer than the old holder waits; then it is applied after all. */
    static void inFlight(Scene s) {
        s.plain()
                .after(0, 300, s::switchover)
                .when(
                        () -> s.done(ActionStep.Name.CONFIRMED),
                        () -> s.world().net.late(s.first(), 8_000_000L, 1_200_000_000L))
                .when(() -> s.is(LeadershipState.HANDOVER), () -> s.storeCut(s.first(), true));
    }

    /** The candidate's grant is on its way for longer than the old holder waits, which has taken the role back and is then cut off. */
    static void grantAfterTheUndo(Scene s) {
        s.after(0, 300, s::switchover)
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
}
