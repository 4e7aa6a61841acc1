package dev.baton.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.model.Event;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TelemetryQueueTest {
    private static final Event NEWS = new Event.StoreLink(Hlc.ZERO, "orders-a", 1, 2, 3, "lost");

    private final TelemetryQueue queue = new TelemetryQueue(1_000);
    private final AtomicReference<List<Event>> taken = new AtomicReference<>();

    private static Event beat(long seq) {
        return beat("orders-a", seq);
    }

    private static Event beat(String member, long seq) {
        MemberId id = new MemberId(member);
        MemberStatus status = new MemberStatus(
                id,
                new Incarnation("i1"),
                Role.STANDBY,
                Epoch.NONE,
                -1,
                0,
                0,
                0,
                0,
                true,
                "ready",
                true,
                "",
                2,
                List.of(),
                null,
                null,
                null);
        return new Event.Heartbeat(Hlc.ZERO, id.value(), seq, status);
    }

    private Thread taker() {
        Thread thread = new Thread(() -> {
            try {
                taken.set(queue.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void newsGoesAtOnceAndTakesTheHeartbeatsBeforeItAlong() throws InterruptedException {
        queue.put(beat(1));
        queue.put(NEWS);
        queue.put(beat(2));
        assertEquals(List.of(beat(1), NEWS, beat(2)), queue.take());
    }

    @Test
    void newsWakesWhoeverWaits() throws InterruptedException {
        Thread taker = taker();
        queue.put(beat(1));
        queue.put(NEWS);
        taker.join();
        assertEquals(List.of(beat(1), NEWS), taken.get());
    }

    @Test
    void heartbeatsOfSeveralMembersWaitForTheSecondOfOne() throws InterruptedException {
        List<Event> beats = List.of(
                beat("orders-a", 1), beat("bills-a", 1), beat("ships-a", 1), beat("orders-a", 2), beat("bills-a", 2));
        assertFalse(beats.subList(0, 3).stream().anyMatch(this::wakes));
        assertTrue(wakes(beats.get(3)));
        queue.put(beats.get(4));
        assertEquals(beats, queue.take());
        assertFalse(wakes(beat("bills-a", 3)), "the count begins anew with each batch");
    }

    private boolean wakes(Event event) {
        queue.put(event);
        return queue.flushes();
    }

    @Test
    void aLoneHeartbeatIsTakenByTheTimer() throws InterruptedException {
        queue.put(beat(1));
        assertEquals(List.of(beat(1)), queue.take());
        assertEquals(List.of(), queue.take());
    }

    @Test
    void theOldestIsDroppedWhereItIsFullAndAllIsTakenInBoundedParts() throws InterruptedException {
        int capacity = TelemetryQueue.MOST + 1;
        TelemetryQueue small = new TelemetryQueue(capacity);
        int dropped = small.put(NEWS);
        for (int i = 1; i <= capacity; i++) {
            dropped += small.put(beat(i));
        }
        assertEquals(1, dropped);
        assertEquals(capacity, small.size());
        List<Event> first = small.take();
        assertEquals(TelemetryQueue.MOST, first.size());
        assertEquals(beat(1), first.get(0));
        assertEquals(List.of(beat(capacity)), small.take());
    }

    @Test
    void onceClosedNothingIsAddedAndNobodyWaits() throws InterruptedException {
        Thread taker = taker();
        queue.close();
        taker.join();
        assertEquals(1, queue.put(NEWS));
        assertEquals(List.of(), queue.take());
        assertEquals(0, queue.size());
    }
}
