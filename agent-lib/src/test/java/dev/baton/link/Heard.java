package dev.baton.link;

import static org.awaitility.Awaitility.await;

import dev.baton.model.Event;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects what a stream tells. */
final class Heard implements LinkStream.Listener {
    final List<Reach> links = new CopyOnWriteArrayList<>();
    final List<String> details = new CopyOnWriteArrayList<>();
    final List<List<MemberStatus>> beats = new CopyOnWriteArrayList<>();
    final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public void heard(ServiceId service, Incarnation incarnation, List<MemberStatus> statuses) {
        beats.add(statuses);
    }

    @Override
    public void event(Event event) {
        events.add(event);
    }

    @Override
    public void link(Reach reach, long rttMicros, String detail) {
        details.add(reach + " " + detail);
        links.add(reach);
    }

    /** A cold server on a busy machine may first look silent: that does not matter to most tests. */
    List<Reach> sinceOk() {
        return links.stream().dropWhile(reach -> reach != Reach.OK).toList();
    }

    void until(Reach reach) {
        await().atMost(Duration.ofSeconds(20)).alias(reach.name()).until(() -> links.contains(reach));
    }

    boolean said(String part) {
        return details.stream().anyMatch(detail -> detail.contains(part));
    }
}
