package dev.baton.client;

import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreEvent;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the primary of one group for its callers, and follows it.
 *
 * <pre>{@code
 * try (PrimaryLocator orders = PrimaryLocator.builder().connect("zk1:2181,zk2:2181/baton").group("orders").open()) {
 *     Primary primary = orders.await(Duration.ofSeconds(5)).orElseThrow();
 *     try {
 *         call(primary.endpoint());
 *     } catch (IOException e) {
 *         orders.failed(primary); // the next await holds back, or gives the next primary as soon as there is one
 *     }
 * }
 * }</pre>
 *
 * <p>It watches the group's leadership and members in the store and writes nothing of them (only the chroot, where there is none yet). A
 * few times within the limit for staleness it also reads the leadership behind a sync, so what it knows is confirmed by the store's leader and
 * an event that was missed is made up for. What it gives is a hint: a primary that was replaced a moment ago refuses by its guard, and what it
 * still writes is fenced. It never gives a lower epoch than it has seen. A chroot that is wiped and begun anew needs a new locator.
 *
 * <p>Thread-safe. Nothing but {@link #await} blocks.
 */
public final class PrimaryLocator implements AutoCloseable {
    private static final Duration READ_LIMIT = Duration.ofSeconds(2);
    /** How often knowledge is confirmed within the limit for staleness. */
    private static final int CONFIRMATIONS = 3;

    private final GroupId group;
    private final CoordinationStore store;
    private final boolean ownsStore;
    private final Ticker ticker;
    private final long staleNanos;
    private final long firstNanos;
    private final long maxNanos;
    private final DoubleSupplier random;
    private final AtomicBoolean reading = new AtomicBoolean();
    /** Held for a fold of a value, never while somebody is called. */
    private final Object lock = new Object();

    private volatile PrimaryView view; // written under the lock
    private volatile Attempts attempts = Attempts.NONE; // written under the lock
    private volatile Confirmed confirmed = Confirmed.NEVER;
    private final Listeners listeners;
    private final ScheduledThreadPoolExecutor timer;

    /** When the last read that was answered had been sent. */
    private record Confirmed(boolean ever, long atNanos) {
        static final Confirmed NEVER = new Confirmed(false, 0);
    }

    /** Ends what it stands for; idempotent. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    public static LocatorBuilder builder() {
        return new LocatorBuilder();
    }

    PrimaryLocator(GroupId group, CoordinationStore store, boolean ownsStore, Ticker ticker, LocatorBuilder settings) {
        this.group = group;
        this.store = store;
        this.ownsStore = ownsStore;
        this.ticker = ticker;
        this.staleNanos = settings.staleAfter.toNanos();
        this.firstNanos = settings.firstBackoff.toNanos();
        this.maxNanos = settings.maxBackoff.toNanos();
        this.random = settings.random;
        this.view = PrimaryView.of(group);
        this.listeners = new Listeners("baton-locator-" + group, this::current);
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "baton-locator-timer-" + group);
            thread.setDaemon(true);
            return thread;
        });
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** The two records alone: the lease beside them changes with each renewal, which is nothing to a caller. */
    void start() {
        store.watch(StoreLayout.members(group), this::seen);
        store.watch(StoreLayout.leadership(group), this::seen);
        long every = Math.max(1, staleNanos / CONFIRMATIONS);
        var unused = timer.scheduleWithFixedDelay(this::confirm, every, every, TimeUnit.NANOSECONDS);
    }

    private void seen(StoreEvent event) {
        if (event instanceof StoreEvent.Connection || event instanceof StoreEvent.Synced) {
            confirm();
        }
        fold(event);
    }

    private void fold(StoreEvent event) {
        boolean changed;
        synchronized (lock) {
            PrimaryView before = view;
            view = before.after(event);
            changed = !view.primary().equals(before.primary());
            if (changed) {
                lock.notifyAll();
            }
        }
        if (changed) {
            listeners.changed();
        }
    }

    /** Reads the leadership behind a sync. One such read is under way at most; each ends, because it has a limit. */
    private void confirm() {
        if (reading.compareAndSet(false, true)) {
            long sent = ticker.nanos();
            var unused = store.read(StoreLayout.leadership(group), READ_LIMIT).whenComplete((result, failure) -> {
                if (result instanceof ReadResult.Found found) {
                    fold(node(found));
                    readHolder(view.missing());
                }
                if (result instanceof ReadResult.Found || result instanceof ReadResult.Absent) {
                    confirmed = new Confirmed(true, sent);
                }
                reading.set(false); // Last, so that the next one cannot be overtaken by this.
            });
        }
    }

    private void readHolder(@Nullable MemberId holder) {
        if (holder != null) {
            var unused = store.read(StoreLayout.member(holder), READ_LIMIT).whenComplete((result, failure) -> {
                if (result instanceof ReadResult.Found found) {
                    fold(node(found));
                }
            });
        }
    }

    private StoreEvent node(ReadResult.Found found) {
        return new StoreEvent.Node(found.path(), found.data(), found.version(), found.zxid(), ticker.nanos());
    }

    /** The primary as last seen, also while calls of it fail or the store is away; empty while nobody may serve. Never blocks. */
    public Optional<Primary> current() {
        return view.primary();
    }

    /** What is known, and how old that is. */
    public Knowledge knowledge() {
        PrimaryView known = view;
        Confirmed last = confirmed;
        long age = ticker.nanos() - last.atNanos();
        return new Knowledge(
                known.primary(),
                known.epoch(),
                last.ever() ? Duration.ofNanos(age) : null,
                !last.ever() || age > staleNanos,
                store.connected(),
                known.refused(),
                known.detail());
    }

    /**
     * Waits for a primary that may be called: one is known, and it is not held back after {@link #failed}.
     *
     * @return empty where there was none within {@code limit}
     */
    public Optional<Primary> await(Duration limit) throws InterruptedException {
        long deadline = ticker.nanos() + limit.toNanos();
        synchronized (lock) {
            while (true) {
                long now = ticker.nanos();
                Optional<Primary> primary = current();
                long hold = primary.map(p -> attempts.holdNanos(p.epoch(), now)).orElse(Long.MAX_VALUE);
                if (hold == 0) {
                    return primary;
                }
                long wait = Math.min(hold, deadline - now);
                if (deadline - now <= 0) {
                    return Optional.empty();
                }
                TimeUnit.NANOSECONDS.timedWait(lock, Math.max(wait, 1));
            }
        }
    }

    /**
     * A call of {@code primary} failed. From now on {@link #await} holds it back, longer with each failure, until a newer epoch is seen; and
     * the store is asked at once whether there is one.
     *
     * @return how long it is held back; zero where a newer primary is known already
     */
    public Duration failed(Primary primary) {
        confirm();
        Epoch newest = view.epoch();
        if (newest.isAfter(primary.epoch())) {
            return Duration.ZERO;
        }
        long now = ticker.nanos();
        double part = random.getAsDouble();
        synchronized (lock) {
            attempts = attempts.failed(primary.epoch(), now, firstNanos, maxNanos, part);
            return Duration.ofNanos(attempts.holdNanos(primary.epoch(), now));
        }
    }

    /**
     * Tells {@code listener} of the primary as it is now and of each change (empty: nobody may serve), on a thread of the locator's own and with
     * no lock held. Of several changes while it is busy it gets the last.
     */
    public Subscription listen(Consumer<Optional<Primary>> listener) {
        return listeners.add(listener);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        listeners.close();
        if (ownsStore) {
            store.close();
        }
    }
}
