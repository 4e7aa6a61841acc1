package dev.baton.console.shell;

import dev.baton.console.theme.Messages;
import dev.baton.console.timeline.Bookmark;
import dev.baton.console.timeline.Navigation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps the bookmarks and notes on one cluster's timeline, from one run of the console to the next. JavaFX thread only. */
final class Notebook {
    private static final int VERSION = 1;

    private final StateFile<Kept> file;
    private final Navigation navigation;
    private final Consumer<String> unkept;
    /** As they were when the file was last brought up to date. */
    private List<Bookmark> last;

    /** The file's content. */
    record Kept(int version, List<Bookmark> marks) {
        Kept {
            if (version != VERSION) {
                throw new IllegalArgumentException(Messages.of("state.version", version, VERSION));
            }
            marks = List.copyOf(marks);
        }
    }

    private Notebook(StateFile<Kept> file, Navigation navigation, Consumer<String> unkept) {
        this.file = file;
        this.navigation = navigation;
        this.unkept = unkept;
        last = file.read().marks();
        navigation.restore(last, this::changed);
    }

    /**
     * Puts what is kept on the timeline, and keeps what is marked there from now on.
     *
     * @param unkept told why something could not be kept
     * @return what was wrong with the file; empty where nothing was
     */
    static String keep(Path file, Navigation navigation, Consumer<String> unkept) {
        return new Notebook(new StateFile<>(file, Kept.class, new Kept(VERSION, List.of())), navigation, unkept)
                .file.trouble();
    }

    private void changed() {
        List<Bookmark> mine = navigation.bookmarks();
        // Another console of this operator may keep notes there too: only what was changed here is changed.
        List<Bookmark> kept = new ArrayList<>(file.read().marks());
        if (!file.trouble().isEmpty()) {
            unkept.accept(file.trouble());
            kept = new ArrayList<>(last);
        }
        List<Bookmark> gone = new ArrayList<>(last);
        gone.removeAll(mine);
        kept.removeAll(gone);
        List<Bookmark> added = new ArrayList<>(mine);
        added.removeAll(last);
        added.removeAll(kept);
        kept.addAll(0, added);
        last = mine;
        try {
            if (!file.write(new Kept(VERSION, kept))) {
                unkept.accept(Messages.of("marks.unkept", file.file(), file.trouble()));
            }
        } catch (IOException failed) {
            unkept.accept(Messages.of("marks.unkept", file.file(), failed));
        }
    }
}
