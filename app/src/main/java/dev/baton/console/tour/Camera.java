package dev.baton.console.tour;

import dev.baton.console.shell.Shell;
import dev.baton.console.theme.Png;
import dev.baton.console.theme.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.image.Image;

/** Takes pictures of the window as it is. */
final class Camera {
    private final Shell shell;
    private final Path folder;
    private final TourReport report;

    Camera(Shell shell, Path folder, TourReport report) {
        this.shell = shell;
        this.folder = folder;
        this.report = report;
    }

    /** One picture, in the theme shown. */
    void snap(String name) throws TourException, InterruptedException, IOException {
        Theme theme = Fx.call(shell::shownTheme);
        String file = name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
        Image image = Fx.call(() -> {
            shell.refresh();
            return shell.scene().snapshot(null);
        });
        Png.write(image, folder.resolve(file));
        report.picture(file);
    }

    /** One in each theme; the one shown before is shown again. */
    void both(String name) throws TourException, InterruptedException, IOException {
        snap(name);
        Fx.run(shell::theme);
        snap(name);
        Fx.run(shell::theme);
    }
}
