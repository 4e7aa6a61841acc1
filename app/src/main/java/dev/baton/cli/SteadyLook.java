package dev.baton.cli;

import dev.baton.console.model.AlertBook;
import dev.baton.console.model.AlertEntry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The alerts that stand for a while. A command that looks only once takes a hiccup of its own process or machine for the silence of others: so
 * what is found is looked at again, and a pause of its own makes it begin anew.
 */
final class SteadyLook {
    private static final int LOOKS = 5;
    private static final long BETWEEN_MILLIS = 250;
    /** A wait that took longer was a pause of this process: what it had heard by then was old. */
    private static final long PAUSE_MILLIS = 500;

    private static final long LONGEST_MILLIS = 8_000;

    /** Waits for about so many milliseconds. */
    interface Waiting {
        void millis(long millis) throws InterruptedException;
    }

    private SteadyLook() {}

    static List<AlertEntry> of(Session session) throws InterruptedException {
        session.settled();
        return of(
                () -> AlertBook.once(session.view(), Session.now()).shown(),
                () -> System.nanoTime() / 1_000_000,
                millis -> session.connection().await(view -> false, Duration.ofMillis(millis)));
    }

    /** Those of the last look that were in each look before it, since the last pause; at once where a look finds none. */
    static List<AlertEntry> of(Supplier<List<AlertEntry>> look, LongSupplier nowMillis, Waiting waiting)
            throws InterruptedException {
        long began = nowMillis.getAsLong();
        List<AlertEntry> found = look.get();
        int looks = 1;
        while (!found.isEmpty() && looks < LOOKS && nowMillis.getAsLong() - began < LONGEST_MILLIS) {
            long before = nowMillis.getAsLong();
            waiting.millis(BETWEEN_MILLIS);
            boolean paused = nowMillis.getAsLong() - before > PAUSE_MILLIS;
            Set<String> known = found.stream().map(AlertEntry::id).collect(Collectors.toSet());
            found = look.get().stream()
                    .filter(entry -> paused || known.contains(entry.id()))
                    .toList();
            looks = paused ? 1 : looks + 1;
        }
        return found;
    }
}
