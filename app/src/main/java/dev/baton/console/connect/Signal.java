package dev.baton.console.connect;

import dev.baton.model.Event;
import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import dev.baton.port.StoreEvent;

/** What waits in a connection's queue. {@code millis} is this console's wall clock at receipt. */
sealed interface Signal {
    long millis();

    record FromStore(StoreEvent event, long millis) implements Signal {}

    record FromLink(Event event, long millis) implements Signal {}

    record FromTelemetry(Event event, long millis) implements Signal {}

    record FromHistory(Event event, long millis) implements Signal {}

    record LinkChanged(ServiceId service, Reach reach, long rttMicros, String detail, long millis) implements Signal {}
}
