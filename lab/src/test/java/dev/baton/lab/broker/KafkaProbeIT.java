package dev.baton.lab.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.health.Finding;
import dev.baton.health.Probe;
import dev.baton.health.Probes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The health probe of Kafka against a real broker: answering, lacking a topic, and gone. */
class KafkaProbeIT {
    private static Probe probe(String kafka, Duration limit) {
        return Probes.kafka(kafka, List.of("orders.log"), limit, Map.of());
    }

    @Test
    void aBrokerPassesOnceItHasTheTopicAndFailsOnceItIsGone(@TempDir Path dir) throws Exception {
        Probe probe;
        String kafka;
        try (KafkaBroker broker = KafkaBroker.start(dir, List.of(KafkaListener.direct("A", KafkaBroker.freePort())))) {
            kafka = broker.bootstrap();
            probe = probe(kafka, Duration.ofSeconds(30));
            Throwable lacking =
                    assertThrows(ExecutionException.class, probe::look).getCause();
            assertInstanceOf(UnknownTopicOrPartitionException.class, lacking);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
                admin.createTopics(List.of(new NewTopic("orders.log", 1, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
            }
            Finding found = probe.look();
            assertTrue(found.ok(), found::detail);
            assertEquals("1 brokers of " + kafka + " answer", found.detail());
        }
        probe.close();
        Probe gone = probe(kafka, Duration.ofMillis(500));
        try {
            assertThrows(Exception.class, gone::look);
        } finally {
            gone.close();
        }
    }
}
