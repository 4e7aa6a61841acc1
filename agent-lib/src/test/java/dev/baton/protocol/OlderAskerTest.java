package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static dev.baton.protocol.SimWorld.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.PromiseWord;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two members ask the same elector, and the ask of the earlier epoch comes last (spec: PromiseTakeover.tla LastAsker, Strays). */
class OlderAskerTest {
    @Test
    void anAskOfAnEarlierEpochThatComesLateFreesNobodyFromThePromiseForTheLaterOne() {
        SimWorld world = new SimWorld(11, Map.of(C, Map.of(MemberRecord.NO_FAILOVER, "true"))); // For the moment.
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500);
        world.cutLink(A, C); // What A asks from here on is under way for long.
        world.stallStore(true);
        world.runFor(400);
        MemberStatus late = Member.status(world.member(A).state, world.now());
        assertNotNull(late.ask());
        world.stallStore(false);
        world.runFor(2_500);
        // C sees A leave epoch 1 and then loses the store, so that it does not see B have epoch 2.
        MemberState c = vacated(world.member(C).state, world.now());
        world.requestSwitchover(B);
        assertTrue(world.runUntil(3_000, () -> world.servedBy(B)) >= 0);
        world.runFor(2_500);
        world.stallStore(true);
        world.runFor(400);
        MemberStatus asking = Member.status(world.member(B).state, world.now());
        assertEquals(new Epoch(2), Objects.requireNonNull(asking.ask()).epoch());
        c = hears(c, world.now(), asking);
        assertTrue(promised(c, asking), "no promise was given, so nothing is shown: " + c.promised.word());
        c = hears(c, world.now(), late);
        assertEquals(B, c.promised.to(), "B lives on the promise of C, which does not keep to it");
        assertTrue(c.promised.runs(world.now()));
        assertFalse(promised(c, late));
    }

    private static MemberState hears(MemberState s, Now now, MemberStatus from) {
        return Member.step(s, now, new Input.PeerHeard(from, now.nanos())).state();
    }

    private static MemberState vacated(MemberState s, Now now) {
        Seen<Leadership> l = Objects.requireNonNull(s.leadership);
        assertEquals(new Epoch(1), l.value().epoch());
        Leadership left = l.value().in(LeadershipState.VACANT, l.value().since(), null, null, Set.of());
        MemberState sees = Member.step(s, now, new Input.LeadershipSeen(left, l.version() + 1, l.zxid() + 1))
                .state();
        return Member.step(sees, now, new Input.StoreLink(0, 2)).state();
    }

    /** Whether the last word answers that very ask, by a promise. */
    private static boolean promised(MemberState s, MemberStatus asking) {
        PromiseWord word = s.promised.word();
        return word != null
                && word.given()
                && asking.ask() != null
                && word.epoch().equals(asking.ask().epoch())
                && word.number() == asking.ask().number();
    }
}
