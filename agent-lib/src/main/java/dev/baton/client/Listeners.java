package dev.baton.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners, on a thread of its own and with no lock held. A listener that is slow delays the others and nobody else; of several changes
 * meanwhile it gets the last.
 */
final class Listeners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final Supplier<Optional<Primary>> now;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Semaphore changed = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    private static final class Entry {
        final Consumer<Optional<Primary>> listener;
        Optional<Primary> told = Optional.empty(); // by the thread only
        boolean toldOnce; // by the thread only

        Entry(Consumer<Optional<Primary>> listener) {
            this.listener = listener;
        }
    }

    Listeners(String name, Supplier<Optional<Primary>> now) {
        this.now = now;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    PrimaryLocator.Subscription add(Consumer<Optional<Primary>> listener) {
        Entry entry = new Entry(listener);
        entries.add(entry);
        changed.release();
        return () -> entries.remove(entry);
    }

    void changed() {
        changed.release();
    }

    private void run() {
        try {
            while (!closed) {
                changed.acquire();
                changed.drainPermits();
                Optional<Primary> primary = now.get();
                entries.forEach(entry -> tell(entry, primary));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Closing.
        }
    }

    private static void tell(Entry entry, Optional<Primary> primary) {
        if (entry.toldOnce && entry.told.equals(primary)) {
            return;
        }
        entry.told = primary;
        entry.toldOnce = true;
        try {
            entry.listener.accept(primary);
        } catch (RuntimeException e) {
            LOG.error("a listener failed on {}", primary, e);
        }
    }

    @Override
    public void close() {
        closed = true; // A listener may have swallowed the interrupt.
        thread.interrupt();
    }
}
