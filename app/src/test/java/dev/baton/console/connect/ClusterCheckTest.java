package dev.baton.console.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.connect.ClusterCheck.Finding;
import dev.baton.console.connect.ClusterCheck.Level;
import dev.baton.port.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ClusterCheckTest {
    private static Target target(String connect, @Nullable String kafka) {
        return new Target(connect, kafka, Duration.ofSeconds(2), "prod", "profile prod", null);
    }

    private static ClusterCheck check(ClusterCheck.TopicProbe kafka) {
        return new ClusterCheck(ClusterSources::storeOnly, kafka, Ticker.system());
    }

    @Test
    void aMalformedAddressIsNamedWithWhatWasExpected() throws Exception {
        List<Finding> found = check((servers, topic, limit) -> 6).run(target("zk1:99999999", "k:9092"));
        assertEquals(Level.WRONG, found.getFirst().level());
        assertTrue(found.getFirst().actual().contains("zk1:99999999"), found + "");
        assertEquals("host:port,host:port/chroot", found.getFirst().expected());
        assertEquals(Level.OK, found.getLast().level());
        assertTrue(found.getLast().actual().contains("6 partitions"), found + "");
    }

    @Test
    void aStoreThatDoesNotAnswerIsSaidWithinTheTimeout() throws Exception {
        List<Finding> found = check((servers, topic, limit) -> 6).run(target("127.0.0.1:" + closedPort(), null));
        Finding store = found.getFirst();
        assertEquals(Level.WRONG, store.level());
        assertTrue(
                store.expected().contains("answers within 2 s")
                        && store.actual().contains("no "),
                store + "");
        assertTrue(store.todo().contains("Check the address"), store.todo());
        assertEquals(Level.NOTE, found.getLast().level(), "a cluster may have no telemetry");
        assertEquals(2, found.size(), "of groups nothing can be said");
    }

    @Test
    void whatKafkaLacksIsTold() throws Exception {
        Finding kafka = check((servers, topic, limit) -> {
                    throw new TargetException("the servers answer, but there is no such topic");
                })
                .run(target("zk1:99999999", "k:9092"))
                .getLast();
        assertEquals(Level.WRONG, kafka.level());
        assertEquals("topic baton.telemetry at k:9092", kafka.expected());
        assertTrue(kafka.actual().contains("no such topic"));
    }

    @Test
    void realKafkaServersThatAreNotThereAreSaid() throws Exception {
        Finding kafka = check(new KafkaProbe())
                .run(target("zk1:99999999", "127.0.0.1:" + closedPort()))
                .getLast();
        assertEquals(Level.WRONG, kafka.level());
        assertTrue(kafka.actual().contains("no answer"), kafka.actual());
        Finding malformed =
                check(new KafkaProbe()).run(target("zk1:99999999", "nowhere")).getLast();
        assertTrue(malformed.actual().contains("nowhere"), malformed.actual());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
