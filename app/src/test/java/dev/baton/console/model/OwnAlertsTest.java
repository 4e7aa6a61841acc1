package dev.baton.console.model;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static dev.baton.console.model.Events.ORDERS;
import static dev.baton.console.model.Events.at;
import static dev.baton.console.model.Events.beat;
import static dev.baton.console.model.Events.link;
import static dev.baton.console.model.Events.status;
import static dev.baton.console.model.Events.store;
import static dev.baton.console.model.Events.storeLink;
import static dev.baton.console.model.Events.telemetry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.theme.Messages;
import dev.baton.model.Event;
import dev.baton.model.MemberId;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a console itself cannot see any more, each said for what it is. */
class OwnAlertsTest {
    private final AlertStory story = new AlertStory();

    @Test
    void theLostStoreIsOneAlertAndHidesWhatCannotBeToldWithoutIt() {
        story.healthy(10_000);
        story.add(link(new Event.Reached(at(10_005), "console", ORDERS, C, Reach.REFUSED, -1, "connection refused")));
        story.add(store(storeLink(10_006, 0)));
        assertEquals("store-lost", story.only(Alert.Kind.STORE_LOST, 10_010).id());
    }

    @Test
    void aStoreThatSaysNothingThoughItsSessionLivesIsSilent() {
        story.healthy(10_000);
        for (MemberId member : List.of(A, B, C)) {
            story.beats(
                    member,
                    member.equals(A) ? Role.PRIMARY : Role.STANDBY,
                    6,
                    10_100,
                    16_000,
                    UnaryOperator.identity());
        }
        assertTrue(story.incidents(16_010).stream().anyMatch(a -> a.kind() == Alert.Kind.STORE_SILENT));
    }

    @Test
    void whereNobodyIsHeardButLeasesAreRenewedThisConsoleIsCutOff() {
        story.healthy(10_000);
        story.leases(A, 6, 10_250, 13_000);
        Alert alert = story.only(Alert.Kind.AGENTS_LOST, 13_010);
        assertTrue(Messages.of(alert.text()).contains("it is this console that is cut off"), Messages.of(alert.text()));
        assertFalse(alert.under().isEmpty());
    }

    @Test
    void silentTelemetryIsSaidForWhatItIs() {
        story.healthy(10_000);
        story.add(telemetry(beat(4_000, 10, status(A, 1, Role.PRIMARY, 6))));
        assertEquals(
                "telemetry-lost", story.only(Alert.Kind.TELEMETRY_LOST, 10_010).id());
    }

    @Test
    void aClockThatWentBackIsSaidAndSoIsAJumpForward() {
        story.healthy(10_000);
        assertTrue(story.incidents(7_000).stream().anyMatch(a -> a.kind() == Alert.Kind.OWN_CLOCK));
        ClusterView view = story.view();
        List<Alert> jumped = Alerts.of(view, new OwnState(60_000, 10_000), 10_010);
        assertTrue(jumped.stream()
                .anyMatch(a -> a.kind() == Alert.Kind.OWN_CLOCK
                        && Messages.of(a.text()).contains("forward by 60.0 s")));
    }
}
