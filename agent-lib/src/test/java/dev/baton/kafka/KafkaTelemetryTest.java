package dev.baton.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Event;
import dev.baton.model.Hlc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without a broker: nobody listens, or somebody does and never answers. */
class KafkaTelemetryTest {
    private static final Event EVENT = new Event.StoreLink(Hlc.ZERO, "orders-a", 1, 2, 3, "lost");

    private String nobody;

    @BeforeEach
    void freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = "127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Test
    void publishNeverBlocksAndEachEventThatIsLostIsCounted() {
        KafkaTelemetry telemetry = KafkaTelemetry.open(nobody);
        int published = 20_000;
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (int i = 0; i < published; i++) {
                telemetry.publish(EVENT);
            }
        });
        assertTrue(
                telemetry.dropped() >= published - 4_096 - TelemetryQueue.MOST - 10,
                () -> "dropped " + telemetry.dropped());
        assertTimeoutPreemptively(Duration.ofSeconds(20), telemetry::close);
        assertEquals(published, telemetry.dropped());
        telemetry.publish(EVENT);
        assertEquals(published + 1, telemetry.dropped());
    }

    @Test
    void brokerThatAcceptsAndIsSilentHoldsNothingUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            KafkaTelemetry telemetry = KafkaTelemetry.open("127.0.0.1:" + silent.getLocalPort());
            telemetry.publish(EVENT);
            await().atMost(Duration.ofSeconds(20)).until(() -> telemetry.dropped() == 1);
            telemetry.publish(EVENT);
            assertTimeoutPreemptively(Duration.ofSeconds(20), telemetry::close);
        }
    }

    @Test
    void nameThatDoesNotResolveIsNoReasonToFail() {
        KafkaTelemetry telemetry = KafkaTelemetry.open("no-such-host.invalid:9092");
        telemetry.publish(EVENT);
        await().atMost(Duration.ofSeconds(20)).until(() -> telemetry.dropped() == 1);
        assertTimeoutPreemptively(Duration.ofSeconds(20), telemetry::close);
    }

    @Test
    void malformedBootstrapIsRefused() {
        for (String text : List.of("", "host", "host:", "host:9092,", "host:9092 other:9092")) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> KafkaTelemetry.open(text));
            assertTrue(String.valueOf(e.getMessage()).contains("expected HOST:PORT"), e.getMessage());
        }
    }

    @Test
    void readerSaysWhatItWaitsForAndCloses() {
        List<String> troubles = new CopyOnWriteArrayList<>();
        List<Event> events = new CopyOnWriteArrayList<>();
        TelemetryReader reader =
                TelemetryReader.follow(nobody, "baton.telemetry", Duration.ofMinutes(1), events::add, troubles::add);
        await().atMost(Duration.ofSeconds(20)).until(() -> !troubles.isEmpty());
        assertTrue(troubles.get(0).contains("baton.telemetry at " + nobody), troubles::toString);
        assertTrue(troubles.get(0).contains("no answer"), troubles::toString);
        assertTimeoutPreemptively(Duration.ofSeconds(20), reader::close);
        assertEquals(List.of(), events);
        assertFalse(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("baton-telemetry-reader")));
    }
}
