package dev.baton.lab.sim;

import dev.baton.model.ActionStep;
import dev.baton.model.Epoch;
import dev.baton.model.LeadershipState;
import dev.baton.model.Role;
import dev.baton.model.Timing;
import dev.baton.protocol.Input;

/** Stories around a takeover. */
final class Takeovers {
    /** Runs out long after its holder is suspected. */
    private static final Timing LONG_LEASE = new Timing(50, 250, 3_000, 60, 10_000, 0, 600);

    private Takeovers() {}

    /** The holder is cut off with an open guard; who is granted the next epoch leaves before it is primary. */
    static void vacatedWhileOpen(Scene s) {
        s.plain()
                .members(4)
                .after(0, 150, () -> cutOff(s))
                .when(
                        () -> s.replaced(LeadershipState.PROMOTING),
                        () -> s.process(s.holder(), p -> p.input(new Input.Close())));
    }

    private static void cutOff(Scene s) {
        s.mute(s.first(), true, true);
        s.storeCut(s.first(), true);
    }

    /** A new holder stands still from the grant until its successor has marked the log, and hears nothing of the store from then on. */
    static void latePromotion(Scene s) {
        SimHost[] late = new SimHost[1];
        Epoch[] of = new Epoch[1];
        s.members(4)
                .after(0, 150, () -> s.first().kill("is killed"))
                .when(() -> s.replaced(LeadershipState.PROMOTING), () -> {
                    late[0] = s.holder();
                    of[0] = s.leadership().epoch();
                    s.process(late[0], SimProcess::pause);
                })
                .when(() -> s.logHolds(of[0].next()), () -> {
                    s.storeCut(late[0], true);
                    s.process(late[0], SimProcess::resume);
                });
    }

    /** The answer to a grant is lost and its sight comes late; the first renewal is late too, and then the store is gone. */
    static void adoptedLate(Scene s) {
        SimHost[] late = new SimHost[1];
        s.after(0, 150, () -> {
                    s.first().kill("is killed");
                    s.others().forEach(h -> {
                        s.world().net.loseAnswers(h, 1);
                        s.world().net.watchLag(h, 500_000_000L);
                    });
                })
                .when(() -> s.replaced(LeadershipState.PROMOTING), () -> {
                    late[0] = s.holder();
                    s.others().forEach(h -> {
                        if (h != late[0]) {
                            s.world().net.watchLag(h, 0);
                            s.world().net.loseAnswers(h, 0);
                        }
                    });
                })
                .when(
                        () -> s.inRole(late[0], Role.PROMOTING),
                        () -> s.world().net.late(late[0], 5_000_000L, 3_000_000_000L))
                .when(() -> s.inRole(late[0], Role.PRIMARY), () -> s.storeCut(late[0], true));
    }

    /** One standby alone hears nothing of the holder, which cannot renew for a moment. */
    static void loneSuspicion(Scene s) {
        s.settles(Handovers.MEMBERS_KNOWN_MILLIS)
                .members(4)
                .after(0, 300, () -> s.world().net.cut(s.first(), s.second(), true))
                .after(50, 200, () -> s.storeCut(s.first(), true))
                .after(300, 450, () -> s.storeCut(s.first(), false));
    }

    /** The cooldown is over by its time, but an action is unfinished when the primary dies. */
    static void killedDuringAnAction(Scene s) {
        s.timing(Timing.FAST.cooldown(1_000))
                .lasts(9_000)
                .after(0, 150, () -> s.first().kill("is killed"))
                .when(() -> s.replaced(LeadershipState.PRIMARY), () -> {})
                .after(300, 400, () -> {
                    SimHost target = s.others().stream()
                            .filter(h -> h != s.holder())
                            .findFirst()
                            .orElseThrow();
                    s.world().net.logCut(target, true);
                    s.operator().switchover(target.id, 0, 30_000);
                })
                .when(() -> s.done(ActionStep.Name.ACCEPTED), () -> {})
                .after(1_500, 2_500, () -> {
                    Epoch epoch = s.leadership().epoch();
                    s.holder().kill("is killed");
                    s.world().time.after(4_000_000_000L, () -> {
                        if (s.leadership().epoch().isAfter(epoch)) {
                            s.world()
                                    .checks
                                    .violated(
                                            "COOLDOWN",
                                            "epoch " + s.leadership().epoch() + " was granted for "
                                                    + s.leadership().cause()
                                                    + " while an action of the epoch before was unfinished");
                        }
                    });
                });
    }

    /**
     * The policy's lease becomes shorter. The holder of the longer one is cut off with an open guard, who takes over leaves at once, and the
     * next one has only the lease of that epoch to wait for.
     */
    static void shorterLease(Scene s) {
        s.plain()
                .members(5)
                .timing(LONG_LEASE)
                .lasts(6_000)
                .after(0, 150, () -> {
                    s.policy(Timing.FAST.cooldown(0));
                    cutOff(s);
                })
                .when(
                        () -> s.replaced(LeadershipState.PROMOTING),
                        () -> s.process(s.holder(), p -> p.input(new Input.Close())));
    }

    /** The holder is paused with an open guard; who takes over by the log's receipt is asked at once to hand the role on. */
    static void handedOnAtOnce(Scene s) {
        s.members(4)
                .timing(LONG_LEASE)
                .lasts(8_000)
                .after(0, 150, () -> s.process(s.first(), SimProcess::pause))
                .when(() -> s.replaced(LeadershipState.PRIMARY), () -> {
                    SimHost target = s.others().stream()
                            .filter(h -> h != s.holder())
                            .findFirst()
                            .orElseThrow();
                    s.operator().switchover(target.id, 0, 30_000);
                });
    }
}
