package dev.baton.console.model;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a console remembers of its own past: whole views from time to time, and every event of the newest stretch. Immutable; a
 * {@link HistoryLog} makes it. Views in it have no lanes: the newest view's lanes hold the past of each member already.
 */
public final class History {
    public static final History EMPTY = new History(List.of(), List.of(), new Observed[0], 0, 0);
    static final int CHUNK = 1_024;

    private final List<Keyframe> keyframes;
    private final List<Observed[]> full;
    private final Observed[] tail;
    private final int tailSize;
    /** The number, counted as {@link ClusterView#events}, of the first event that is kept. */
    private final long firstEvent;

    /** A view as it was; {@code view.events()} says after how many events. */
    record Keyframe(ClusterView view) {
        long atMillis() {
            return view.lastMillis();
        }
    }

    /**
     * The view of an instant.
     *
     * @param atMillis the instant that it is of: the one asked for, or the nearest one before it of which a view is kept
     * @param exact whether it is the one asked for
     */
    public record Moment(ClusterView view, long atMillis, boolean exact) {}

    /** {@code tail} is shared with the log, which never changes what is below {@code tailSize}. */
    History(List<Keyframe> keyframes, List<Observed[]> full, Observed[] tail, int tailSize, long firstEvent) {
        this.keyframes = List.copyOf(keyframes);
        this.full = List.copyOf(full);
        this.tail = tail;
        this.tailSize = tailSize;
        this.firstEvent = firstEvent;
    }

    /** The first instant that can be shown again; {@link Long#MAX_VALUE} while there is none. */
    public long fromMillis() {
        return keyframes.isEmpty() ? Long.MAX_VALUE : keyframes.getFirst().atMillis();
    }

    /** From here on every instant can be shown as it was; before it, only those of the kept views. */
    public long exactFromMillis() {
        for (Keyframe frame : keyframes) {
            if (frame.view().events() >= firstEvent) {
                return frame.atMillis();
            }
        }
        return Long.MAX_VALUE;
    }

    public int keyframes() {
        return keyframes.size();
    }

    /** How many events are kept. */
    public long events() {
        return (long) full.size() * CHUNK + tailSize;
    }

    /**
     * The view that was live at an instant: the nearest kept one before it and, where the events since are kept, those folded forward.
     * Before the oldest it is the oldest; null while there is none.
     */
    public @Nullable Moment at(long millis) {
        if (keyframes.isEmpty()) {
            return null;
        }
        int index = 0;
        while (index + 1 < keyframes.size() && keyframes.get(index + 1).atMillis() <= millis) {
            index++;
        }
        Keyframe frame = keyframes.get(index);
        if (frame.atMillis() > millis || frame.view().events() < firstEvent) {
            return new Moment(frame.view(), frame.atMillis(), frame.atMillis() == millis);
        }
        ClusterView view = frame.view();
        for (long number = view.events(); number < firstEvent + events(); number++) {
            Observed next = event(number - firstEvent);
            if (next.receivedMillis() > millis) {
                break;
            }
            view = ClusterView.apply(view, next);
        }
        return new Moment(view.withoutLanes(), millis, true);
    }

    private Observed event(long index) {
        int chunk = (int) (index / CHUNK);
        int at = (int) (index % CHUNK);
        return chunk < full.size() ? full.get(chunk)[at] : tail[at];
    }

    @Override
    public String toString() {
        return keyframes.size() + " views since " + fromMillis() + ", " + events() + " events since "
                + exactFromMillis() + Arrays.toString(new long[] {firstEvent});
    }
}
