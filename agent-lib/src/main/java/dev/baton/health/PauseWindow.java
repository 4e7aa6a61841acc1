package dev.baton.health;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** The collector's pauses of a sliding window: pure but for what it keeps, with the time given to it. Not thread-safe. */
final class PauseWindow {
    private static final int MAX_PAUSES = 4_096;

    private record Pause(long startMillis, long endMillis) {}

    private final long windowMillis;
    private final long maxPauseMillis;
    private final double maxPercent;
    private final Deque<Pause> pauses = new ArrayDeque<>();

    PauseWindow(long windowMillis, long maxPauseMillis, double maxPercent) {
        this.windowMillis = windowMillis;
        this.maxPauseMillis = maxPauseMillis;
        this.maxPercent = maxPercent;
    }

    /** In the order of their ends. */
    void add(long startMillis, long endMillis) {
        if (pauses.size() == MAX_PAUSES) {
            pauses.removeFirst();
        }
        pauses.addLast(new Pause(startMillis, endMillis));
    }

    Finding judge(long nowMillis) {
        long from = nowMillis - windowMillis;
        while (!pauses.isEmpty() && pauses.getFirst().endMillis() <= from) {
            pauses.removeFirst();
        }
        long longest = 0;
        long sum = 0;
        for (Pause pause : pauses) {
            // A pause that reaches into the window counts whole as a pause, and with its part in the window in the sum.
            longest = Math.max(longest, pause.endMillis() - pause.startMillis());
            sum += pause.endMillis() - Math.max(from, pause.startMillis());
        }
        double percent = 100.0 * sum / windowMillis;
        String found = String.format(
                Locale.ROOT,
                "%d pauses in %d s, the longest %d ms, together %.1f %%",
                pauses.size(),
                windowMillis / 1_000,
                longest,
                percent);
        if (longest > maxPauseMillis) {
            return Finding.failed(found + "; expected none over " + maxPauseMillis + " ms");
        }
        if (percent > maxPercent) {
            return Finding.failed(found + String.format(Locale.ROOT, "; expected at most %.1f %%", maxPercent));
        }
        return Finding.ok(found);
    }
}
