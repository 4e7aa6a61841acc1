package dev.baton.lab.sim.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.MemberStatus;
import dev.baton.model.PromiseWord;
import dev.baton.protocol.Effect;
import dev.baton.protocol.Input;
import dev.baton.protocol.Member;
import dev.baton.protocol.MemberState;
import dev.baton.protocol.Now;
import dev.baton.protocol.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The search finds what is broken on purpose, names the guarantee, and its choices lead there again. */
class BrokenTest {
    @Test
    void aStoreThatIgnoresTheLeasesVersionLetsTwoGuardsOpen() throws InterruptedException {
        Rules broken = new Rules() {
            @Override
            public boolean expected(String node, int expected, int actual) {
                return node.equals("lease") || expected == actual;
            }
        };
        finds(
                "S4",
                broken,
                new SmallBounds().noneOfEachKind().faults(2).deafs(1).pauses(1));
    }

    @Test
    void aStoreThatComparesNoVersionGrantsAnEpochTwice() throws InterruptedException {
        Rules broken = new Rules() {
            @Override
            public boolean expected(String node, int expected, int actual) {
                return true;
            }

            @Override
            public boolean epochsAreImmutable() {
                return false;
            }
        };
        finds(
                "S1",
                broken,
                new SmallBounds().noneOfEachKind().faults(1).crashes(1).delays(1));
    }

    @Test
    void aGuardThatIsATickLongerThanTheLeaseIsOpenWithItsSuccessors() throws InterruptedException {
        Rules broken = new Rules() {
            @Override
            public Step step(MemberState state, Now now, Input input) {
                Step step = Member.step(state, now, input);
                return new Step(
                        step.state(),
                        step.effects().stream().map(BrokenTest::longer).toList());
            }
        };
        finds(
                "S4",
                broken,
                new SmallBounds().noneOfEachKind().faults(1).deafs(1).pauses(1));
    }

    private static Effect longer(Effect effect) {
        return effect instanceof Effect.OpenGuard e
                ? new Effect.OpenGuard(
                        e.epoch(), e.untilNanos() + Bounds.TICK_NANOS, e.offsetMillis(), e.exclusiveFromNanos())
                : effect;
    }

    @Test
    void aRefusalThatIsTakenForAPromiseKeepsAGuardOpenTooLong() throws InterruptedException {
        Rules broken = new Rules() {
            @Override
            public Step step(MemberState state, Now now, Input input) {
                return Member.step(state, now, input instanceof Input.PeerHeard heard ? given(heard) : input);
            }
        };
        finds("S4", broken, new SmallBounds().noneOfEachKind().faults(1).deafs(1));
    }

    private static Input given(Input.PeerHeard heard) {
        MemberStatus s = heard.status();
        PromiseWord word = s.promise();
        if (word == null) {
            return heard;
        }
        PromiseWord yes =
                new PromiseWord(word.to(), word.incarnation(), word.epoch(), word.number(), true, word.reason());
        return new Input.PeerHeard(
                new MemberStatus(
                        s.member(),
                        s.incarnation(),
                        s.role(),
                        s.epoch(),
                        s.guardMillis(),
                        s.position(),
                        s.lag(),
                        s.committed(),
                        s.priority(),
                        s.ready(),
                        s.health(),
                        s.eligible(),
                        s.reason(),
                        s.storeConnections(),
                        s.peers(),
                        s.action(),
                        s.ask(),
                        yes),
                heard.heardNanos());
    }

    @Test
    void aLogThatTakesWhateverComesGoesBackToAnEarlierEpoch() throws InterruptedException {
        Rules broken = new Rules() {
            @Override
            public boolean logFences() {
                return false;
            }
        };
        finds("S2", broken, new SmallBounds().noneOfEachKind().faults(1).pauses(1));
    }

    @Test
    void aReplayBeforeTheFenceLosesWhatIsAcknowledgedInBetween() throws InterruptedException {
        Rules broken = new Rules() {
            @Override
            public boolean replaysAfterFence() {
                return false;
            }
        };
        finds(
                "S3",
                broken,
                new SmallBounds().noneOfEachKind().faults(1).pauses(1).delays(1));
    }

    @Test
    void aMemberThatNeverAsksForAnEpochLeavesTheGroupWithoutAPrimary() throws InterruptedException {
        Rules broken = new Rules() {
            @Override
            public Step step(MemberState state, Now now, Input input) {
                Step step = Member.step(state, now, input);
                return new Step(
                        step.state(),
                        step.effects().stream().filter(BrokenTest::first).toList());
            }
        };
        finds("L1", broken, new SmallBounds().noneOfEachKind().faults(1).crashes(1));
    }

    private static boolean first(Effect effect) {
        return !(effect instanceof Effect.Grant e) || e.epoch().epoch().value() == 1;
    }

    private static void finds(String guarantee, Rules broken, SmallBounds small) throws InterruptedException {
        Bounds bounds = small.build();
        Search.Result result = new Search(
                        bounds,
                        broken,
                        Search.Order.BREADTH_FIRST,
                        1,
                        1_000_000,
                        guarantee.equals("L1") ? 1 : 1 << 30,
                        System.err::println)
                .run();
        Search.Violation found = violationIn(result);
        assertTrue(found.what().startsWith(guarantee), found.what());
        List<String> replayed = Search.replay(bounds, broken, found.choices());
        assertEquals(found.what(), replayed.get(replayed.size() - 1));
        assertEquals(replayed, Search.replay(bounds, broken, found.choices()));
        List<String> shipped = Search.replay(bounds, Rules.SHIPPED, List.of());
        assertEquals("no violation", shipped.get(shipped.size() - 1));
    }

    private static Search.Violation violationIn(Search.Result result) {
        Search.Violation found = result.found();
        assertNotNull(found, () -> "nothing was found: " + result);
        return found;
    }
}
