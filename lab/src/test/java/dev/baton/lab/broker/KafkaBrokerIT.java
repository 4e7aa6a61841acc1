package dev.baton.lab.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {
    @Test
    void keepsItsTopicsAcrossARestartInTheSameFolder(@TempDir Path dir) throws Exception {
        KafkaListener door = KafkaListener.direct("A", KafkaBroker.freePort());
        KafkaListener other = KafkaListener.direct("B", KafkaBroker.freePort());
        try (KafkaBroker broker = KafkaBroker.start(dir, List.of(door, other));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
        try (KafkaBroker broker = KafkaBroker.start(dir, List.of(other));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            assertEquals(Set.of("kept"), admin.listTopics().names().get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void tellsClientsTheAdvertisedPort(@TempDir Path dir) throws Exception {
        // The second door stands in for a proxy of the first.
        KafkaListener plain = KafkaListener.direct("B", KafkaBroker.freePort());
        KafkaListener proxied = new KafkaListener("A", KafkaBroker.freePort(), plain.port());
        try (KafkaBroker broker = KafkaBroker.start(dir, List.of(proxied, plain));
                Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + proxied.port()))) {
            assertEquals("127.0.0.1:" + plain.port(), broker.bootstrap());
            assertEquals(
                    plain.port(),
                    admin.describeCluster()
                            .nodes()
                            .get(20, TimeUnit.SECONDS)
                            .iterator()
                            .next()
                            .port());
        }
    }

    @Test
    void namesThePortThatIsInUse(@TempDir Path dir) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            KafkaListener door = KafkaListener.direct("A", taken.getLocalPort());
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> KafkaBroker.start(dir, List.of(door)));
            assertTrue(refused.toString().contains("port " + taken.getLocalPort()), refused.toString());
        }
    }

    @Test
    void readsAListenerWithAndWithoutAProxy() {
        assertEquals(new KafkaListener("A", 9101, 9201), KafkaListener.parse("a=9101:9201"));
        assertEquals(KafkaListener.direct("CONSOLE", 9092), KafkaListener.parse("CONSOLE=9092"));
        assertThrows(IllegalArgumentException.class, () -> KafkaListener.parse("A"));
        assertThrows(IllegalArgumentException.class, () -> KafkaListener.parse("CONTROLLER=1"));
    }
}
