package dev.baton.state;

import dev.baton.model.Epoch;
import java.util.Map;

/**
 * What a state accounts for: it changes together with the state or not at all.
 *
 * @param position the next offset of the changelog
 * @param epoch the highest in the changelog below the position, and {@code member} whose it is
 * @param inputs the next offset of each input that is accounted for
 */
public record Progress(long position, Epoch epoch, String member, Map<Input, Long> inputs) {
    /** Of an empty state. */
    public static final Progress NONE = new Progress(0, Epoch.NONE, "", Map.of());

    public Progress {
        inputs = Map.copyOf(inputs);
    }
}
