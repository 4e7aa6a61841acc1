package dev.baton.lab.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.kafka.KafkaTelemetry;
import dev.baton.kafka.TelemetryReader;
import dev.baton.model.Event;
import dev.baton.model.Hlc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // A reader works on its own.
class TelemetryIT {
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    private static Event event(String source, int number) {
        return new Event.StoreLink(new Hlc(number, 0), source, 1, 2, 3, "lost");
    }

    @Test
    void eventsOutliveTheirAgentAndArriveInOrderOfTheirSource(@TempDir Path dir) throws Exception {
        KafkaListener door = KafkaListener.direct("A", KafkaBroker.freePort());
        try (KafkaBroker broker = KafkaBroker.start(dir, List.of(door));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            String bootstrap = broker.bootstrap();
            try (TelemetryReader early =
                    TelemetryReader.follow(bootstrap, "t", Duration.ofMinutes(1), events::add, troubles::add)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> troubles.toString().contains("does not exist yet"));
                admin.createTopics(List.of(new NewTopic("t", 2, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
                try (KafkaTelemetry telemetry = KafkaTelemetry.open(bootstrap, "t")) {
                    for (int i = 0; i < 100; i++) {
                        telemetry.publish(event("orders-a", i));
                        telemetry.publish(event("orders-b", i));
                    }
                    await().atMost(Duration.ofSeconds(60)).until(() -> events.size() == 200);
                    assertEquals(0, telemetry.dropped());
                }
                for (String source : List.of("orders-a", "orders-b")) {
                    assertEquals(
                            IntStream.range(0, 100)
                                    .mapToObj(i -> event(source, i))
                                    .toList(),
                            events.stream()
                                    .filter(e -> e.source().equals(source))
                                    .toList());
                }
                assertEquals("", troubles.get(troubles.size() - 1));

                try (var raw = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
                    raw.send(new ProducerRecord<>("t", "{\"type\":\"later\"}".getBytes(StandardCharsets.UTF_8)))
                            .get(30, TimeUnit.SECONDS);
                    raw.send(new ProducerRecord<>("t", "garbage".getBytes(StandardCharsets.UTF_8)))
                            .get(30, TimeUnit.SECONDS);
                }
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> troubles.toString().contains("left out"));
                assertTrue(troubles.get(troubles.size() - 1).contains("expected a Event"), troubles::toString);
            }
            events.clear();
            try (TelemetryReader late =
                            TelemetryReader.follow(bootstrap, "t", Duration.ofMinutes(5), events::add, troubles::add);
                    TelemetryReader now = TelemetryReader.follow(
                            bootstrap,
                            "t",
                            Duration.ofMinutes(-5),
                            event -> troubles.add("not asked for"),
                            text -> {})) {
                await().atMost(Duration.ofSeconds(60)).until(() -> events.size() == 200);
            }
            assertEquals(false, troubles.contains("not asked for"));
        }
    }
}
