package dev.baton.console.bench;

import dev.baton.cli.Main;
import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.connect.OwnClock;
import dev.baton.console.connect.Target;
import dev.baton.console.live.LiveSource;
import dev.baton.console.shell.ConsoleWindow;
import dev.baton.console.theme.Theme;
import dev.baton.port.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.stage.Stage;

/**
 * What a start of the console and its first seconds go through, off-screen and without a cluster, for the JVM to learn from
 * (packaging/rehearsal.sh). Exits with 0 once all of it was gone through.
 */
public final class Rehearsal {
    private static final int MEMBERS = 3_000;
    private static final long RATE = 30_000;
    private static final long SCREEN_MILLIS = 1_500;
    /** Nobody listens there: the clients of store and telemetry are loaded all the same. */
    private static final Target NOWHERE =
            new Target("127.0.0.1:9", "127.0.0.1:9", Duration.ofMillis(300), "nowhere", "the rehearsal", null);

    private Rehearsal() {}

    public static void main(String[] args)
            throws InterruptedException, ExecutionException, TimeoutException, IOException {
        Headless.start();
        PrintStream nothing = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Main.run(nothing, nothing, "help", "console");
        SimulatedFleet fleet = new SimulatedFleet(MEMBERS, System.currentTimeMillis());
        try (SimulatedSources sources = new SimulatedSources(fleet, RATE);
                ConsoleConnection connection = ConsoleConnection.open(sources, new OwnClock(Ticker.system()));
                LiveSource nowhere = LiveSource.open(NOWHERE, "rehearsal")) {
            sources.start();
            ConsoleWindow window = Headless.call(() -> {
                ConsoleWindow opened = new ConsoleWindow(new Stage(), new BenchSource(connection), Theme.DARK);
                opened.show();
                return opened;
            });
            step(() -> window.shell().select(fleet.groups().getFirst()));
            step(window.shell()::fleet);
            step(window.shell()::palette);
            nowhere.view();
        }
        new ConnectTime(new SimulatedFleet(30, System.currentTimeMillis())).measured();
        System.exit(0);
    }

    private static void step(Runnable work) throws InterruptedException, ExecutionException, TimeoutException {
        Headless.call(() -> {
            work.run();
            return Boolean.TRUE;
        });
        TimeUnit.MILLISECONDS.sleep(SCREEN_MILLIS);
    }
}
