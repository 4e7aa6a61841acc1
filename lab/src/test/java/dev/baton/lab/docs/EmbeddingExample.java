package dev.baton.lab.docs;

import dev.baton.agent.FailoverAgent;
import dev.baton.client.EpochFilter;
import dev.baton.client.Primary;
import dev.baton.client.PrimaryLocator;
import dev.baton.health.HealthCheck;
import dev.baton.health.Probes;
import dev.baton.kafka.Logic;
import dev.baton.kafka.StatefulConsumer;
import dev.baton.model.MemberId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/** The code of docs/embedding.md: each part between {@code snippet} and {@code end} is there word for word. */
final class EmbeddingExample {
    private EmbeddingExample() {}

    static FailoverAgent embed(String name, String zk, String kafka, Logic<Map<String, Long>> logic) {
        // snippet: embed
        StatefulConsumer<Map<String, Long>> orders = StatefulConsumer.builder(logic)
                .member(new MemberId("orders-" + name))
                .bootstrap(kafka)
                .inputTopic("orders.commands")
                .logTopic("orders.log")
                .build();
        FailoverAgent.Builder builder = FailoverAgent.builder().service(name).connect(zk);
        FailoverAgent agent = builder.member("orders", orders).start();
        // end
        return agent;
    }

    static FailoverAgent embedChecked(
            String name, String zk, String kafka, String url, Path data, Logic<Map<String, Long>> logic) {
        StatefulConsumer<Map<String, Long>> orders = StatefulConsumer.builder(logic)
                .member(new MemberId("orders-" + name))
                .bootstrap(kafka)
                .inputTopic("orders.commands")
                .logTopic("orders.log")
                .build();
        Duration second = Duration.ofSeconds(1);
        // snippet: checks
        FailoverAgent agent = FailoverAgent.builder()
                .service(name)
                .connect(zk)
                .member("orders", orders)
                .serviceEndpoint("orders", url)
                .check(HealthCheck.readiness("kafka", Probes.kafka(kafka, List.of("orders.log"), second, Map.of())))
                .check(HealthCheck.readiness("disk", Probes.disk(data, 1L << 20, 1))
                        .every(Duration.ofSeconds(10)))
                .check(HealthCheck.liveness("heap", Probes.memory(95, 95, 100)).failsAfter(5))
                .start();
        // end
        return agent;
    }

    /** A call of the service; a test puts its own in. */
    interface Call {
        String ask(@Nullable String url) throws IOException;
    }

    static String call(PrimaryLocator orders, Call service) throws InterruptedException {
        // snippet: call
        while (true) {
            Primary primary = orders.await(Duration.ofSeconds(30)).orElseThrow();
            try {
                return service.ask(primary.endpoint());
            } catch (IOException e) {
                orders.failed(primary); // held back now, or the next primary as soon as there is one
            }
        }
        // end
    }

    static int consume(KafkaConsumer<byte[], byte[]> consumer, EpochFilter filter, List<byte[]> results) {
        int taken = 0;
        // snippet: filter
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            if (filter.accept(record)) {
                results.add(record.value());
                taken++;
            }
        }
        // end
        return taken;
    }
}
