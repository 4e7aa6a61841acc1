package dev.baton.state;

/** A partition of a topic that the state is computed from. */
public record Input(String topic, int partition) {
    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
