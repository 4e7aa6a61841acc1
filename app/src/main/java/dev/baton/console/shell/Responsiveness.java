package dev.baton.console.shell;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.port.Ticker;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Watches whether the screen answers: a thread of its own asks the JavaFX thread a few times a second. No answer for more than a second is a
 * stall: what every thread does then goes into the log, once a stall, and the status line says so as soon as the screen answers again.
 *
 * <p>Threading: {@link #look} is called by the watching thread alone; {@code told} on the watched one.
 */
final class Responsiveness {
    static final long STALL_NANOS = 1_000_000_000;
    private static final long PAUSE_NANOS = 200_000_000;
    private static final System.Logger LOG = System.getLogger(Responsiveness.class.getName());

    private final Executor watched;
    private final Ticker ticker;
    private final Consumer<String> told;
    private volatile boolean answered = true;
    private volatile boolean ended;
    private long askedAt;
    private long askedWall;
    private boolean dumped;

    /**
     * @param watched runs a task on the watched thread
     * @param told is given what the status line says
     */
    Responsiveness(Executor watched, Ticker ticker, Consumer<String> told) {
        this.watched = watched;
        this.ticker = ticker;
        this.told = told;
    }

    /** Watches from a daemon thread until ended. */
    void start() {
        Thread.ofPlatform().daemon().name("baton-responsiveness").start(() -> {
            while (!ended) {
                look();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
    }

    void end() {
        ended = true;
    }

    /** One look: asks again, or finds that the last question is not answered yet. */
    void look() {
        long now = ticker.nanos();
        if (!answered) {
            if (now - askedAt > STALL_NANOS && !dumped) {
                dumped = true;
                LOG.log(Level.WARNING, dump(now - askedAt));
            }
            return;
        }
        if (dumped) {
            String words =
                    Messages.of("status.stalled", Words.span((now - askedAt) / 1_000_000), Words.clock(askedWall));
            LOG.log(Level.WARNING, words);
            watched.execute(() -> told.accept(words));
        }
        dumped = false;
        answered = false;
        askedAt = now;
        askedWall = ticker.wallMillis();
        watched.execute(() -> answered = true);
    }

    private static String dump(long nanos) {
        StringBuilder text = new StringBuilder("the screen has not answered for ")
                .append(nanos / 1_000_000)
                .append(" ms; every thread:");
        for (Map.Entry<Thread, StackTraceElement[]> one :
                Thread.getAllStackTraces().entrySet()) {
            Thread thread = one.getKey();
            text.append("\n\"").append(thread.getName()).append("\" ").append(thread.getState());
            for (StackTraceElement frame : one.getValue()) {
                text.append("\n    at ").append(frame);
            }
        }
        return text.toString();
    }

    /** A monitor of the JavaFX thread, started. */
    static Responsiveness ofScreen(Ticker ticker, Consumer<String> told) {
        Responsiveness monitor = new Responsiveness(javafx.application.Platform::runLater, ticker, told);
        monitor.start();
        return monitor;
    }
}
