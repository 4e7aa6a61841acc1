package dev.baton.console.model;

import static dev.baton.console.model.Events.beat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Event;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldSpeedTest {
    /** Measures above a million a second; the bound only catches a fold that copies the cluster for each heartbeat. */
    @Test
    void heartbeatsOfNineMembersCostFewMicroseconds() {
        List<MemberStatus> statuses = new ArrayList<>();
        for (String group : List.of("orders", "payments", "ledger")) {
            for (String service : List.of("a", "b", "c")) {
                MemberStatus some = Events.status(new MemberId(group + "-" + service), 1, Role.STANDBY, 1);
                statuses.add(some);
                assertEquals(new Incarnation(some.member() + ".1"), some.incarnation());
            }
        }
        int events = 300_000;
        List<Observed> history = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            Event.Heartbeat beat = beat(1_000 + i / 9 * 100L, i / 9, statuses.get(i % 9));
            history.add(new Observed(beat, Via.LINK, beat.at().millis()));
        }
        Events.fold(history);
        long before = System.nanoTime();
        ClusterView view = Events.fold(history);
        long perSecond = events * 1_000_000_000L / (System.nanoTime() - before);
        System.out.println("fold: " + perSecond + " events/s");
        assertEquals(events, view.events());
        assertTrue(perSecond > 40_000, perSecond + " events/s");
    }
}
