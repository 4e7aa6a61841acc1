package dev.baton.console.shell;

import dev.baton.console.fleet.FleetBook;
import dev.baton.console.model.ClusterView;
import dev.baton.console.theme.Words;

/** What the top and the bottom bar say. Pure. */
record StatusLine(
        String agents,
        String events,
        String delay,
        String clock,
        String store,
        boolean storeUp,
        String storeDetail,
        String telemetry,
        boolean telemetryUp) {
    private static final long TELEMETRY_SILENT_MILLIS = 3_000;

    static StatusLine of(ClusterView view, FleetBook book, Meter meter, long now) {
        long telemetryAge = view.telemetryMillis() < 0 ? -1 : Math.max(0, now - view.telemetryMillis());
        boolean telemetryUp = telemetryAge >= 0 && telemetryAge < TELEMETRY_SILENT_MILLIS;
        return new StatusLine(
                book.agents().heard() + "/" + book.agents().all() + " agents heard",
                Words.count(meter.eventsPerSecond()) + " events/s",
                meter.delayP99() < 0 ? "–" : meter.delayP99() + " ms",
                Words.clockTenths(now) + " UTC",
                "ZooKeeper " + view.storeConnected() + "/" + view.storeTotal(),
                view.storeConnected() > 0,
                view.storeConnected() > 0 ? "zxid " + Words.zxid(view.storeZxid()) : view.storeDetail(),
                telemetryAge < 0
                        ? "Kafka: nothing yet"
                        : telemetryUp ? "Kafka telemetry" : "Kafka silent " + Words.span(telemetryAge),
                telemetryUp);
    }
}
