package dev.baton.lab.kafka;

import dev.baton.lab.broker.KafkaBroker;
import dev.baton.lab.broker.KafkaListener;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One real broker for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrokerTestBase {
    private @Nullable KafkaBroker broker;
    String bootstrap = "";

    @BeforeAll
    void startBroker(@TempDir Path dir) {
        KafkaBroker started = KafkaBroker.start(dir, List.of(KafkaListener.direct("A", KafkaBroker.freePort())));
        broker = started;
        bootstrap = started.bootstrap();
    }

    @AfterAll
    void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }
}
