package dev.baton.console.connect;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Events;
import dev.baton.console.model.MemberView;
import dev.baton.kafka.KafkaTelemetry;
import dev.baton.kafka.TelemetryReader;
import dev.baton.lab.broker.KafkaBroker;
import dev.baton.lab.broker.KafkaListener;
import dev.baton.model.Event;
import dev.baton.model.Role;
import dev.baton.port.CoordinationStore;
import dev.baton.port.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a console knows of the time before it opened, with a real broker. */
@SuppressWarnings("try") // A reader works on its own.
class HistoryIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOPIC = "t";

    /** The fake store and links; the telemetry of a real topic, with what was there before bounded to {@code most}. */
    private record Sourced(FakeSources fakes, String bootstrap, int most) implements Sources {
        @Override
        public CoordinationStore store() {
            return fakes.store();
        }

        @Override
        public Links links(LinkSink sink) {
            return fakes.links(sink);
        }

        @Override
        public AutoCloseable telemetry(Consumer<Event> past, Consumer<Event> sink) {
            return TelemetryReader.follow(
                    bootstrap,
                    TOPIC,
                    new TelemetryReader.Past(Duration.ofMinutes(10), most),
                    past,
                    sink,
                    trouble -> {});
        }
    }

    private static void until(ConsoleConnection connection, Predicate<ClusterView> condition)
            throws InterruptedException {
        assertTrue(connection.await(condition, LIMIT), () -> "gave up on " + connection.view());
    }

    private static boolean heard(ClusterView view, int beats) {
        return view.groups().containsKey(Events.ORDERS)
                && Events.orders(view).members().containsKey(A)
                && Events.member(view, A).lane().beats().size() == beats;
    }

    @Test
    void theTimelineBeginsBeforeTheConsoleAndNobodyIsHeardForIt(@TempDir Path dir) throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(dir, List.of(KafkaListener.direct("A", KafkaBroker.freePort())));
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get(30, TimeUnit.SECONDS);
            long opened = System.currentTimeMillis();
            List<Event> written = new CopyOnWriteArrayList<>();
            try (KafkaTelemetry telemetry = KafkaTelemetry.open(broker.bootstrap(), TOPIC);
                    TelemetryReader all = TelemetryReader.follow(
                            broker.bootstrap(), TOPIC, Duration.ofMinutes(5), written::add, trouble -> {})) {
                for (int i = 0; i < 600; i++) {
                    long at = opened - 120_000 + i * 100L;
                    telemetry.publish(Events.beat(at, i, A, i < 300 ? Role.PRIMARY : Role.STANDBY, 3));
                    telemetry.publish(Events.beat(at, i, B, i < 300 ? Role.STANDBY : Role.PRIMARY, 3));
                }
                Awaitility.await().atMost(LIMIT).until(() -> written.size() == 1_200);

                try (ConsoleConnection console = ConsoleConnection.open(
                        new Sourced(new FakeSources(), broker.bootstrap(), 10_000), Ticker.system())) {
                    until(console, view -> heard(view, 600));
                    MemberView a = Events.member(console.view(), A);
                    assertEquals(opened - 120_000, a.lane().beats().knownFrom());
                    assertEquals(
                            List.of(Role.PRIMARY, Role.STANDBY),
                            a.lane().spans().stream().map(span -> span.role()).toList());
                    assertEquals(opened - 60_100, a.telemetryMillis(), "its last word is a minute old");
                    assertEquals(Long.MAX_VALUE, a.clockOffsetMillis(), "the past says nothing of the clocks");
                    long now = System.currentTimeMillis();
                    telemetry.publish(Events.beat(now, 601, A, Role.STANDBY, 3));
                    until(console, view -> heard(view, 601));
                    MemberView live = Events.member(console.view(), A);
                    assertTrue(live.clockOffsetMillis() < 60_000, "what comes since does");
                    assertTrue(live.telemetryMillis() >= now);
                    assertEquals(0, console.dropped());
                }
                try (ConsoleConnection brief = ConsoleConnection.open(
                        new Sourced(new FakeSources(), broker.bootstrap(), 200), Ticker.system())) {
                    until(
                            brief,
                            view -> view.groups().containsKey(Events.ORDERS)
                                    && Events.orders(view).members().containsKey(A)
                                    && Events.member(view, A).statusSeq() == 601);
                    int beats = Events.member(brief.view(), A).lane().beats().size();
                    assertTrue(beats >= 50 && beats <= 100, beats + " beats: the newest, no more than asked for");
                }
            }
        }
    }
}
