package dev.baton.console.tour;

import dev.baton.console.connect.Target;
import dev.baton.console.connect.Targets;
import dev.baton.console.live.LiveSource;
import dev.baton.console.shell.ConsoleWindow;
import dev.baton.console.shell.Shell;
import dev.baton.console.theme.Theme;
import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Stage;

/**
 * {@code TourMain OUT-FOLDER [LAB-FOLDER]}: the tour of the console without a display, on a lab that runs, or else on one of its own under
 * {@code OUT-FOLDER/lab} that it stops again. Writes pictures, {@code summary.json} and {@code summary.md}; exits with 0 only if everything
 * really happened and the output log is clean.
 */
public final class TourMain {
    /** Commands a second for each group: the console draws by software beside the lab, perhaps on two cores. */
    private static final int RATE = 50;

    private TourMain() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length < 1 || args.length > 2) {
            System.err.println("usage: TourMain OUT-FOLDER [LAB-FOLDER]");
            System.exit(2);
        }
        Path out = Path.of(args[0]).toAbsolutePath().normalize();
        // Before JavaFX starts: its own platform without a display, drawn in software.
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        TourReport report = new TourReport();
        try {
            if (args.length == 2) {
                tour(Lab.open(Path.of(args[1])), out, report);
            } else {
                ownLab(out, report);
            }
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failed) {
            // What did not happen was told as a step; anything else is told here.
            if (report.ok() || !(failed instanceof TourException)) {
                report.step("the tour goes on", false, String.valueOf(failed.getMessage()));
            }
        }
        System.exit(finish(out, report));
    }

    private static int finish(Path out, TourReport report) {
        try {
            report.write(out);
            System.out.println(
                    (report.ok() ? "The tour went well" : "The tour FAILED") + ": see " + out.resolve("summary.md"));
            return report.ok() ? 0 : 1;
        } catch (IOException unwritable) {
            System.err.println("cannot write " + out + ": " + unwritable.getMessage());
            return 1;
        }
    }

    private static void ownLab(Path out, TourReport report) throws Exception {
        Path folder = out.resolve("lab");
        Lab lab = Lab.up(LabOptions.in(folder).withCommandsPerSecond(RATE), step -> System.out.println("     " + step));
        Thread stopper = new Thread(() -> stop(lab), "baton-tour-stop");
        // Whatever ends this process also ends the lab that it started.
        Runtime.getRuntime().addShutdownHook(stopper);
        report.step("a lab is up", true, folder.toString());
        try {
            tour(lab, out, report);
        } finally {
            lab.down();
            Runtime.getRuntime().removeShutdownHook(stopper);
        }
        report.step("the lab is down", true, "");
    }

    private static void stop(Lab lab) {
        try {
            lab.down();
        } catch (LabException left) {
            System.err.println(left.getMessage());
        }
    }

    private static void tour(Lab lab, Path out, TourReport report) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        if (!started.await(60, TimeUnit.SECONDS)) {
            throw new TourException("JavaFX did not start within 60 s");
        }
        Path folder = lab.files().dir();
        Target target = Targets.system().resolve(new Targets.Flags(null, null, null, folder, null));
        try (LiveSource source = LiveSource.open(target, "oncall")) {
            Shell shell = Fx.call(() -> {
                Stage stage = new Stage();
                ConsoleWindow window = new ConsoleWindow(stage, source, Theme.DARK);
                stage.setWidth(1440);
                stage.setHeight(900);
                window.show();
                return window.shell();
            });
            report.step("the console is open", true, folder.toString());
            new Tour(lab, source.connection(), shell, new Camera(shell, out, report), report).run();
        }
    }
}
