package dev.baton.console.shell;

import dev.baton.console.alert.AlertSettings;
import dev.baton.console.alert.DesktopNotices;
import dev.baton.port.Ticker;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** The JavaFX application: one window over what {@link ConsoleMain#open} was given. Closing the window closes every source. */
public final class ConsoleApp extends Application {
    static final AtomicReference<@Nullable Begin> BEGIN = new AtomicReference<>();

    /** What the application begins with. */
    record Begin(ConsoleSource source, Clusters clusters) {}

    private static final Duration SETTLED = Duration.seconds(2);

    private @Nullable ConsoleWindow window;
    private @Nullable Responsiveness monitor;

    @Override
    public void start(Stage stage) {
        Begin begin = BEGIN.get();
        if (begin == null) {
            throw new IllegalStateException("the console has nothing to show: start it with ConsoleMain");
        }
        OwnLog log = OwnLog.attached();
        AlertSettings settings = AlertSettings.in(SettingsFolder.file("alerts.properties"));
        ConsoleWindow opened = new ConsoleWindow(
                stage,
                begin.source(),
                begin.clusters(),
                new WindowStateFile(SettingsFolder.file("window.properties")),
                log,
                shell -> shell.parts().desk().notices(settings, DesktopNotices.desktop(), DesktopNotices.sound()));
        window = opened;
        Faults faults = new Faults(opened::shell, Ticker.system());
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> Platform.runLater(() -> faults.report(failure)));
        opened.show();
        // The first picture takes its time, which is no stall.
        PauseTransition settled = new PauseTransition(SETTLED);
        settled.setOnFinished(e -> monitor = Responsiveness.ofScreen(Ticker.system(), opened::notice));
        settled.play();
    }

    @Override
    public void stop() {
        if (monitor != null) {
            monitor.end();
        }
        if (window != null) {
            window.close();
        }
    }
}
