package dev.baton.console.shell;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Words;
import dev.baton.model.ServiceId;
import java.util.Set;
import java.util.TreeSet;

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

    static StatusLine of(ClusterView view, Meter meter, long now) {
        Set<ServiceId> all = new TreeSet<>();
        Set<ServiceId> heard = new TreeSet<>();
        for (GroupView group : view.groups().values()) {
            for (MemberView member : group.members().values()) {
                all.add(member.id().service());
                if (!Freshness.stale(member, group, now)) {
                    heard.add(member.id().service());
                }
            }
        }
        long telemetryAge = view.telemetryMillis() < 0 ? -1 : Math.max(0, now - view.telemetryMillis());
        boolean telemetryUp = telemetryAge >= 0 && telemetryAge < TELEMETRY_SILENT_MILLIS;
        return new StatusLine(
                heard.size() + "/" + all.size() + " agents heard",
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
