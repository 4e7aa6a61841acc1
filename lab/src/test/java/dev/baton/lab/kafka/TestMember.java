package dev.baton.lab.kafka;

import static org.awaitility.Awaitility.await;

import dev.baton.kafka.Ack;
import dev.baton.kafka.StatefulConsumer;
import dev.baton.kafka.StatefulConsumerBuilder;
import dev.baton.model.MemberId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stateful consumer, and this test in the place of its agent. */
final class TestMember extends Led<StatefulConsumer<Map<String, Long>>> {
    final List<Ack> acks;

    TestMember(String id, Topics topics, String bootstrap, Duration answerLimit) {
        this(id, topics.input, topics.log, bootstrap, answerLimit);
    }

    TestMember(String id, String input, String log, String bootstrap, Duration answerLimit) {
        this(id, input, log, bootstrap, answerLimit, new CopyOnWriteArrayList<>());
    }

    private TestMember(String id, String input, String log, String bootstrap, Duration answerLimit, List<Ack> acks) {
        super(consumer(id, input, log, bootstrap, answerLimit, acks));
        this.acks = acks;
    }

    private static StatefulConsumer<Map<String, Long>> consumer(
            String id, String input, String log, String bootstrap, Duration answerLimit, List<Ack> acks) {
        StatefulConsumerBuilder<Map<String, Long>> builder = StatefulConsumer.builder(new Balances());
        return builder.member(new MemberId(id))
                .bootstrap(bootstrap)
                .inputTopic(input)
                .logTopic(log)
                .transactionalId("id-" + log)
                .answerLimit(answerLimit)
                .acknowledged(acks::add)
                .build();
    }

    TestMember(String id, Topics topics, String bootstrap) {
        this(id, topics, bootstrap, Duration.ofSeconds(3));
    }

    void awaitAcks(int n) {
        await().atMost(Duration.ofSeconds(30)).until(() -> acks.size() >= n);
    }
}
