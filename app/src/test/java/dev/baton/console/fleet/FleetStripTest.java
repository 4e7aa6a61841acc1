package dev.baton.console.fleet;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.console.model.Events;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Observed;
import dev.baton.model.MemberId;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FleetStripTest {
    private final List<Observed> events = new ArrayList<>();
    private long seq;

    private void beats(MemberId member, long from, long to) {
        for (long at = from; at < to; at += 100) {
            events.add(Events.telemetry(
                    Events.beat(at, seq++, member, member.equals(A) ? Role.PRIMARY : Role.STANDBY, 1)));
        }
    }

    private List<FleetStrip.Cell> cells(long now) {
        GroupView orders = Events.orders(Events.fold(events));
        return FleetStrip.of(orders, now);
    }

    @Test
    void aMinuteIsToldByWhoWasHeard() {
        beats(A, 10_000, 60_000);
        beats(B, 10_000, 40_000);
        beats(B, 44_000, 50_000);
        List<FleetStrip.Cell> cells = cells(70_000);
        assertEquals(FleetStrip.CELLS, cells.size());
        assertEquals(FleetStrip.Cell.ALL, cells.get(2), "from 14 s");
        assertEquals(FleetStrip.Cell.PART, cells.get(15), "b is silent from 40 s");
        assertEquals(FleetStrip.Cell.ALL, cells.get(18), "and back at 46 s");
        assertEquals(FleetStrip.Cell.PART, cells.get(22), "from 54 s only a");
        assertEquals(FleetStrip.Cell.NONE, cells.get(27), "from 64 s nobody");
    }

    @Test
    void whatWasBeforeTheFirstHeartbeatIsNotKnown() {
        beats(A, 50_000, 60_000);
        List<FleetStrip.Cell> cells = cells(60_000);
        assertEquals(FleetStrip.Cell.UNKNOWN, cells.get(0));
        assertEquals(FleetStrip.Cell.ALL, cells.get(29));
    }

    @Test
    void aSilenceWithinACellIsSeenAndTheCellThatRunsIsNotShown() {
        beats(A, 10_000, 20_300);
        beats(A, 21_700, 30_050);
        assertEquals(FleetStrip.Cell.PART, cells(30_100).get(25), "from 20 s");
        assertEquals(cells(30_100), cells(31_900), "nothing moves within two seconds");
    }
}
