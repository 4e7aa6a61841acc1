package dev.baton.kafka;

import dev.baton.model.MemberId;
import java.time.Duration;
import java.util.Map;

/**
 * What the builder collected.
 *
 * @param answerLimit how long one step waits for the broker before it counts as unanswered
 * @param client further client properties, for example of TLS; they win over the library's own
 */
record Settings(
        MemberId member,
        String bootstrap,
        String inputTopic,
        String logTopic,
        String transactionalId,
        Duration answerLimit,
        Map<String, String> client) {
    Settings {
        client = Map.copyOf(client);
    }

    /** The same member on the dummy id and topic of its rehearsals. */
    Settings rehearsal() {
        return new Settings(
                member,
                bootstrap,
                inputTopic,
                logTopic + ".rehearsal",
                "baton-rehearsal-" + member,
                answerLimit,
                client);
    }
}
