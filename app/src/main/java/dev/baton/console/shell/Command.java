package dev.baton.console.shell;

import dev.baton.console.action.Availability;
import java.util.function.Supplier;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/**
 * Something that the operator may tell the console to do: the same entry feeds palette, shortcut and help.
 *
 * @param keys the shortcut; absent for none
 * @param guard whether it may be given now
 */
record Command(String title, @Nullable KeyCombination keys, Supplier<Availability> guard, Runnable run) {
    /** Runs it, unless the guard refuses. */
    void give() {
        if (guard.get().allowed()) {
            run.run();
        }
    }
}
