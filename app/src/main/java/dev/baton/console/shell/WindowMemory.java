package dev.baton.console.shell;

import dev.baton.console.theme.Theme;
import dev.baton.console.theme.ThemeChoice;
import dev.baton.model.GroupId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Puts the window as it was, and remembers how it is: a second after it last changed. JavaFX thread only. */
final class WindowMemory {
    private final @Nullable WindowStateFile file;
    private final List<String> troubles = new ArrayList<>();
    private final Map<String, String> groups;
    private WindowState state;
    private WindowState written;

    private WindowMemory(@Nullable WindowStateFile file, WindowStateFile.Read read) {
        this.file = file;
        troubled(read.trouble());
        state = read.state();
        written = state;
        groups = new TreeMap<>(state.groups());
    }

    static WindowMemory in(WindowStateFile file) {
        return new WindowMemory(file, file.read());
    }

    /** Kept nowhere. */
    static WindowMemory unkept(Theme theme) {
        WindowMemory memory = new WindowMemory(null, new WindowStateFile.Read(WindowState.FIRST, ""));
        memory.theme(ThemeChoice.of(theme));
        return memory;
    }

    private void troubled(String words) {
        if (!words.isEmpty()) {
            troubles.add(words);
        }
    }

    /** What was wrong with what was kept, told once; empty where nothing was. */
    List<String> troubles() {
        List<String> all = List.copyOf(troubles);
        troubles.clear();
        return all;
    }

    Theme theme() {
        return state.theme().theme();
    }

    void theme(ThemeChoice wanted) {
        state = new WindowState(
                state.place(), state.maximized(), state.divider(), wanted, state.scale(), state.groups());
    }

    double scale() {
        return state.scale();
    }

    void scale(double wanted) {
        state = new WindowState(
                state.place(), state.maximized(), state.divider(), state.theme(), wanted, state.groups());
    }

    void group(String cluster, @Nullable GroupId chosen) {
        if (chosen != null) {
            groups.put(cluster, chosen.value());
        }
    }

    /** Puts the shell of that cluster as it was. */
    void restore(String cluster, Shell shell) {
        shell.parts().split().setDividerPositions(state.divider());
        String group = groups.get(cluster);
        if (group != null && !group.isBlank()) {
            shell.parts().selection().choose(new GroupId(group));
        }
    }

    /**
     * What is kept of one cluster beside the window's own state: bookmarks and notes, and the alerts that nobody acknowledged.
     *
     * @param key tells clusters apart, for good
     * @param unkept told why something could not be kept
     */
    void keep(String key, Shell shell, Consumer<String> unkept) {
        if (file != null) {
            Path notes = StateFile.of(file.file().resolveSibling("notes"), key);
            troubled(Notebook.keep(notes, shell.time(), unkept));
            Path alerts = StateFile.of(file.file().resolveSibling("alerts"), key);
            AlertKeeper keeper = new AlertKeeper(
                    alerts,
                    Beside.threads("baton-alerts-kept"),
                    words -> Platform.runLater(() -> unkept.accept(words)));
            shell.parts().desk().keep(keeper);
            troubled(keeper.trouble());
        }
    }

    /**
     * Puts the window where it was, if a screen is there.
     *
     * @param changed called a second after its place last changed
     */
    void follow(Stage stage, Runnable changed) {
        WindowState.Place place = state.place();
        if (place != null
                && !Screen.getScreensForRectangle(place.x(), place.y(), place.width(), place.height())
                        .isEmpty()) {
            stage.setX(place.x());
            stage.setY(place.y());
            stage.setWidth(place.width());
            stage.setHeight(place.height());
        }
        stage.setMaximized(state.maximized());
        if (file == null) {
            return;
        }
        PauseTransition calm = new PauseTransition(Duration.seconds(1));
        calm.setOnFinished(e -> changed.run());
        InvalidationListener moved = o -> calm.playFromStart();
        stage.xProperty().addListener(moved);
        stage.yProperty().addListener(moved);
        stage.widthProperty().addListener(moved);
        stage.heightProperty().addListener(moved);
        stage.maximizedProperty().addListener(moved);
    }

    /** Keeps how the window is; why it could not, or an empty text. */
    String keep(Stage stage, double divider) {
        boolean measured = !Double.isNaN(stage.getX()) && !Double.isNaN(stage.getWidth());
        WindowState.Place place = !measured || stage.isMaximized() || stage.isIconified()
                ? state.place()
                : new WindowState.Place(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
        WindowState now = new WindowState(
                place, stage.isMaximized(), Math.clamp(divider, 0, 1), state.theme(), state.scale(), groups);
        state = now;
        if (file == null || now.equals(written)) {
            return "";
        }
        written = now;
        return file.write(now);
    }
}
