package dev.baton.console.connect;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.ORDERS;
import static dev.baton.console.model.Events.life;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Events;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.History;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.Observed;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.LeadershipState;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.Policy;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.ServiceId;
import dev.baton.model.StoreLayout;
import dev.baton.port.PeerLinks.PeerEndpoint;
import dev.baton.port.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleConnectionTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final FakeSources sources = new FakeSources();
    private ConsoleConnection connection = opened();

    private ConsoleConnection opened() {
        sources.store.put(StoreLayout.policy(ORDERS), Policy.DEFAULT);
        sources.store.put(
                StoreLayout.leadership(ORDERS),
                Events.leads(1, A, 3, LeadershipState.PRIMARY, 0).leadership());
        sources.store.put(StoreLayout.live(A), new Live(A, life(A, 1), "127.0.0.1:7001"));
        return ConsoleConnection.open(sources, Ticker.system());
    }

    @BeforeEach
    void connected() {
        until(view -> connection.synced());
    }

    @AfterEach
    void close() {
        connection.close();
    }

    private void until(Predicate<ClusterView> condition) {
        try {
            assertTrue(connection.await(condition, LIMIT), () -> "gave up on " + connection.view());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private GroupView orders() {
        return Events.orders(connection.view());
    }

    @Test
    void viewHoldsWhatTheStoreHolds() {
        until(view -> view.groups().containsKey(ORDERS));
        assertEquals(
                new Epoch(3),
                orders().leadership() == null
                        ? null
                        : orders().leadership().value().epoch());
        assertTrue(connection.view().storeReadable());
    }

    @Test
    void changesAreFollowed() {
        sources.store.put(
                StoreLayout.leadership(ORDERS),
                Events.leads(2, B, 4, LeadershipState.PRIMARY, 0).leadership());
        until(view -> orders().leadership() != null && orders().leadership().version() == 1);
    }

    @Test
    void corruptNodeNamesItselfAndLeavesTheOtherGroupsAlone() {
        GroupId payments = new GroupId("payments");
        sources.store.put(StoreLayout.lease(ORDERS), "{ half".getBytes(StandardCharsets.UTF_8));
        sources.store.put(StoreLayout.policy(payments), Policy.DEFAULT);
        until(view -> view.groups().containsKey(payments));
        assertTrue(orders().corrupt().containsKey(StoreLayout.lease(ORDERS)), () -> "" + orders().corrupt());
        GroupView other = connection.view().groups().get(payments);
        assertTrue(other != null && other.corrupt().isEmpty());
    }

    @Test
    void memberUnderAnothersNameIsCorrupt() {
        sources.store.put(StoreLayout.live(B), new Live(A, life(A, 1), "127.0.0.1:7002"));
        until(view -> !orders().corrupt().isEmpty());
        assertEquals(
                "expected the member orders-b, found orders-a",
                orders().corrupt().get(StoreLayout.live(B)));
    }

    @Test
    void activationThatIsReadBeforeItsEpochIsNotLost() {
        var seen = Events.epoch(5, 3, A, dev.baton.model.Cause.CRASHED, true, 0);
        sources.store.put(
                StoreLayout.activation(ORDERS, new Epoch(3)), java.util.Objects.requireNonNull(seen.activation()));
        sources.store.put(StoreLayout.epoch(ORDERS, new Epoch(3)), seen.epoch());
        until(view -> !orders().epochs().isEmpty());
        assertTrue(orders().epochs().getFirst().activation() != null);
    }

    @Test
    void liveMembersAreFollowedByLinkAlsoAfterTheirSessionWent() {
        await().atMost(LIMIT)
                .until(() -> new PeerEndpoint("127.0.0.1:7001").equals(sources.followed.get(new ServiceId("a"))));
        sources.store.remove(StoreLayout.live(A));
        until(view -> member(A).live() == null);
        sources.sink().event(Events.beat(1_000, 1, A, Role.PRIMARY, 3));
        until(view -> member(A).status() != null);
        assertEquals(new PeerEndpoint("127.0.0.1:7001"), sources.followed.get(new ServiceId("a")));
    }

    private MemberView member(MemberId id) {
        return Events.member(connection.view(), id);
    }

    @Test
    void brokenLinkIsSeenByEachMemberOfTheProcess() {
        sources.sink().reached(new ServiceId("a"), Reach.REFUSED, -1, "connection refused");
        until(view -> member(A).reach() == Reach.REFUSED);
        assertEquals("connection refused", member(A).reachDetail());
    }

    @Test
    void lostStoreIsShownAsLost() {
        sources.store.disconnect();
        until(view -> !view.storeReadable());
        assertEquals("connection refused", connection.view().storeDetail());
    }

    @Test
    void listenersGetEveryEventAfterItWasFolded() {
        List<Observed> heard = new CopyOnWriteArrayList<>();
        connection.listen(heard::add);
        sources.sink().event(Events.beat(1_000, 1, A, Role.PRIMARY, 3));
        await().atMost(LIMIT).until(() -> heard.size() == 1);
        assertEquals("orders-a", heard.getFirst().event().source());
    }

    @Test
    void listenerThatFailsDoesNotStopTheView() {
        connection.listen(observed -> {
            throw new IllegalStateException("planted");
        });
        sources.sink().event(Events.beat(1_000, 1, A, Role.PRIMARY, 3));
        sources.sink().event(Events.beat(1_100, 2, A, Role.PRIMARY, 3));
        until(view -> member(A).statusSeq() == 2);
    }

    @Test
    void awaitGivesUpAtItsLimit() throws InterruptedException {
        assertFalse(connection.await(view -> false, Duration.ofMillis(30)));
    }

    @Test
    void anEarlierInstantCanBeShownAgain() {
        sources.sink().event(Events.beat(1_000, 1, A, Role.STANDBY, 3));
        until(view -> view.groups().containsKey(ORDERS)
                && orders().members().containsKey(A)
                && member(A).status() != null);
        long before = connection.view().lastMillis();
        ClusterView then = connection.view();
        await().atMost(LIMIT).until(() -> System.currentTimeMillis() > before + 5);
        sources.store.put(
                StoreLayout.leadership(ORDERS),
                Events.leads(2, B, 4, LeadershipState.PRIMARY, 0).leadership());
        until(view -> orders().leadership() != null && orders().leadership().version() == 1);
        History.Moment moment = connection.history().at(before);
        assertTrue(moment != null && moment.exact());
        GroupView shown = moment.view().groups().get(ORDERS);
        assertTrue(shown != null && shown.leadership() != null);
        assertEquals(new Epoch(3), shown.leadership().value().epoch());
        assertEquals(then.events(), moment.view().events());
    }

    @Test
    void thePastKeepsItsReaderWaitingRatherThanTheQueueFull() {
        int most = 150_000;
        for (int i = 0; i < most; i++) {
            sources.past.accept(Events.beat(1_000 + i * 100L, i, A, Role.STANDBY, 3));
        }
        until(view -> orders().members().containsKey(A) && member(A).statusSeq() == most - 1);
        assertEquals(0, connection.dropped());
        assertEquals(Long.MAX_VALUE, member(A).clockOffsetMillis());
        assertEquals(
                1_000 + (most - 1) * 100L, member(A).telemetryMillis(), "by its own stamp, not by when it was read");
    }
}
