package dev.baton.kafka;

import dev.baton.model.Event;
import dev.baton.secure.Security;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a topic of telemetry, from some time ago and then without end. Belongs to no group and commits nothing, so any number of readers
 * see everything.
 *
 * <p>Events of one source come in order; between sources the order is that of their timestamps, not of their arrival. A broker that is
 * absent or a topic that does not exist is waited for, and told as trouble.
 *
 * <p>Threading: one thread a reader, on which both sinks are called. An exception from a sink is logged and changes nothing.
 */
public final class TelemetryReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TelemetryReader.class);
    private static final long RETRY_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 3_000;

    private final TelemetryTail.Source source;
    private final Consumer<Event> past;
    private final Consumer<Event> events;
    private final Consumer<String> trouble;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable TelemetryTail tail; // guarded by this
    private String told = ""; // by the thread only

    /**
     * How much of the past to begin with: the shorter of both.
     *
     * @param records at most this many, shared evenly by the topic's partitions
     */
    public record Past(Duration time, int records) {}

    /**
     * Starts to follow and returns at once.
     *
     * @param bootstrap {@code host:port,host:port}
     * @param security how the broker is reached; stays open, and the caller's
     * @param fromPast how far back to begin
     * @param past each event that was there before the reader; the last of a partition comes before the first of {@code events} of it. May
     *     take its time: the reader waits for it
     * @param events each event since, as it comes
     * @param trouble what is wrong, in words, each time that changes; an empty string once nothing is
     * @throws IllegalArgumentException where {@code bootstrap} is malformed
     */
    public static TelemetryReader follow(
            String bootstrap,
            String topic,
            Security security,
            Past fromPast,
            Consumer<Event> past,
            Consumer<Event> events,
            Consumer<String> trouble) {
        long fromMillis = System.currentTimeMillis() - fromPast.time().toMillis();
        TelemetryTail.Source source = new TelemetryTail.Source(
                KafkaTelemetry.requireBootstrap(bootstrap), topic, fromMillis, fromPast.records(), security);
        TelemetryReader reader = new TelemetryReader(source, past, events, trouble);
        reader.thread.start();
        return reader;
    }

    /** As {@link #follow(String, String, Security, Past, Consumer, Consumer, Consumer)} where nothing is secured. */
    public static TelemetryReader follow(
            String bootstrap,
            String topic,
            Past fromPast,
            Consumer<Event> past,
            Consumer<Event> events,
            Consumer<String> trouble) {
        return follow(bootstrap, topic, Security.NONE, fromPast, past, events, trouble);
    }

    /**
     * Starts to follow and returns at once; past and present go to one sink. Nothing is secured.
     *
     * @param bootstrap {@code host:port,host:port}
     * @param fromPast how far back to begin
     * @param events each event, as it comes
     * @param trouble what is wrong, in words, each time that changes; an empty string once nothing is
     * @throws IllegalArgumentException where {@code bootstrap} is malformed
     */
    public static TelemetryReader follow(
            String bootstrap, String topic, Duration fromPast, Consumer<Event> events, Consumer<String> trouble) {
        return follow(bootstrap, topic, new Past(fromPast, Integer.MAX_VALUE), events, events, trouble);
    }

    private TelemetryReader(
            TelemetryTail.Source source, Consumer<Event> past, Consumer<Event> events, Consumer<String> trouble) {
        this.source = source;
        this.past = past;
        this.events = events;
        this.trouble = trouble;
        thread = new Thread(this::run, "baton-telemetry-reader");
        thread.setDaemon(true);
    }

    private void run() {
        try {
            while (!closed.await(0, TimeUnit.MILLISECONDS)) {
                try {
                    read();
                } catch (RuntimeException e) {
                    if (closed.getCount() > 0) {
                        trouble("telemetry from " + source + ": " + e.getMessage());
                    }
                }
                if (closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the reader of {} was ended", source);
        }
    }

    /** One consumer, until it fails or the reader is closed. */
    private void read() throws InterruptedException {
        TelemetryTail own = new TelemetryTail(source);
        try {
            synchronized (this) {
                tail = own;
            }
            while (closed.getCount() > 0) {
                trouble(own.poll(
                        event -> guarded(() -> past.accept(event)), event -> guarded(() -> events.accept(event))));
                if (!own.assigned() && closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } finally {
            synchronized (this) {
                tail = null;
            }
            own.close();
        }
    }

    private void trouble(String now) {
        if (!now.equals(told)) {
            told = now;
            guarded(() -> trouble.accept(now));
        }
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("a sink of the telemetry from {} failed", source, e);
        }
    }

    /** Ends it and waits at most 3 s for the thread. */
    @Override
    public void close() {
        closed.countDown();
        synchronized (this) {
            if (tail != null) {
                tail.wakeup();
            }
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
