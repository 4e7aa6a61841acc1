package dev.baton.console.live;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static dev.baton.console.model.Events.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.TestCluster;
import dev.baton.console.action.Failovers.Answer;
import dev.baton.console.connect.ClusterSources;
import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.connect.Target;
import dev.baton.console.model.Events;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.model.Acknowledgement;
import dev.baton.model.Epoch;
import dev.baton.model.FailoverMark;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.StoreLayout;
import dev.baton.port.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledging a failover from the console, in a real ZooKeeper. */
final class LiveFailoversIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir
    private Path dir;

    private TestCluster cluster;
    private ConsoleConnection connection;

    @BeforeEach
    void failedOver() throws Exception {
        cluster = new TestCluster(dir);
        cluster.provision(ORDERS, A, B, C);
        led(2);
        Target target = new Target(cluster.connect(), null, TIMEOUT, "test", "the test", null);
        connection = ConsoleConnection.open(ClusterSources.storeOnly(target), Ticker.system());
    }

    @AfterEach
    void end() {
        connection.close();
        cluster.close();
    }

    /** orders-a took over by itself in that epoch. */
    private void led(long epoch) throws Exception {
        Leadership led = Events.leads(System.currentTimeMillis(), A, epoch, LeadershipState.PRIMARY, 0)
                .leadership();
        cluster.put(
                StoreLayout.leadership(ORDERS),
                new Leadership(
                        led.epoch(),
                        led.holder(),
                        led.incarnation(),
                        led.state(),
                        led.since(),
                        led.cause(),
                        null,
                        null,
                        led.open(),
                        new FailoverMark(new Epoch(epoch), led.since())));
    }

    /** The group as the console shows it once it has read that epoch. */
    private GroupView shown(long epoch) throws Exception {
        assertTrue(connection.await(view -> led(view.groups().get(ORDERS), epoch), TIMEOUT));
        return Objects.requireNonNull(connection.view().groups().get(ORDERS));
    }

    private static boolean led(@Nullable GroupView group, long epoch) {
        Stored<Leadership> leadership = group == null ? null : group.leadership();
        return leadership != null && leadership.value().epoch().value() == epoch;
    }

    private Answer acknowledge(GroupView shown, Duration timeout, String note) throws Exception {
        return new LiveFailovers(connection, timeout, "oncall", Ticker.system())
                .acknowledge(shown, note)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private Acknowledgement inTheStore() throws Exception {
        return cluster.read(StoreLayout.acknowledged(ORDERS), Acknowledgement.class);
    }

    @Test
    void theAcknowledgementIsInTheStoreWithNameAndNote() throws Exception {
        assertEquals(new Answer(true, ""), acknowledge(shown(2), TIMEOUT, "disk replaced"));
        Acknowledgement word = inTheStore();
        assertEquals(new Epoch(2), word.epoch());
        assertEquals("oncall", word.by());
        assertEquals("disk replaced", word.note());
    }

    @Test
    void askingAgainIsSafeAndChangesNothing() throws Exception {
        GroupView shown = shown(2);
        acknowledge(shown, TIMEOUT, "disk replaced");
        assertEquals(new Answer(true, ""), acknowledge(shown, TIMEOUT, "another note"));
        assertEquals("disk replaced", inTheStore().note());
    }

    @Test
    void aFailoverThatCameInBetweenIsNotAcknowledgedUnseen() throws Exception {
        GroupView seen = shown(2);
        led(3);
        Answer answer = acknowledge(seen, TIMEOUT, "disk replaced");
        assertFalse(answer.done());
        assertTrue(answer.says().contains("has changed since it was shown"), answer.says());
        assertTrue(inTheStore().epoch().isBefore(new Epoch(2)), "nothing was written");
        assertTrue(acknowledge(shown(3), TIMEOUT, "seen now").done());
        assertEquals(new Epoch(3), inTheStore().epoch());
    }

    @Test
    void aStoreThatDoesNotAnswerIsNotShownAsARefusal() throws Exception {
        GroupView seen = shown(2);
        cluster.stopStore();
        Answer answer = acknowledge(seen, Duration.ofMillis(500), "disk replaced");
        assertFalse(answer.done());
        assertTrue(answer.says().contains("did not answer"), answer.says());
        assertTrue(answer.says().contains("asking again is safe"), answer.says());
    }
}
