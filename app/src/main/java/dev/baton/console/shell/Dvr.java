package dev.baton.console.shell;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.History;
import dev.baton.console.timeline.TimeWindow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which view all screens draw: the newest while live, else the one of the shown instant. One thread. */
final class Dvr {
    private final Supplier<History> history;
    private @Nullable Instant last;
    private long lastAsked;

    /**
     * What is drawn.
     *
     * @param millis the instant that the view is of, by which every age in it is told
     * @param exact whether it is the instant that was asked for; else the nearest before it that is kept
     */
    record Instant(ClusterView view, long millis, boolean live, boolean exact) {}

    Dvr(Supplier<History> history) {
        this.history = history;
    }

    Instant of(TimeWindow window, ClusterView newest, long nowMillis) {
        if (window.live()) {
            last = null;
            return new Instant(newest, nowMillis, true, true);
        }
        long at = window.at(nowMillis);
        // The past does not change: looked up once for each instant.
        if (last == null || lastAsked != at) {
            History.Moment moment = history.get().at(at);
            last = moment == null
                    // Nothing is kept yet: the newest, and its ages as of its own instant.
                    ? new Instant(newest, Math.max(at, newest.lastMillis()), false, at >= newest.lastMillis())
                    : new Instant(moment.view(), moment.exact() ? at : moment.atMillis(), false, moment.exact());
            lastAsked = at;
        }
        return last;
    }
}
