package dev.baton.kafka;

import dev.baton.state.Change;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one input brings about: changes of the state, in their order, and records for other topics. */
public record Step(List<Change> changes, List<Output> outputs) {
    private static final Step NOTHING = new Step(List.of(), List.of());

    public Step {
        changes = List.copyOf(changes);
        outputs = List.copyOf(outputs);
    }

    /** The input changes nothing and is answered by nothing. */
    public static Step nothing() {
        return NOTHING;
    }

    /** Begins to describe one. */
    public static Builder to() {
        return new Builder();
    }

    /** Collects a step. */
    public static final class Builder {
        private final List<Change> changes = new ArrayList<>(2);
        private final List<Output> outputs = new ArrayList<>(2);

        public Builder put(byte[] key, byte[] value) {
            changes.add(new Change(key, value));
            return this;
        }

        public Builder delete(byte[] key) {
            changes.add(new Change(key, null));
            return this;
        }

        public Builder output(String topic, byte @Nullable [] key, byte @Nullable [] value) {
            outputs.add(new Output(topic, key, value));
            return this;
        }

        public Builder output(Output output) {
            outputs.add(output);
            return this;
        }

        public Step done() {
            return new Step(changes, outputs);
        }
    }
}
