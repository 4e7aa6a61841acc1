package dev.baton.console.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes the {@link History} of a console, event by event. Bounded in events and in members of kept views: what is older is kept ever more
 * sparsely, by its age, so that the last seconds can be shown to the event and the last hour at all. Owned by one thread; no clock of its own.
 */
public final class HistoryLog {
    /** How many events are kept for replay to the event, and so how long each is held. */
    static final int MAX_EVENTS = 64 * History.CHUNK;
    /** How many members all kept views may have together: what bounds the memory, since each takes about a kilobyte. */
    static final int MAX_MEMBERS = 45_000;

    static final int MAX_KEYFRAMES = 3_600;
    private static final long KEYFRAME_MILLIS = 1_000;
    /** So that a seek folds few events, however many come in a second. */
    private static final long KEYFRAME_EVENTS = 8_192;

    private final List<History.Keyframe> keyframes = new ArrayList<>();
    private final List<Observed[]> full = new ArrayList<>();
    /** Copies of both, made when they change: what is handed out is asked for far more often. */
    private List<History.Keyframe> sharedKeyframes = List.of();

    private List<Observed[]> sharedFull = List.of();
    private Observed[] tail = new Observed[History.CHUNK];
    private int tailSize;
    private long firstEvent;
    private long members;
    private boolean started;

    /** Takes an event and the view after it. Every event of the view must be given, in order, from the first call on. */
    public void add(Observed observed, ClusterView after) {
        add(observed, after.lastMillis(), after.events(), () -> after);
    }

    /** The same, with the view made only where it is kept. */
    public void add(Observed observed, Folding after) {
        add(observed, after.lastMillis(), after.events(), after);
    }

    private void add(Observed observed, long millis, long number, Supplier<ClusterView> after) {
        if (!started) {
            started = true;
            firstEvent = number;
            keyframe(after.get());
            return;
        }
        if (tailSize == History.CHUNK) {
            full.add(tail);
            tail = new Observed[History.CHUNK];
            tailSize = 0;
            if (full.size() * History.CHUNK >= MAX_EVENTS) {
                full.remove(0);
                firstEvent += History.CHUNK;
            }
            sharedFull = List.copyOf(full);
        }
        tail[tailSize++] = observed;
        ClusterView last = keyframes.getLast().view();
        if (millis - last.lastMillis() >= KEYFRAME_MILLIS || number - last.events() >= KEYFRAME_EVENTS) {
            keyframe(after.get());
        }
    }

    private void keyframe(ClusterView view) {
        ClusterView bare = view.withoutLanes();
        keyframes.add(new History.Keyframe(bare));
        members += size(bare);
        while (keyframes.size() > 2 && (members > MAX_MEMBERS || keyframes.size() > MAX_KEYFRAMES)) {
            members -= size(keyframes.remove(densest()).view());
        }
        sharedKeyframes = List.copyOf(keyframes);
    }

    /** The view that is missed least: its neighbours lie closest together for their age. Never the first or the last. */
    private int densest() {
        long now = keyframes.getLast().atMillis();
        int found = 1;
        double least = Double.MAX_VALUE;
        for (int i = 1; i + 1 < keyframes.size(); i++) {
            double span = keyframes.get(i + 1).atMillis() - keyframes.get(i - 1).atMillis();
            double age = Math.max(KEYFRAME_MILLIS, now - keyframes.get(i).atMillis());
            if (span / age < least) {
                least = span / age;
                found = i;
            }
        }
        return found;
    }

    private static long size(ClusterView view) {
        long count = 1;
        for (GroupView group : view.groups().values()) {
            count += 1 + group.members().size();
        }
        return count;
    }

    /** What is remembered now. */
    public History history() {
        return started ? new History(sharedKeyframes, sharedFull, tail, tailSize, firstEvent) : History.EMPTY;
    }
}
