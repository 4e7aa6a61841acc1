package dev.baton.lab.kafka;

import static org.awaitility.Awaitility.await;

import dev.baton.kafka.Committed;
import dev.baton.kafka.KafkaProcessor;
import dev.baton.kafka.KafkaProcessorBuilder;
import dev.baton.model.MemberId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A processor of accounts, and this test in the place of its agent. */
final class ProcessorMember extends Led<KafkaProcessor> {
    final List<Committed> commits;

    ProcessorMember(String id, ProcessorTopics topics, UnaryOperator<KafkaProcessorBuilder> more) {
        this(id, topics, more, new CopyOnWriteArrayList<>());
    }

    private ProcessorMember(
            String id, ProcessorTopics topics, UnaryOperator<KafkaProcessorBuilder> more, List<Committed> commits) {
        super(more.apply(KafkaProcessor.builder(new Accounts(topics.outputs))
                        .member(new MemberId(id))
                        .bootstrap(topics.bootstrap)
                        .inputs(topics.inputs, topics.moreInputs)
                        .outputs(topics.outputs)
                        .changelog(topics.changelog)
                        .deadLetters(topics.deadLetters)
                        .transactionalId("id-" + topics.changelog)
                        // So that a few inputs make many transactions.
                        .largestBatch(10)
                        .committed(commits::add))
                .build());
        this.commits = commits;
    }

    ProcessorMember(String id, ProcessorTopics topics) {
        this(id, topics, builder -> builder);
    }

    int answered() {
        return commits.stream().mapToInt(Committed::inputs).sum();
    }

    void awaitAnswered(int n) {
        await().atMost(Duration.ofSeconds(30)).until(() -> answered() >= n);
    }
}
