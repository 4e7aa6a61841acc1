package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberStatus;
import dev.baton.model.PromiseWord;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A HANDOVER that was taken back, and an elector that has not seen so (spec: PromiseTakeover.tla Release). */
class StaleHandoverTest {
    @Test
    void aHandoverThatWasTakenBackFreesNobodyFromAPromiseGivenAfterIt() {
        SimWorld world = new SimWorld(11);
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500);
        world.cutLink(A, B);
        world.stallStore(true);
        // A took its role back by a PRIMARY two versions on, acknowledged just before the store fell silent. B has seen
        // the
        // HANDOVER between the two, and nothing since.
        MemberState a = world.member(A).state;
        a.hold = Objects.requireNonNull(a.hold).leadershipAt(a.hold.leadershipVersion() + 2);
        MemberState b = handover(world.member(B).state, world.now());
        world.runFor(400);
        MemberStatus asking = Member.status(world.member(A).state, world.now());
        assertNotNull(asking.ask());
        for (int i = 0; i < 4 && !promised(b, asking); i++) {
            b = Member.step(
                            b,
                            world.now(),
                            new Input.PeerHeard(asking, world.now().nanos()))
                    .state();
            world.runFor(70); // Until B too finds the store silent.
        }
        assertTrue(promised(b, asking), "no promise was given, so nothing is shown: " + b.promised.word());
        assertEquals(A, b.promised.to(), "B told A that it asks for no grant, and does not keep to it");
        assertTrue(b.promised.runs(world.now()));
    }

    private static MemberState handover(MemberState b, Now now) {
        Seen<Leadership> l = Objects.requireNonNull(b.leadership);
        Leadership left = l.value().in(LeadershipState.HANDOVER, l.value().since(), null, null, Set.of());
        return Member.step(b, now, new Input.LeadershipSeen(left, l.version() + 1, l.zxid() + 1))
                .state();
    }

    /** Whether B's last word answers that very ask, by a promise. */
    private static boolean promised(MemberState b, MemberStatus asking) {
        PromiseWord word = b.promised.word();
        return word != null
                && word.given()
                && asking.ask() != null
                && word.number() == asking.ask().number();
    }
}
