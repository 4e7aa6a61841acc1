package dev.baton.port;

import dev.baton.model.Event;

/**
 * Where an agent's events go: the link's stream, a Kafka topic, a test's list.
 *
 * <p>{@link #publish} may be called from any thread, never blocks and never throws: what does not fit into its bounded queue is dropped
 * and counted. Nothing that the protocol rests on goes through here.
 */
public interface Telemetry extends AutoCloseable {
    void publish(Event event);

    /** Events dropped since the start. */
    long dropped();

    @Override
    void close();
}
