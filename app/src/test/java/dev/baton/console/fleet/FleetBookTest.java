package dev.baton.console.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleFleet;
import dev.baton.console.model.Alerts;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupState;
import dev.baton.console.model.Incidents;
import dev.baton.model.GroupId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FleetBookTest {
    private static final long NOW = SampleFleet.NOW;

    private static FleetBook look(FleetBook before, ClusterView view, long now) {
        return before.after(view, Incidents.of(view, Alerts.of(view, now)), now);
    }

    private static List<GroupId> order(FleetBook book) {
        return book.rows().stream().map(FleetRow::id).toList();
    }

    @Test
    void theWorstStandsFirstAndTheRestByName() {
        FleetBook book = look(FleetBook.EMPTY, SampleFleet.troubled(60).view(), NOW);
        List<GroupState> states =
                book.rows().stream().map(FleetRow::state).limit(7).toList();
        assertEquals(
                List.of(
                        GroupState.SPLIT_BRAIN,
                        GroupState.NO_PRIMARY,
                        GroupState.DEGRADED,
                        GroupState.DEGRADED,
                        GroupState.PAUSED,
                        GroupState.PAUSED,
                        GroupState.HEALTHY),
                states);
        List<GroupId> healthy = order(book).subList(6, 60);
        assertEquals(healthy.stream().sorted().toList(), healthy);
    }

    @Test
    void aRowSaysWhy() {
        FleetBook book = look(FleetBook.EMPTY, SampleFleet.troubled(60).view(), NOW);
        FleetRow split = book.rows().getFirst();
        assertTrue(split.why().contains("acts as primary"), split::toString);
        assertEquals(1, split.alarms());
        FleetRow paused = book.rows().get(4);
        assertEquals("Paused: automatic failover is paused by policy.", paused.why());
        assertEquals(new FleetBook.Agents(180, 180), book.agents());
    }

    @Test
    void whileAStateFlickersNobodyLosesHisPlace() {
        SampleFleet fleet = new SampleFleet(20);
        FleetBook book =
                look(FleetBook.EMPTY, fleet.ineligible(7).beats(NOW).renew(NOW).view(), NOW);
        List<GroupId> order = order(book);
        assertEquals(fleet.group(7), order.getFirst());
        for (int i = 1; i <= 10; i++) {
            long now = NOW + i * 500L;
            SampleFleet next = i % 2 == 0 ? fleet.ineligible(7) : fleet.well(7);
            book = look(book, next.beats(now).renew(now).view(), now);
            assertEquals(
                    i % 2 == 0 ? GroupState.DEGRADED : GroupState.HEALTHY,
                    book.rows().getFirst().state());
            assertEquals(order, order(book), "after look " + i);
        }
    }

    @Test
    void itGivesItsPlaceUpOnceItIsWellForGood() {
        SampleFleet fleet = new SampleFleet(20);
        FleetBook book =
                look(FleetBook.EMPTY, fleet.ineligible(7).beats(NOW).renew(NOW).view(), NOW);
        fleet.well(7);
        for (long now = NOW + 100; now <= NOW + 100 + FleetBook.SETTLE_MILLIS; now += 100) {
            book = look(book, fleet.beats(now).renew(now).view(), now);
        }
        assertEquals(order(book).stream().sorted().toList(), order(book));
        assertFalse(book.rows().getFirst().trouble());
    }

    @Test
    void anUnchangedFleetGivesEqualRowsWhateverItsHeartbeatsSay() {
        SampleFleet fleet = SampleFleet.troubled(60);
        FleetBook book = look(FleetBook.EMPTY, new SampleFleet(60).view(), NOW);
        SampleFleet later = new SampleFleet(60).beats(NOW + 200).renew(NOW + 200);
        assertEquals(book.rows(), look(book, later.view(), NOW + 200).rows());
        assertFalse(book.rows().equals(look(book, fleet.view(), NOW).rows()), "a troubled fleet differs");
    }
}
