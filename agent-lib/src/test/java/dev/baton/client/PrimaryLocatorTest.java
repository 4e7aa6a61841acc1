package dev.baton.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.model.LeadershipState;
import dev.baton.port.StoreEvent;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrimaryLocatorTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final FakeStore store = new FakeStore();
    private final AtomicLong nanos = new AtomicLong(1_000);
    private final Ticker ticker = new Ticker() {
        @Override
        public long nanos() {
            return nanos.get();
        }

        @Override
        public long wallMillis() {
            return nanos.get() / 1_000_000L;
        }
    };
    private final PrimaryLocator locator = builder().ticker(ticker).open();

    private LocatorBuilder builder() {
        return PrimaryLocator.builder()
                .store(store)
                .group("orders")
                .staleAfter(Duration.ofHours(1))
                .backoff(Duration.ofSeconds(1), Duration.ofSeconds(8))
                .random(() -> 0);
    }

    @AfterEach
    void close() {
        locator.close();
    }

    private void serve(long epoch, String service, int version) {
        store.show(Store.registered(service, service + "1", "http://" + service + ":1", 0));
        store.show(Store.led(epoch, service, LeadershipState.PRIMARY, version));
    }

    @Test
    void itWatchesTheTwoRecordsAloneAndLeavesASharedStoreOpen() {
        assertEquals(List.of("/groups/orders/members", "/groups/orders/leadership"), store.watched);
        locator.close();
        assertFalse(store.closed);
    }

    @Test
    void currentFollowsWhatTheStoreShows() {
        assertEquals(Optional.empty(), locator.current());
        serve(7, "a", 1);
        assertEquals("http://a:1", locator.current().orElseThrow().endpoint());
        store.show(Store.led(7, "a", LeadershipState.HANDOVER, 2));
        assertEquals(Optional.empty(), locator.current());
        serve(8, "b", 3);
        assertEquals("http://b:1", locator.current().orElseThrow().endpoint());
        store.show(Store.led(7, "a", LeadershipState.PRIMARY, 1));
        assertEquals(new Epoch(8), locator.current().orElseThrow().epoch());
        assertEquals(1, locator.knowledge().refused());
    }

    @Test
    void awaitReturnsAsSoonAsThereIsOne() throws Exception {
        CompletableFuture<Optional<Primary>> found = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                found.complete(locator.await(LONG));
            } catch (InterruptedException e) {
                found.completeExceptionally(e);
            }
        });
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
        serve(7, "a", 1);
        assertEquals(new Epoch(7), found.get(20, TimeUnit.SECONDS).orElseThrow().epoch());
    }

    @Test
    void awaitEndsAtItsLimit() throws Exception {
        try (PrimaryLocator real = builder().ticker(Ticker.system()).open()) {
            assertEquals(Optional.empty(), real.await(Duration.ofMillis(1)));
        }
    }

    @Test
    void aPrimaryThatFailedIsHeldBackUntilItsTimeIsOver() throws Exception {
        serve(7, "a", 1);
        Primary a = locator.current().orElseThrow();
        assertEquals(Duration.ofSeconds(1), locator.failed(a));
        assertEquals(Optional.empty(), locator.await(Duration.ZERO));
        assertEquals(Optional.of(a), locator.current(), "what is known is told all the same");
        nanos.addAndGet(1_000_000_000L);
        assertEquals(Optional.of(a), locator.await(Duration.ZERO));
        assertEquals(Duration.ofSeconds(2), locator.failed(a));
    }

    @Test
    void aNewerEpochIsGivenAtOnceAlsoWhereItsPrimaryIsTheSame() throws Exception {
        serve(7, "a", 1);
        Primary old = locator.current().orElseThrow();
        Duration unused = locator.failed(old);
        serve(8, "a", 2);
        assertEquals(new Epoch(8), locator.await(Duration.ZERO).orElseThrow().epoch());
        assertEquals(Duration.ZERO, locator.failed(old), "late news of the old one hold nothing back");
        assertTrue(locator.await(Duration.ZERO).isPresent());
    }

    @Test
    void aFailedCallMakesItAskTheStore() {
        serve(7, "a", 1);
        store.put(Store.registered("b", "b1", "http://b:1", 0));
        store.put(Store.led(8, "b", LeadershipState.PRIMARY, 2));
        assertEquals(Duration.ZERO, locator.failed(locator.current().orElseThrow()));
        assertEquals("http://b:1", locator.current().orElseThrow().endpoint(), "also the record it had missed");
    }

    @Test
    void itSaysHowOldItsKnowledgeIs() {
        assertNull(locator.knowledge().age());
        assertTrue(locator.knowledge().stale());
        store.show(new StoreEvent.Connection(2, 2, "up"));
        assertEquals(Duration.ZERO, locator.knowledge().age());
        assertFalse(locator.knowledge().stale());
        serve(7, "a", 1);
        store.silent = true;
        store.show(new StoreEvent.Connection(0, 2, "down"));
        nanos.addAndGet(Duration.ofMinutes(61).toNanos());
        Knowledge old = locator.knowledge();
        assertTrue(old.stale());
        assertEquals(Duration.ofMinutes(61), old.age());
        assertEquals(0, old.storeConnections());
        assertTrue(old.primary().isPresent(), "a hint, and told to be old");
    }

    @Test
    void knowledgeIsConfirmedByItselfAndWhatAWatchMissedIsMadeUpFor() {
        store.put(Store.registered("a", "a1", "http://a:1", 0));
        store.put(Store.led(7, "a", LeadershipState.PRIMARY, 1));
        try (PrimaryLocator own = builder().staleAfter(Duration.ofMillis(150)).open()) {
            await().atMost(LONG)
                    .until(() -> own.current().isPresent() && !own.knowledge().stale());
            store.silent = true;
            await().atMost(LONG).until(() -> own.knowledge().stale());
        }
    }

    @Test
    void listenersAreToldOfEachChangeWithNoLockHeld() throws Exception {
        List<Optional<Primary>> told = new CopyOnWriteArrayList<>();
        CountDownLatch release = new CountDownLatch(1);
        PrimaryLocator.Subscription subscription = locator.listen(primary -> {
            told.add(primary);
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().atMost(LONG).until(() -> told.size() == 1);
        // While the listener hangs, everything else goes on.
        serve(7, "a", 1);
        serve(8, "b", 2);
        assertEquals(new Epoch(8), locator.await(LONG).orElseThrow().epoch());
        release.countDown();
        await().atMost(LONG).until(() -> told.size() == 2);
        assertEquals(new Epoch(8), told.get(1).orElseThrow().epoch(), "the last of several");
        subscription.close();
        serve(9, "a", 3);
        List<Optional<Primary>> other = new CopyOnWriteArrayList<>();
        PrimaryLocator.Subscription failing = locator.listen(primary -> {
            throw new IllegalStateException("of the listener");
        });
        PrimaryLocator.Subscription second = locator.listen(other::add);
        await().atMost(LONG).until(() -> other.size() == 1);
        assertEquals(2, told.size());
        failing.close();
        second.close();
    }

    @Test
    void everythingThatIsWrongWithTheSettingsIsSaidAtOnce() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> PrimaryLocator.builder()
                .staleAfter(Duration.ZERO)
                .backoff(Duration.ofSeconds(2), Duration.ofSeconds(1))
                .open());
        String said = String.valueOf(e.getMessage());
        for (String part :
                List.of("group name ''", "expected either connect", "staleAfter is PT0S", "backoff is PT2S")) {
            assertTrue(said.contains(part), () -> "expected '" + part + "' in: " + said);
        }
    }
}
