package dev.baton.console.shell;

import dev.baton.console.timeline.Bookmark;
import dev.baton.console.timeline.BookmarkPane;
import dev.baton.console.timeline.TimelinePane;
import dev.baton.model.GroupId;
import java.util.function.Consumer;

/** Marks instants on the timeline, and goes back to those that were marked. JavaFX thread only. */
final class TimeMarks {
    private final Overlay overlay;
    private final TimelinePane timeline;
    private final Consumer<GroupId> show;

    /** @param show shows a group */
    TimeMarks(Overlay overlay, TimelinePane timeline, Consumer<GroupId> show) {
        this.overlay = overlay;
        this.timeline = timeline;
        this.show = show;
    }

    /** The list of bookmarks and notes, with a name for the shown instant. */
    void bookmarks() {
        open(Bookmark.Kind.BOOKMARK, timeline.navigation().atMillis());
    }

    /** The same list, with a note at the instant under the pointer, else at the shown one. */
    void notes() {
        open(Bookmark.Kind.NOTE, timeline.pointedMillis());
    }

    private void open(Bookmark.Kind kind, long atMillis) {
        BookmarkPane pane = new BookmarkPane(timeline.navigation(), kind, atMillis, mark -> {
            overlay.hide();
            jump(mark);
        });
        overlay.show(pane.root(), pane::focus);
    }

    void jump(Bookmark mark) {
        timeline.navigation().seek(mark.atMillis());
        show.accept(mark.group());
    }
}
