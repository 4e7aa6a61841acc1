package dev.baton.console.shell;

import dev.baton.console.model.AlertBook;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.OwnState;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.port.Ticker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the book of alerts up to date: at once where the cluster is small, beside the screen where a bad day of a whole fleet would take
 * longer than a frame. One look at a time. JavaFX thread only.
 */
final class AlertLook {
    /** A look at so many groups that are all in trouble takes a millisecond or two. */
    static final int AT_ONCE_GROUPS = 50;

    private final Executor beside;
    private final Pace pace;
    private AlertBook book = AlertBook.EMPTY;
    private AlertAcknowledgements own = AlertAcknowledgements.NONE;
    private @Nullable CompletableFuture<AlertBook> running;

    AlertLook(Executor beside, Ticker ticker) {
        this.beside = beside;
        pace = new Pace(ticker);
    }

    /** A thread for each look beside the screen. */
    static Executor threads() {
        return look -> Thread.ofPlatform().daemon().name("baton-alerts").start(look);
    }

    /** The newest book that there is; asks for the next one. */
    AlertBook after(ClusterView view, OwnState state, long now) {
        CompletableFuture<AlertBook> before = running;
        if (before != null && !before.isDone()) {
            return book;
        }
        if (before != null) {
            running = null;
            book = taken(before);
        }
        AlertBook from = book;
        if (view.groups().size() <= AT_ONCE_GROUPS) {
            book = from.after(view, state, now);
        } else if (pace.due()) {
            running = CompletableFuture.supplyAsync(
                    () -> {
                        long begun = pace.nanos();
                        AlertBook next = from.after(view, state, now);
                        pace.done(begun);
                        return next;
                    },
                    beside);
        }
        return book;
    }

    /** What was acknowledged here while it was looked at beside counts too. */
    private AlertBook taken(CompletableFuture<AlertBook> done) {
        AlertBook next;
        try {
            next = done.join();
        } catch (CompletionException failed) {
            throw new IllegalStateException("the look for alerts failed", failed.getCause());
        }
        for (AlertAcknowledgements.One one : own.all()) {
            next = next.acknowledged(one);
        }
        return next;
    }

    /** Begins with that book; before the first look. */
    void begin(AlertBook restored) {
        book = restored;
    }

    AlertBook book() {
        return book;
    }

    /** Acknowledges what only this console sees. */
    void acknowledge(AlertAcknowledgements.One one) {
        own = own.with(one);
        book = book.acknowledged(one);
    }
}
