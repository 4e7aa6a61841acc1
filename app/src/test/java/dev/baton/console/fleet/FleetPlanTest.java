package dev.baton.console.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleFleet;
import dev.baton.console.model.Alerts;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Incidents;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FleetPlanTest {
    private static final double WIDTH = 1_200;
    private static final List<FleetRow> ROWS = rows();

    private static List<FleetRow> rows() {
        ClusterView view = SampleFleet.troubled(400).view();
        return FleetBook.EMPTY
                .after(view, Incidents.of(view, Alerts.of(view, SampleFleet.NOW)), SampleFleet.NOW)
                .rows();
    }

    @Test
    void everyGroupHasAPlaceOfItsOwnAndIsFoundThere() {
        FleetPlan plan = FleetPlan.of(ROWS, Grouping.PREFIX, WIDTH, 10);
        assertEquals(ROWS.size(), plan.order().stream().distinct().count());
        for (int i = 0; i < plan.order().size(); i++) {
            FleetPlan.Box box = plan.box(i, WIDTH);
            assertEquals(i, plan.at(box.x() + box.w() / 2, box.y() + box.h() / 2, WIDTH), "of " + box);
            assertTrue(box.x() >= 0 && box.x() + box.w() <= WIDTH, box::toString);
            assertTrue(box.y() + box.h() <= plan.height(), box::toString);
        }
    }

    @Test
    void theWorstAreLinesAndTheOthersSquaresInSections() {
        FleetPlan plan = FleetPlan.of(ROWS, Grouping.PREFIX, WIDTH, 10);
        assertEquals(9, plan.lines());
        assertEquals(9, plan.trouble());
        assertEquals(10, plan.sections().size());
        assertEquals("billing", plan.sections().getFirst().name());
    }

    @Test
    void aLowWindowShowsFewerLinesSoThatSquaresAreSeen() {
        FleetPlan plan = FleetPlan.of(ROWS, Grouping.PREFIX, WIDTH, FleetPlan.linesIn(420));
        assertEquals(6, plan.lines());
        assertEquals(9, plan.trouble());
        assertTrue(plan.squaresTop() < 420 - 2 * FleetPlan.PITCH, "at " + plan.squaresTop());
    }

    @Test
    void arrowsReachEveryGroupAndNeverLeave() {
        FleetPlan plan = FleetPlan.of(ROWS, Grouping.PREFIX, 400, 10);
        int down = 0;
        for (int step = 0; step < ROWS.size(); step++) {
            int next = plan.vertical(down, 1);
            assertTrue(next >= down && next < ROWS.size());
            down = next;
        }
        int up = down;
        for (int step = 0; step < ROWS.size(); step++) {
            up = plan.vertical(up, -1);
        }
        assertEquals(0, up);
    }

    @Test
    void sectionsAreByStateServicePrefixOrAnyTag() {
        List<String> offered =
                Grouping.offered(ROWS).stream().map(Grouping::toString).toList();
        assertEquals(List.of("by name prefix", "by service", "by state", "by site", "by team"), offered);
        FleetPlan bySite = FleetPlan.of(ROWS, new Grouping(Grouping.By.TAG, "site"), WIDTH, 10);
        assertEquals(
                List.of("eu-north", "eu-west", "us-east"),
                bySite.sections().stream().map(FleetPlan.Section::name).toList());
    }

    @Test
    void filtersJoinWordsStatesAndTagsAndTurnThemRound() {
        assertEquals(
                List.of("split brain"),
                FleetFilter.of("state:split", false).of(ROWS).stream()
                        .map(row ->
                                dev.baton.console.theme.Words.of(row.state()).toLowerCase(java.util.Locale.ROOT))
                        .toList());
        assertEquals(9, FleetFilter.of("state:!healthy", false).of(ROWS).size());
        assertEquals(9, FleetFilter.of("", true).of(ROWS).size());
        assertEquals(40, FleetFilter.of("payments", false).of(ROWS).size());
        assertEquals(360, FleetFilter.of("!payments", false).of(ROWS).size());
        List<FleetRow> eu = FleetFilter.of("site:eu-west team:core", false).of(ROWS);
        assertTrue(!eu.isEmpty()
                && eu.stream().allMatch(row -> "core".equals(row.tags().get("team"))));
        assertEquals(4, FleetFilter.of("alert:no-standby", false).of(ROWS).size());
        assertEquals(0, FleetFilter.of("region:mars", false).of(ROWS).size());
    }
}
