package dev.baton.console.timeline;

import dev.baton.console.model.GroupView;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** Where the operator is in time: window, shown instant, selected stretch, bookmarks and notes, and the way back. Draws nothing. JavaFX thread only. */
public final class Navigation {
    private final ReadOnlyObjectWrapper<TimeWindow> window = new ReadOnlyObjectWrapper<>(TimeWindow.LIVE);
    private final SimpleObjectProperty<@Nullable Range> range = new SimpleObjectProperty<>();
    private final List<Bookmark> bookmarks = new ArrayList<>();
    private Runnable marked = () -> {};
    private final Undo undo = new Undo();
    private @Nullable GroupView group;
    private long now;

    /** What is shown, as of now; call before anything that looks at the clock. */
    void show(@Nullable GroupView view, long nowMillis) {
        group = view;
        now = nowMillis;
    }

    public ReadOnlyObjectProperty<TimeWindow> window() {
        return window.getReadOnlyProperty();
    }

    /** The selected stretch; null where none is. */
    public SimpleObjectProperty<@Nullable Range> range() {
        return range;
    }

    /** The bookmarks and notes, newest first. */
    public List<Bookmark> bookmarks() {
        return List.copyOf(bookmarks);
    }

    /**
     * Begins with those that were kept.
     *
     * @param onMarked called after each change that the operator makes from now on
     */
    public void restore(List<Bookmark> kept, Runnable onMarked) {
        bookmarks.clear();
        bookmarks.addAll(kept);
        marked = onMarked;
    }

    void zoom(TimeScale shown, double x, double notches) {
        moveTo(window.get().zoomed(shown, x, notches, now));
    }

    void pan(TimeScale shown, double pixels) {
        moveTo(window.get().panned(shown, pixels, now));
    }

    /** The window's right edge to that instant. */
    void end(long millis) {
        moveTo(window.get().ending(millis, now));
    }

    private void moveTo(TimeWindow next) {
        if (!next.equals(window.get())) {
            undo.leaving(window.get(), now);
            window.set(next);
        }
    }

    /** Shows an earlier instant; the window moves only where it must. */
    public void seek(long millis) {
        window.set(window.get().seeking(millis, now));
    }

    /** Live or playing: stands still. Standing still: goes on from there. */
    public void freezeOrPlay() {
        TimeWindow shown = window.get();
        window.set(shown.mode() == TimeWindow.Mode.FROZEN ? shown.playing(now) : shown.frozen(now));
    }

    public void live() {
        window.set(window.get().toLive());
    }

    /** To the oldest instant of which anything is known. */
    public void home() {
        if (group != null) {
            moveTo(window.get().seeking(Steps.knownFrom(group, now), now));
        }
    }

    /** Shows the selected stretch, or all that is known where none is. */
    public void fit() {
        Range selected = range.get();
        if (selected != null) {
            moveTo(window.get().fitting(selected.fromMillis(), selected.toMillis(), now));
        } else if (group != null) {
            moveTo(window.get().fittingAll(Steps.knownFrom(group, now - TimeWindow.DEFAULT_SPAN), now));
        }
    }

    public void undo() {
        TimeWindow before = undo.back(window.get());
        if (before != null) {
            window.set(before);
        }
    }

    public void redo() {
        TimeWindow after = undo.forward(window.get());
        if (after != null) {
            window.set(after);
        }
    }

    /** To the next event that is no heartbeat, or the one before. */
    public void stepEvent(boolean forward) {
        if (group != null) {
            step(Steps.events(group), forward);
        }
    }

    public void stepEpoch(boolean forward) {
        if (group != null) {
            step(Steps.epochs(group), forward);
        }
    }

    private void step(NavigableSet<Long> instants, boolean forward) {
        long at = window.get().at(now);
        Long next = forward ? instants.higher(at) : instants.lower(at);
        if (next != null && next <= now) {
            seek(next);
        }
    }

    /** Remembers the shown instant under a name; whether there was room. */
    public boolean bookmark(String name) {
        return mark(Bookmark.Kind.BOOKMARK, atMillis(), name);
    }

    /** Remembers an instant of the shown group; whether a group is shown and there was room. */
    public boolean mark(Bookmark.Kind kind, long atMillis, String text) {
        if (group == null || bookmarks.size() >= Bookmark.MAX) {
            return false;
        }
        bookmarks.addFirst(new Bookmark(kind, group.id(), atMillis, text));
        marked.run();
        return true;
    }

    public void forget(Bookmark bookmark) {
        if (bookmarks.remove(bookmark)) {
            marked.run();
        }
    }

    /** The instant that a bookmark made now would hold. */
    public long atMillis() {
        return window.get().at(now);
    }
}
