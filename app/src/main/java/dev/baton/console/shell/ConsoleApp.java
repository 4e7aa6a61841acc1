package dev.baton.console.shell;

import dev.baton.console.alert.AlertSettings;
import dev.baton.console.alert.DesktopNotices;
import dev.baton.console.model.ClusterView;
import dev.baton.console.theme.Theme;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The JavaFX application: one window over the source that {@link ConsoleMain#open} was given. Closing the window closes the source. */
public final class ConsoleApp extends Application {
    static final AtomicReference<@Nullable ConsoleSource> SOURCE = new AtomicReference<>();

    /** A window on a source: what the application and the tour open. JavaFX thread only. */
    public static final class Window {
        private final Stage stage;
        private final Shell shell;
        private final Pulse pulse;

        public Window(Stage stage, ConsoleSource source, Theme theme) {
            this.stage = stage;
            shell = new Shell(source, source::nowMillis, theme);
            pulse = new Pulse(source::view, shell);
            stage.setScene(shell.scene());
            stage.setTitle("Baton – " + source.title());
            stage.getIcons().setAll(Mark.images());
            stage.setMinWidth(1100);
            stage.setMinHeight(680);
            stage.showingProperty().addListener((o, was, is) -> watch());
            stage.iconifiedProperty().addListener((o, was, is) -> watch());
        }

        public void show() {
            stage.show();
        }

        public Shell shell() {
            return shell;
        }

        /** The snapshot that was last painted; null before the first. JavaFX thread. */
        public @Nullable ClusterView painted() {
            return pulse.painted();
        }

        private void watch() {
            pulse.visible(stage.isShowing() && !stage.isIconified());
        }
    }

    @Override
    public void start(Stage stage) {
        ConsoleSource source = SOURCE.get();
        if (source == null) {
            throw new IllegalStateException("the console has nothing to show: start it with ConsoleMain");
        }
        Window opened = new Window(stage, source, Theme.DARK);
        opened.shell()
                .notices(
                        AlertSettings.in(SettingsFolder.file("alerts.properties")),
                        DesktopNotices.desktop(),
                        DesktopNotices.sound());
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> Platform.runLater(() -> report(opened.shell(), failure)));
        opened.show();
    }

    @Override
    public void stop() {
        ConsoleSource source = SOURCE.get();
        if (source != null) {
            source.close();
        }
    }

    /** What was not foreseen, in words, with the details for whoever repairs it. */
    static void report(Shell shell, Throwable failure) {
        StringWriter details = new StringWriter();
        failure.printStackTrace(new PrintWriter(details));
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        shell.message(
                "The console met a fault of its own",
                List.of(
                        message,
                        "No group is touched by this: the members decide without the console. Copy the details for"
                                + " whoever maintains it, and open the console again if something does not move."),
                details.toString());
    }
}
