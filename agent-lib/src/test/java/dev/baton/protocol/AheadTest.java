package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static dev.baton.protocol.SimWorld.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.model.LeadershipState;
import dev.baton.model.Outcome;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a takeover does not wait for: the fence beside the grant, PRIMARY in it (ADR 15). */
class AheadTest {
    private static final Epoch TWO = new Epoch(2);

    private final SimWorld world = new SimWorld(11);

    @AfterEach
    void safetyHeldThroughout() {
        assertEquals(List.of(), world.violations);
    }

    private void up() {
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500);
    }

    private Role role(SimMember member) {
        return Member.status(member.state, world.now()).role();
    }

    private boolean storeSaysPrimary(Epoch epoch) {
        return world.store.leadership.state() == LeadershipState.PRIMARY
                && world.store.leadership.epoch().equals(epoch);
    }

    @Test
    void whoIsHandedTheRoleIsPrimaryByItsGrantAndServesOnceItsResourceIsReady() {
        up();
        SimMember c = world.member(C);
        c.promotionMillis = 300;
        world.requestSwitchover(C);
        assertTrue(world.runUntil(5_000, () -> storeSaysPrimary(TWO)) >= 0);
        world.runFor(100);
        assertEquals(1, c.fencedAhead);
        assertEquals(Role.PROMOTING, role(c));
        assertFalse(c.guardOpen(), "its resource is not ready");
        assertFalse(world.store.activations.containsKey(TWO));
        assertTrue(world.runUntil(1_000, () -> world.servedBy(C)) >= 0);
        assertTrue(world.runUntil(1_000, () -> world.store.activations.containsKey(TWO)) >= 0);
        assertTrue(Objects.requireNonNull(world.store.activations.get(TWO)).outageMillis() >= 300);
        assertTrue(world.runUntil(5_000, () -> world.store.action().ended()) >= 0);
        assertEquals(Outcome.SUCCEEDED, world.store.action().outcome());
    }

    @Test
    void whoWrotePrimaryAndCannotPromoteLeavesTheRoleToAnother() {
        up();
        world.member(C).failsPromotions = true;
        world.requestSwitchover(C);
        assertTrue(world.runUntil(5_000, () -> storeSaysPrimary(TWO)) >= 0);
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A) || world.servedBy(B)) >= 0);
        assertFalse(world.store.activations.containsKey(TWO));
        assertTrue(world.runUntil(10_000, () -> world.store.action().ended()) >= 0);
    }

    @Test
    void aTakeoverFromALeaseThatMayStillRunWritesPrimaryOnlyWithItsProof() {
        up();
        world.member(B).promotionMillis = 300;
        world.member(C).promotionMillis = 300;
        world.kill(A);
        assertTrue(world.runUntil(1_000, () -> world.store.leadership.epoch().equals(TWO)) >= 0);
        world.runFor(100);
        assertEquals(LeadershipState.PROMOTING, world.store.leadership.state());
        assertEquals(1, world.member(B).fencedAhead + world.member(C).fencedAhead, "one of them at most");
        assertTrue(world.runUntil(2_000, () -> storeSaysPrimary(TWO)) >= 0);
        assertTrue(world.store.activations.containsKey(TWO));
    }

    @Test
    void whoWasFencedForAGrantThatWasRefusedServesOnInItsEpoch() {
        up();
        SimMember b = world.member(B);
        b.grantsRefused = true;
        world.member(C).grantsRefused = true;
        b.link(A, Reach.REFUSED);
        world.member(C).link(A, Reach.REFUSED);
        assertTrue(world.runUntil(1_000, () -> b.fencedAhead > 0) >= 0);
        b.link(A, Reach.OK);
        world.member(C).link(A, Reach.OK);
        int written = world.log.entries.size();
        assertTrue(world.runUntil(1_000, () -> world.log.entries.size() > written + 20) >= 0);
        assertTrue(world.servedBy(A));
        assertEquals(new Epoch(1), world.store.leadership.epoch());
    }

    @Test
    void aPromotionThatWasFencedProvesItsRoleAndStartsAgainAtOnce() {
        up();
        world.member(B).promotionMillis = 100;
        world.member(C).promotionMillis = 100;
        world.kill(A);
        assertTrue(world.runUntil(1_000, () -> world.store.leadership.epoch().equals(TWO)) >= 0);
        // Between its fence and its marker the other one fences, for a grant that will be refused.
        SimMember taker = world.member(Objects.requireNonNull(world.store.leadership.holder()));
        world.log.fencesNext = taker.id.equals(B) ? C : B;
        long took = world.runUntil(2_000, () -> world.servedBy(taker.id));
        assertTrue(took >= 200, "fenced once, it took two promotions, not " + took + " ms");
        assertTrue(took < 350, "it waits for the proof alone, not " + took + " ms");
    }
}
