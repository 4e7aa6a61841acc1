package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static dev.baton.protocol.SimWorld.C;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.PeerView;
import dev.baton.model.Reach;
import dev.baton.model.Verdict;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MajorityTest {
    private final SimWorld world = new SimWorld(19);
    private MemberState s;
    private Now now;

    /** B is a standby of A, and C says that it suspects A. */
    @BeforeEach
    void bothSuspect() {
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500);
        now = world.now();
        s = world.member(B).state;
        Peer holder = Objects.requireNonNull(s.peers.get(A));
        Peer other = Objects.requireNonNull(s.peers.get(C));
        var suspecting = Objects.requireNonNull(other.status())
                .seeing(List.of(new PeerView(A, Reach.REFUSED, Verdict.CRASHED, 1)));
        s.peers = Maps.with(s.peers, A, holder.judged(Verdict.CRASHED));
        s.peers = Maps.with(s.peers, C, other.heard(suspecting, now.nanos()));
    }

    @Test
    void twoOfTwoMonitorsAreAMajority() {
        assertTrue(Suspicion.majority(s, now, A));
    }

    @Test
    void theLastWordOfAMonitorThatIsGoneCountsForNothing() {
        s.peers = Maps.with(s.peers, C, Objects.requireNonNull(s.peers.get(C)).reach(Reach.REFUSED, now.nanos()));
        assertFalse(Suspicion.majority(s, now, A));
    }
}
