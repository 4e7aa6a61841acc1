package dev.baton.kafka;

import dev.baton.model.MemberId;
import dev.baton.model.StandbyKind;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the builder collected.
 *
 * @param allPartitions whether all partitions of the inputs are read, or only the first of each
 * @param outputTopics what else is written to besides the log
 * @param largestBatch how many inputs go into one transaction at most
 * @param answerLimit how long one step waits for the broker before it counts as unanswered
 * @param client further client properties, those of the security file among them; they win over the library's own
 */
record Settings(
        MemberId member,
        String bootstrap,
        List<String> inputTopics,
        boolean allPartitions,
        String logTopic,
        List<String> outputTopics,
        String transactionalId,
        StandbyKind standby,
        int largestBatch,
        Duration answerLimit,
        Map<String, Object> client) {
    static final int USUAL_BATCH = 500;
    private static final String REHEARSAL = ".rehearsal";

    Settings {
        inputTopics = List.copyOf(inputTopics);
        outputTopics = List.copyOf(outputTopics);
        client = Map.copyOf(client);
    }

    /** Every topic that must be there. */
    Set<String> topics() {
        Set<String> all = new LinkedHashSet<>(inputTopics);
        all.add(logTopic);
        all.addAll(outputTopics);
        return all;
    }

    /** Whether these name the dummy. Members share its topic and not its id, so that rules are broken there which else no log breaks. */
    boolean rehearses() {
        return logTopic.endsWith(REHEARSAL);
    }

    /** The same member on the dummy id and topic of its rehearsals. */
    Settings rehearsal() {
        return new Settings(
                member,
                bootstrap,
                inputTopics,
                allPartitions,
                logTopic + REHEARSAL,
                List.of(),
                "baton-rehearsal-" + member,
                StandbyKind.hot(),
                largestBatch,
                answerLimit,
                client);
    }
}
