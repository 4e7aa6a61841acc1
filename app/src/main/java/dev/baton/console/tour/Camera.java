package dev.baton.console.tour;

import dev.baton.console.shell.Shell;
import dev.baton.console.theme.Png;
import dev.baton.console.theme.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;
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
        Image image = Fx.call(() -> {
            shell.refresh();
            return shell.scene().snapshot(null);
        });
        save(image, name, Fx.call(shell::shownTheme));
    }

    private void save(Image image, String name, Theme theme) throws IOException {
        String file = name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
        Png.write(image, folder.resolve(file));
        report.picture(file);
    }

    /** One picture of the very instant at which {@code moment} is found to hold; whether it was within {@code limitMillis}. */
    boolean catching(String name, BooleanSupplier moment, long limitMillis)
            throws TourException, InterruptedException, IOException {
        Image[] caught = new Image[1];
        boolean held = Fx.until(
                () -> {
                    if (moment.getAsBoolean()) {
                        shell.refresh();
                        caught[0] = shell.scene().snapshot(null);
                    }
                    return caught[0] != null;
                },
                limitMillis);
        Image image = caught[0];
        if (held && image != null) {
            save(image, name, Fx.call(shell::shownTheme));
        }
        return held;
    }

    /** One in each theme; the one shown before is shown again. */
    void both(String name) throws TourException, InterruptedException, IOException {
        snap(name);
        Fx.run(shell::theme);
        snap(name);
        Fx.run(shell::theme);
    }
}
