package dev.baton.console.bench;

import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.connect.OwnClock;
import dev.baton.console.model.ClusterView;
import dev.baton.console.shell.ConsoleWindow;
import dev.baton.console.theme.Theme;
import dev.baton.model.GroupId;
import dev.baton.port.Ticker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

/**
 * {@code bench/console}: a simulated fleet drives the real console without a display, drawn in software. First an empty canvas on which one
 * small rectangle moves, while the fleet already talks; then the screen of a group; then that of the fleet; then the fold alone.
 */
public final class ConsoleBench {
    private static final long FOLD_NANOS = 2_000_000_000L;

    private final BenchOptions options;
    private final SimulatedFleet fleet;
    private final SimulatedSources sources;
    private final ConsoleConnection connection;
    private final OwnClock clock = new OwnClock(Ticker.system());

    private ConsoleBench(BenchOptions options) {
        this.options = options;
        fleet = new SimulatedFleet(options.members(), System.currentTimeMillis());
        sources = new SimulatedSources(fleet, options.rate());
        connection = ConsoleConnection.open(sources, clock);
    }

    /** Prints what was measured; exits with 2 for wrong arguments, with 1 where the run did not come to its end. */
    public static void main(String[] args) throws InterruptedException {
        try {
            BenchOptions options = BenchOptions.of(args);
            // Beside the connection, as the console itself does.
            Headless.start();
            System.out.println(new ConsoleBench(options).run().text());
            System.exit(0);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        } catch (ExecutionException | TimeoutException | IOException | IllegalStateException failed) {
            System.err.println("the run did not come to its end: " + failed);
            System.exit(1);
        }
    }

    private BenchResult run() throws InterruptedException, ExecutionException, TimeoutException, IOException {
        long from = System.nanoTime();
        sources.start();
        long firstFrameMs = firstFrame();
        boolean whole = connection.await(
                view -> view.groups().values().stream()
                                .mapToInt(group -> group.members().size())
                                .sum()
                        == fleet.members().size(),
                Duration.ofSeconds(Headless.LIMIT_SECONDS));
        if (!whole) {
            throw new IllegalStateException("the simulated fleet was not read within " + Headless.LIMIT_SECONDS + " s");
        }
        long readyMs = (System.nanoTime() - from) / 1_000_000;
        Others others = Others.begin();
        FrameProbe empty = measured(this::emptyWindow);
        long events = connection.view().events();
        long begun = System.nanoTime();
        FrameProbe group = measured(() -> window(false));
        FrameProbe all = measured(() -> window(true));
        long perSecond = (connection.view().events() - events) * 1_000_000_000L / (System.nanoTime() - begun);
        double otherPrograms = others.load();
        long heap = heapMb();
        ClusterView view = connection.view();
        long dropped = connection.dropped();
        sources.close();
        connection.close();
        FoldRate fold = new FoldRate(fleet, view, clock.wallMillis());
        long folded = fold.perSecond(FOLD_NANOS);
        long later = options.historySeconds() == 0 ? -1 : weighed(fold.history(options.historySeconds()));
        return new BenchResult(
                options,
                BenchResult.Screen.of(group),
                BenchResult.Screen.of(all),
                empty.intervalP99Millis(),
                perSecond,
                dropped,
                readyMs,
                firstFrameMs,
                new ConnectTime(fleet).measured(),
                otherPrograms,
                folded,
                heap,
                later);
    }

    /** From the start of this process. A window that nobody else has opened before, on a fleet that is being read. */
    private long firstFrame() throws InterruptedException, ExecutionException, TimeoutException {
        GroupId first = fleet.groups().getFirst();
        CompletableFuture<Long> out = new CompletableFuture<>();
        Stage stage = Headless.call(() -> {
            Stage opened = new Stage();
            ConsoleWindow window = new ConsoleWindow(opened, new BenchSource(connection), Theme.DARK);
            window.show();
            new AnimationTimer() {
                private boolean drawn;

                @Override
                public void handle(long now) {
                    ClusterView painted = window.painted();
                    if (drawn) {
                        out.complete(System.currentTimeMillis()
                                - ManagementFactory.getRuntimeMXBean().getStartTime());
                        stop();
                    }
                    drawn = painted != null && painted.groups().containsKey(first);
                }
            }.start();
            return opened;
        });
        long millis = out.get(Headless.LIMIT_SECONDS, TimeUnit.SECONDS);
        Headless.call(() -> {
            stage.close();
            return Boolean.TRUE;
        });
        return millis;
    }

    private static long weighed(ClusterView kept) {
        long heap = heapMb();
        // Used after the weighing, so that it is weighed.
        if (kept.groups().isEmpty()) {
            throw new IllegalStateException("the history holds no group");
        }
        return heap;
    }

    private static long heapMb() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    /** A window and what measures it. */
    private record Measured(Stage stage, FrameProbe probe) {}

    private FrameProbe measured(Supplier<Measured> open)
            throws InterruptedException, ExecutionException, TimeoutException {
        Measured window = Headless.call(open);
        // What the first frames load and compile is not what is measured.
        TimeUnit.SECONDS.sleep(Math.max(1, options.seconds() / 5));
        Headless.call(() -> {
            window.probe().start();
            return Boolean.TRUE;
        });
        TimeUnit.SECONDS.sleep(options.seconds());
        return Headless.call(() -> {
            window.probe().stop();
            window.stage().close();
            return window.probe();
        });
    }

    private Measured emptyWindow() {
        Canvas canvas = new Canvas(1440, 900);
        Scene scene = new Scene(new StackPane(canvas), 1440, 900);
        FrameProbe probe = new FrameProbe(scene, () -> null, null);
        Stage stage = stage(scene);
        int[] x = {0};
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                canvas.getGraphicsContext2D().setFill(x[0] % 2 == 0 ? Color.BLACK : Color.WHITE);
                canvas.getGraphicsContext2D().fillRect(x[0]++ % 1_400, 10, 8, 8);
                if (!stage.isShowing()) {
                    stop();
                }
            }
        }.start();
        stage.show();
        return new Measured(stage, probe);
    }

    private Measured window(boolean whole) {
        BenchSource source = new BenchSource(connection);
        Stage stage = new Stage();
        ConsoleWindow window = new ConsoleWindow(stage, source, Theme.DARK);
        FrameProbe probe = new FrameProbe(
                window.shell().scene(),
                window::painted,
                whole ? null : fleet.groups().getFirst());
        stage.setWidth(1440);
        stage.setHeight(900);
        window.show();
        window.shell().select(fleet.groups().getFirst());
        if (whole) {
            window.shell().fleet();
        }
        return new Measured(stage, probe);
    }

    private static Stage stage(Scene scene) {
        Stage stage = new Stage();
        stage.setScene(scene);
        return stage;
    }
}
