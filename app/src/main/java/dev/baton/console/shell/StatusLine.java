package dev.baton.console.shell;

import dev.baton.console.fleet.FleetBook;
import dev.baton.console.model.ClusterView;
import dev.baton.console.theme.Messages;
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
                Messages.of(
                        "status.agents", book.agents().heard(), book.agents().all()),
                Messages.of("status.events", Words.count(meter.eventsPerSecond())),
                meter.delayP99() < 0 ? Messages.of("words.never") : Messages.of("status.delay", meter.delayP99()),
                Messages.of("status.clock", Words.clockTenths(now)),
                Messages.of("top.zookeeper", view.storeConnected(), view.storeTotal()),
                view.storeConnected() > 0,
                view.storeConnected() > 0
                        ? Messages.of("top.zxid", Words.zxid(view.storeZxid()))
                        : view.storeDetail().isBlank() ? Messages.of("store.notyet") : view.storeDetail(),
                telemetryAge < 0
                        ? Messages.of("top.kafka.none")
                        : telemetryUp
                                ? Messages.of("top.kafka")
                                : Messages.of("top.kafka.silent", Words.span(telemetryAge)),
                telemetryUp);
    }
}
