package dev.baton.kafka;

import dev.baton.state.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link KafkaProcessor} has beyond {@link Settings}.
 *
 * @param outputs the topics that a step may write to
 * @param largestRecord bytes of key, value and headers; what is larger is a poison
 * @param checkEvery after how many transactions the digest of the state is written into the changelog
 * @param offsetsGroup the consumer group in whose name positions are exported, or null
 * @param snapshots the folder, or null for none
 */
record ProcessorSettings(
        Processing processing,
        StateStore.Opener store,
        String deadLetters,
        Set<String> outputs,
        int largestRecord,
        int checkEvery,
        @Nullable String offsetsGroup,
        @Nullable Path snapshots,
        long snapshotRecords,
        Duration snapshotEvery,
        Consumer<Committed> committed) {
    ProcessorSettings {
        outputs = Set.copyOf(outputs);
    }
}
