package dev.baton.kafka;

import dev.baton.model.Epoch;
import dev.baton.state.Input;
import java.util.Map;

/**
 * One committed transaction: whatever happens next, it survives (protocol S3).
 *
 * @param position the next offset of the changelog
 * @param inputs how many inputs it accounts for
 * @param deadLetters how many of them went to the dead-letter topic
 * @param next the next offset of each input partition that it read from
 */
public record Committed(Epoch epoch, long position, int inputs, int deadLetters, Map<Input, Long> next) {
    public Committed {
        next = Map.copyOf(next);
    }
}
