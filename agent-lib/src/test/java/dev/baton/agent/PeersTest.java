package dev.baton.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Incarnation;
import dev.baton.model.Json;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.ServiceId;
import dev.baton.model.StoreLayout;
import dev.baton.port.PeerLinks;
import dev.baton.port.PeerLinks.PeerSignal;
import dev.baton.port.StoreEvent;
import dev.baton.protocol.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PeersTest {
    private static final GroupId ORDERS = new GroupId("orders");
    private static final ServiceId B = new ServiceId("b");
    private static final Incarnation LIFE = new Incarnation("i1");
    private static final long BEAT = 100_000_000L;

    private final Inbox inbox = new Inbox();
    private Consumer<PeerSignal> link = signal -> {};

    private Map<ServiceId, PeerLinks.PeerEndpoint> followed = Map.of();
    private final Peers peers = new Peers(
            new ServiceId("a"),
            Map.of(),
            new PeerLinks() {
                @Override
                public void follow(Map<ServiceId, PeerEndpoint> endpoints, Consumer<PeerSignal> sink) {
                    for (PeerEndpoint each : endpoints.values()) {
                        String endpoint = each.endpoint();
                        if (!endpoint.contains(":")) {
                            throw new IllegalArgumentException("endpoint '" + endpoint + "': expected HOST:PORT");
                        }
                    }
                    followed = endpoints;
                    link = sink;
                }

                @Override
                public void close() {}
            },
            inbox);

    @BeforeEach
    void follow() {
        live(B, new Live(MemberId.of(ORDERS, B), LIFE, "127.0.0.1:1"));
    }

    private static PeerLinks.PeerEndpoint plain(String endpoint) {
        return new PeerLinks.PeerEndpoint(endpoint, null);
    }

    private void live(ServiceId at, Live live) {
        String path = StoreLayout.live(MemberId.of(ORDERS, at));
        peers.accept(ORDERS, new StoreEvent.Node(path, Json.bytes(live), 0, 1, 0));
    }

    @Test
    void anEndpointThatIsNoneKeepsNobodyElseFromBeingFollowed() {
        ServiceId c = new ServiceId("c");
        ServiceId d = new ServiceId("d");
        live(c, new Live(MemberId.of(ORDERS, c), LIFE, "nowhere"));
        live(B, new Live(MemberId.of(ORDERS, B), LIFE, "nowhere"));
        live(d, new Live(MemberId.of(ORDERS, d), LIFE, "127.0.0.1:3"));
        assertEquals(Map.of(B, plain("127.0.0.1:1"), d, plain("127.0.0.1:3")), followed);
    }

    @Test
    void aLiveRecordUnderAnothersNameMovesNobodysEndpoint() {
        live(new ServiceId("c"), new Live(MemberId.of(ORDERS, B), LIFE, "127.0.0.1:666"));
        assertEquals(Map.of(B, plain("127.0.0.1:1")), followed);
    }

    @Test
    void aProcessSpeaksForItsOwnMembersOnly() throws InterruptedException {
        MemberStatus own = status("orders", Role.STANDBY, 1);
        MemberStatus ofC = new MemberStatus(
                new MemberId("orders-c"),
                LIFE,
                Role.PRIMARY,
                new Epoch(9),
                900,
                1,
                0,
                0,
                0,
                true,
                "ready",
                true,
                "",
                2,
                List.of(),
                null,
                null,
                null);
        link.accept(new PeerSignal.Heard(B, LIFE, List.of(ofC, own), BEAT));
        assertEquals(List.of(input(1, Role.STANDBY)), inputs());
    }

    private static MemberStatus status(String group, Role role, long position) {
        return new MemberStatus(
                MemberId.of(new GroupId(group), B),
                LIFE,
                role,
                new Epoch(3),
                -1,
                position,
                0,
                0,
                0,
                true,
                "ready",
                true,
                "would succeed: rank 1",
                2,
                List.of(),
                null,
                null,
                null);
    }

    private static PeerSignal heard(long beat, Role role) {
        return new PeerSignal.Heard(
                B, LIFE, List.of(status("other", role, beat), status("orders", role, beat)), beat * BEAT);
    }

    private List<Input> inputs() throws InterruptedException {
        List<Input> inputs = new ArrayList<>();
        inbox.take(0).forEach(mail -> inputs.add(mail.input()));
        return inputs;
    }

    private static Input input(long beat, Role role) {
        return new Input.PeerHeard(status("orders", role, beat), beat * BEAT);
    }

    @Test
    void whatFollowsARoutineHeartbeatComesAfterItAndWakesTheLoop() throws InterruptedException {
        link.accept(heard(1, Role.STANDBY));
        assertEquals(List.of(input(1, Role.STANDBY)), inputs());
        link.accept(heard(2, Role.STANDBY));
        assertFalse(inbox.presses(), "a routine heartbeat woke the loop");
        link.accept(new PeerSignal.LinkChanged(B, Reach.RESET, "gone", 3 * BEAT));
        assertEquals(
                List.of(input(2, Role.STANDBY), new Input.PeerLink(MemberId.of(ORDERS, B), Reach.RESET, "gone")),
                inputs());
    }

    @Test
    void theFirstWordAfterALinkChangedAndEachNewWordWakeTheLoop() throws InterruptedException {
        List<PeerSignal> news = List.of(
                heard(1, Role.STANDBY),
                new PeerSignal.LinkChanged(B, Reach.OK, "again", BEAT),
                heard(2, Role.STANDBY),
                heard(3, Role.PROMOTING));
        for (PeerSignal signal : news) {
            Thread loop = new Thread(() -> {
                try {
                    inbox.take(TimeUnit.SECONDS.toNanos(60));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            loop.setDaemon(true);
            loop.start();
            await().until(() -> loop.getState() == Thread.State.TIMED_WAITING);
            link.accept(signal);
            loop.join();
        }
    }
}
