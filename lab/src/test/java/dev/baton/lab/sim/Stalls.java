package dev.baton.lab.sim;

import dev.baton.model.ActionStep;
import dev.baton.model.LeadershipState;
import dev.baton.model.Timing;
import dev.baton.protocol.Input;

/** Stories around a store that answers nobody. Promises are as long as the protocol allows. */
final class Stalls {
    private static final Timing LONG_PROMISES = promises(Timing.FAST.cooldown(0), Timing.LONGEST_PROMISE_MILLIS);

    /** Suspects early, so that much is left of the lease when a takeover begins. */
    private static final Timing SLOW_LEASE = new Timing(50, 250, 1_000, 80, 10_000, 0, Timing.LONGEST_PROMISE_MILLIS);

    private Stalls() {}

    private static Timing promises(Timing t, long millis) {
        return new Timing(
                t.heartbeatMillis(),
                t.suspectMillis(),
                t.leaseMillis(),
                t.marginMillis(),
                t.driftPpm(),
                t.cooldownMillis(),
                millis);
    }

    private static void elect(Scene s, long least, long most) {
        s.world().ensemble.elect(s.world().rng.between(least * 1_000_000L, most * 1_000_000L));
    }

    /** Both electors have promised; one of them starts again, and suspects the holder, which is now cut off. */
    static void restartedPromiser(Scene s) {
        s.timing(LONG_PROMISES)
                .lasts(4_000)
                .after(0, 150, () -> elect(s, 250, 500))
                .when(() -> s.others().stream().allMatch(h -> s.promised(h, s.first())), () -> {
                    s.storeCut(s.first(), true);
                    s.restart(s.second());
                })
                .after(60, 200, () -> s.mute(s.first(), true, false));
    }

    /** A grant is on its way when its asker starts again; the next life hears the holder before it has written that it lives. */
    static void grantOfAnEarlierLife(Scene s) {
        s.timing(SLOW_LEASE)
                .lasts(4_000)
                .after(0, 150, () -> {
                    s.mute(s.first(), true, false);
                    s.storeCut(s.first(), true);
                    s.others().forEach(h -> s.world().net.late(h, 350_000_000L, 2_000_000_000L));
                })
                .after(260, 340, () -> {
                    s.world().net.late(s.second(), 1_000_000_000L, 3_000_000_000L);
                    s.restart(s.second());
                    s.mute(s.first(), false, false);
                })
                .when(() -> s.hears(s.second(), s.first()), () -> elect(s, 200, 500));
    }

    /** Grants are on their way when the store falls silent, and the holder is heard again. */
    static void grantInFlight(Scene s) {
        s.timing(SLOW_LEASE)
                .lasts(4_000)
                .after(0, 150, () -> {
                    s.mute(s.first(), true, false);
                    s.storeCut(s.first(), true);
                    s.others().forEach(h -> s.world().net.late(h, 350_000_000L, 2_000_000_000L));
                })
                .after(260, 340, () -> {
                    elect(s, 200, 500);
                    s.mute(s.first(), false, false);
                });
    }

    /** Another has been granted the next epoch when the store falls silent, and the old holder asks for promises. */
    static void stalledAfterATakeover(Scene s) {
        s.timing(LONG_PROMISES)
                .lasts(4_000)
                .after(0, 150, () -> {
                    s.mute(s.first(), true, false);
                    s.storeCut(s.first(), true);
                })
                .when(() -> s.replaced(LeadershipState.PROMOTING), () -> {
                    elect(s, 100, 300);
                    s.mute(s.first(), false, false);
                });
    }

    /** A HANDOVER is undone, unseen by an elector that has seen it; then the holder loses the store, and that elector finds it again. */
    static void oldHandover(Scene s) {
        s.timing(LONG_PROMISES)
                .lasts(4_000)
                .after(0, 150, s::switchover)
                .when(() -> s.done(ActionStep.Name.CAUGHT_UP), () -> s.storeCut(s.second(), true))
                .when(() -> s.is(LeadershipState.HANDOVER), () -> {})
                .after(3, 40, () -> s.storeCut(s.third(), true))
                .when(() -> s.is(LeadershipState.PRIMARY), () -> {})
                .after(60, 200, () -> s.storeCut(s.first(), true))
                .when(() -> s.others().stream().allMatch(h -> s.promised(h, s.first())), () -> {})
                .after(0, 50, () -> s.storeCut(s.third(), false));
    }

    /**
     * The first asks for promises, unheard by the third, and leaves. The third sees that it has left, and then nothing more of the store; it
     * promises the next holder, and only then hears what it was asked before.
     */
    static void olderAsker(Scene s) {
        s.plain()
                .timing(LONG_PROMISES)
                .lasts(4_500)
                .after(0, 150, () -> {
                    s.world().net.cut(s.first(), s.third(), true);
                    s.storeCut(s.first(), true);
                })
                .when(() -> s.asks(s.first()), () -> s.storeCut(s.first(), false))
                .after(80, 200, () -> s.process(s.first(), p -> p.input(new Input.Close())))
                .when(() -> s.is(LeadershipState.VACANT), () -> s.world().net.watchLag(s.third(), 500_000_000L))
                .after(6, 25, () -> {
                    s.storeCut(s.third(), true);
                    s.process(
                            s.third(),
                            p -> p.store.connections.forEach(c -> c.reset("the connection broke", 1_000_000L)));
                })
                .when(() -> !s.first().alive(), () -> s.first().start())
                .when(
                        () -> s.replaced(LeadershipState.PRIMARY),
                        () -> s.world().net.watchLag(s.third(), 0))
                .after(200, 400, () -> {
                    s.storeCut(s.first(), true);
                    s.storeCut(s.second(), true);
                })
                .when(
                        () -> s.promised(s.first(), s.second()) && s.promised(s.third(), s.second()),
                        () -> s.world().net.cut(s.second(), s.third(), true))
                .after(5, 50, () -> {
                    s.world().net.cut(s.first(), s.third(), false);
                    s.world().links.healed();
                })
                .after(5, 50, () -> s.storeCut(s.third(), false));
    }
}
