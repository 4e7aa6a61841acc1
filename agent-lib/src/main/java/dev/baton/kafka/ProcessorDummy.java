package dev.baton.kafka;

import dev.baton.state.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a {@link KafkaProcessor} rehearses with: one key in memory. */
final class ProcessorDummy {
    private static final byte[] KEY = "rehearsal".getBytes(StandardCharsets.UTF_8);

    private ProcessorDummy() {}

    /** {@code settings} are those of the rehearsal. */
    static Rehearsal.Dummy of(Settings settings, int largestRecord) {
        ProcessorSettings processor = new ProcessorSettings(
                (state, input) -> Step.to().put(KEY, KEY).done(),
                MemoryStore::new,
                settings.logTopic(),
                Set.of(),
                largestRecord,
                1,
                null,
                null,
                Long.MAX_VALUE,
                Duration.ZERO,
                committed -> {});
        ProcessorReplica replica = replica(settings, processor);
        // Another replica: the one that follows the changelog must learn of the change from there, as a standby does.
        ProcessorReplica other = replica(settings, processor);
        ProcessorServing serving = new ProcessorServing(settings, processor, other, OpenGuard.INSTANCE, () -> {
            throw new IllegalStateException("a rehearsal exports no positions");
        });
        return new Rehearsal.Dummy(
                replica, serving, new ConsumerRecord<>(settings.inputTopics().get(0), 0, 0, KEY, KEY));
    }

    private static ProcessorReplica replica(Settings settings, ProcessorSettings processor) {
        MemoryStore store = new MemoryStore();
        return new ProcessorReplica(settings, store, new Vault(settings, processor, store), () -> false);
    }
}
