package dev.baton.console.timeline;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The windows that were looked at before, and those that were left by going back. Bounded; changes in quick succession count as one. */
final class Undo {
    static final int MAX = 100;
    static final long TOGETHER_MILLIS = 400;

    private final Deque<TimeWindow> before = new ArrayDeque<>();
    private final Deque<TimeWindow> after = new ArrayDeque<>();
    private long lastMillis = Long.MIN_VALUE / 2;

    /** Call with the window that is about to be left. */
    void leaving(TimeWindow window, long nowMillis) {
        after.clear();
        if (nowMillis - lastMillis >= TOGETHER_MILLIS || before.isEmpty()) {
            before.push(window);
            if (before.size() > MAX) {
                before.removeLast();
            }
        }
        lastMillis = nowMillis;
    }

    /** The window before {@code shown}; null where there is none. */
    @Nullable
    TimeWindow back(TimeWindow shown) {
        return moved(before, after, shown);
    }

    /** The window that was left by going back; null where there is none. */
    @Nullable
    TimeWindow forward(TimeWindow shown) {
        return moved(after, before, shown);
    }

    private @Nullable TimeWindow moved(Deque<TimeWindow> from, Deque<TimeWindow> to, TimeWindow shown) {
        lastMillis = Long.MIN_VALUE / 2;
        TimeWindow found = from.poll();
        if (found != null) {
            to.push(shown);
        }
        return found;
    }
}
