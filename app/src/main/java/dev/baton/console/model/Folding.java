package dev.baton.console.model;

import dev.baton.model.Event;
import dev.baton.model.GroupId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Folds many events into one view: the same as {@link ClusterView#apply} for one after the other, without a view of the whole cluster between
 * two heartbeats. Owned by one thread; the views that it gives are immutable.
 */
public final class Folding implements Supplier<ClusterView> {
    private ClusterView view;
    /** The groups of {@code view} with the heartbeats since; null while there are none. */
    private @Nullable ArraySortedMapEditor<GroupId, GroupView> groups;

    private long telemetryMillis;
    private long lastMillis;
    private long events;

    public Folding(ClusterView from) {
        view = from;
        telemetryMillis = from.telemetryMillis();
        lastMillis = from.lastMillis();
        events = from.events();
    }

    /** One more event. */
    public void add(Observed observed) {
        if (!(observed.event() instanceof Event.Heartbeat beat)
                || observed.via() == Via.STORE
                || !beaten(beat, observed)) {
            view = ClusterView.apply(get(), observed);
            telemetryMillis = view.telemetryMillis();
            lastMillis = view.lastMillis();
            events = view.events();
        }
    }

    /** Whether it was of a group that is known. */
    private boolean beaten(Event.Heartbeat beat, Observed observed) {
        ArraySortedMapEditor<GroupId, GroupView> edited =
                groups == null ? new ArraySortedMapEditor<>(ArraySortedMap.of(view.groups())) : groups;
        int at = edited.find(beat.group());
        if (at < 0) {
            return false;
        }
        groups = edited;
        edited.set(at, Fold.beaten(edited.at(at), beat, observed));
        telemetryMillis = Math.max(telemetryMillis, observed.telemetryMillis());
        lastMillis = Math.max(lastMillis, observed.receivedMillis());
        events++;
        return true;
    }

    /** The view after all of them. */
    @Override
    public ClusterView get() {
        if (groups != null) {
            view = view.with(groups.map(), telemetryMillis, lastMillis, events);
            groups = null;
        }
        return view;
    }

    long lastMillis() {
        return lastMillis;
    }

    long events() {
        return events;
    }
}
