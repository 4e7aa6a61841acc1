package dev.baton.console.connect;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static dev.baton.console.model.Events.beat;
import static dev.baton.console.model.Events.fold;
import static dev.baton.console.model.Events.leads;
import static dev.baton.console.model.Events.link;
import static dev.baton.console.model.Events.orders;
import static dev.baton.console.model.Events.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Events;
import dev.baton.model.Epoch;
import dev.baton.model.Incarnation;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Refusal;
import dev.baton.model.Role;
import dev.baton.model.Rule;
import dev.baton.model.StandbyKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActionPlanTest {
    private static final long NOW = 10_050;

    private static MemberStatus standby(MemberId id, long position, long lag, boolean eligible, String reason) {
        return standby(id, position, lag, eligible, reason, StandbyKind.hot(), -1);
    }

    private static MemberStatus standby(
            MemberId id,
            long position,
            long lag,
            boolean eligible,
            String reason,
            StandbyKind kind,
            long recoveryMillis) {
        return new MemberStatus(
                id,
                new Incarnation("x"),
                Role.STANDBY,
                new Epoch(6),
                -1,
                position,
                lag,
                0,
                1,
                true,
                "ready",
                eligible,
                reason,
                2,
                List.of(),
                null,
                null,
                null,
                kind,
                recoveryMillis);
    }

    private static ClusterView cluster() {
        return fold(List.of(
                store(Events.storeLink(1, 1)),
                store(leads(9_000, A, 6, LeadershipState.PRIMARY, 60)),
                store(Events.registered(5_000, A, 11)),
                store(Events.registered(5_000, B, 12)),
                store(Events.registered(5_000, C, 13)),
                link(beat(10_000, 1, A, Role.PRIMARY, 6)),
                link(beat(10_000, 1, standby(B, 900, 100, true, "would succeed: rank 2"))),
                link(beat(10_000, 1, standby(C, 1_000, 0, true, "would succeed: rank 1")))));
    }

    private static ActionPlan plan(ClusterView view, @Nullable MemberId to) {
        return ActionPlan.of(orders(view), view, ActionWish.switchover(to), NOW);
    }

    @Test
    void bestStandbyIsTheOneFurthestAhead() {
        ActionPlan plan = plan(cluster(), null);
        assertEquals(C, plan.to());
        assertTrue(plan.allowed(), () -> "" + plan.refusals());
        assertEquals(60, plan.leadershipVersion());
        assertEquals("no past runs", plan.pause().toString());
    }

    @Test
    void askedCandidateIsKeptAndNotReplacedByABetterOne() {
        assertEquals(B, plan(cluster(), B).to());
    }

    @Test
    void candidateThatIsNotEligibleIsRefusedByItsOwnWords() {
        ClusterView view = fold(
                cluster(), List.of(link(beat(10_010, 2, standby(B, 10, 12_400, false, "lag 12400 > 1000 records")))));
        List<Refusal> refusals = plan(view, B).refusals();
        assertEquals(
                List.of(
                        new Refusal("candidate eligible", "orders-b would succeed", "lag 12400 > 1000 records"),
                        new Refusal("candidate lag", "at most 1000 records", "12400 records")),
                refusals);
    }

    @Test
    void warmStandbyIsJudgedByItsPredictedRecoveryAndNotByItsLag() {
        StandbyKind warm = StandbyKind.warm(Duration.ofMinutes(1));
        ClusterView quick =
                fold(cluster(), List.of(link(beat(10_010, 2, standby(C, 10, 12_400, true, "rank 2", warm, 700)))));
        assertTrue(plan(quick, C).allowed(), () -> "" + plan(quick, C).refusals());
        assertEquals(B, plan(quick, null).to(), "hot goes first");
        ClusterView slow = fold(
                cluster(), List.of(link(beat(10_010, 2, standby(C, 10, 12_400, false, "too slow", warm, 31_000)))));
        assertTrue(
                plan(slow, C)
                        .refusals()
                        .contains(new Refusal(
                                "candidate recovers in time",
                                "within 30000 ms (policy maxRecoveryMillis)",
                                "warm, in about 31000 ms")),
                () -> "" + plan(slow, C).refusals());
    }

    @Test
    void primaryIsNoCandidate() {
        assertEquals(
                "candidate is a standby",
                plan(cluster(), A).refusals().getFirst().rule());
    }

    @Test
    void silentCandidateIsRefusedWithItsAge() {
        ActionPlan plan = ActionPlan.of(orders(cluster()), cluster(), ActionWish.switchover(B), 12_000);
        assertTrue(
                plan.refusals()
                        .contains(new Refusal(
                                "candidate heard", "a heartbeat within 500 ms", "2000 ms ago, link UNKNOWN")),
                () -> "" + plan.refusals());
    }

    @Test
    void whoMayNotAskIsToldThatAloneBesideHowTheStoreIs() {
        Rule signature = Rule.of("signature", "by an operator's key", "by vera, key 9f3ca1b2", true);
        Rule role = Rule.of("role", "OPERATOR or above", "vera is VIEWER", false);
        ActionPlan plan =
                ActionPlan.of(orders(cluster()), cluster(), ActionWish.switchover(B), NOW, List.of(signature, role));
        assertEquals(List.of(role.refusal()), plan.refusals());
        assertEquals(
                List.of("store readable", "no other action open", "signature", "role"),
                plan.rules().stream().map(Rule::name).toList());
    }

    @Test
    void whatIsAskedOfASignerStandsBeforeTheRulesOfTheRole() {
        Rule signature = Rule.advice("signature", "by an operator's key", "key is locked: passphrase needed", false);
        ActionPlan plan =
                ActionPlan.of(orders(cluster()), cluster(), ActionWish.switchover(B), NOW, List.of(signature));
        assertTrue(plan.allowed(), () -> "" + plan.refusals());
        assertEquals(signature, plan.rules().get(2));
        assertTrue(plan.rules().size() > 8, () -> "" + plan.rules());
    }

    @Test
    void openActionBlocksAnother() {
        ClusterView view = fold(
                cluster(),
                List.of(store(new dev.baton.model.Event.OpenActionSeen(
                        Events.at(10_000), "console", Events.ORDERS, "s0", 1, 61))));
        assertEquals(
                List.of(new Refusal("no other action open", "none", "action s0")),
                plan(view, B).refusals());
    }

    @Test
    void noSpareStandbyIsAWarningNotABlock() {
        ClusterView view =
                fold(cluster(), List.of(link(beat(10_010, 2, standby(C, 10, 0, false, "not ready: replaying")))));
        ActionPlan plan = plan(view, null);
        assertEquals(B, plan.to());
        assertTrue(plan.allowed());
        assertTrue(plan.rules().stream().anyMatch(rule -> rule.state() == Rule.State.WARN));
    }

    @Test
    void storeThatCannotBeReadBlocksEverything() {
        ClusterView view = fold(cluster(), List.of(store(Events.storeLink(10_020, 0))));
        assertFalse(plan(view, null).allowed());
    }
}
