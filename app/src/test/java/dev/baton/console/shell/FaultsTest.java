package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.SampleSource;
import dev.baton.console.theme.Theme;
import dev.baton.port.Ticker;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set by start, before any test
final class FaultsTest {
    private Shell shell;
    private Faults faults;
    private long nanos;
    private final OwnLog log = OwnLog.attached();

    @Start
    void start(Stage stage) {
        shell = new Shell(new SampleSource(SampleCluster.healthy().view()), () -> SampleCluster.NOW, Theme.DARK);
        faults = new Faults(() -> shell, new Ticker() {
            @Override
            public long nanos() {
                return nanos;
            }

            @Override
            public long wallMillis() {
                return 0;
            }
        });
        stage.setScene(shell.scene());
        stage.show();
    }

    @AfterEach
    void detach() {
        log.detach();
    }

    @Test
    void aFaultIsShownLoggedAndCanBeCopiedWhole(FxRobot robot) {
        robot.interact(() -> {
            assertTrue(faults.report(new IllegalStateException("lane 7 has no end")));
            assertTrue(shell.parts().overlay().open());
            ((Button) shell.scene().lookup("#copy")).fire();
            String copied = Clipboard.getSystemClipboard().getString();
            assertTrue(copied.contains("IllegalStateException: lane 7 has no end"), copied);
            assertTrue(copied.contains("at dev.baton.console.shell.FaultsTest"), copied);
        });
        assertTrue(log.lines("lane 7 has no end").size() >= 1);
    }

    @Test
    void theSameFaultAtEachFrameIsToldOnceInTenSeconds(FxRobot robot) {
        robot.interact(() -> {
            int told = 0;
            for (int frame = 0; frame < 60 * 25; frame++) {
                nanos = frame * 16_700_000L;
                told += faults.report(again()) ? 1 : 0;
            }
            assertEquals(3, told);
            assertFalse(faults.report(again()));
            assertTrue(faults.report(new IllegalArgumentException("another")));
        });
    }

    private static Throwable again() {
        return new IllegalStateException("in each frame");
    }

    @Test
    void aShortMessageIsShownWholeWithoutScrolling(FxRobot robot) {
        robot.interact(() -> {
            faults.report(new IllegalStateException("lane 7 has no end"));
            shell.scene().getRoot().applyCss();
            shell.scene().getRoot().layout();
        });
        robot.interact(() -> shell.scene().getRoot().layout());
        robot.interact(() -> {
            Region lines = (Region) shell.scene().lookup("#lines");
            ScrollPane scroll = (ScrollPane) shell.scene().lookup("#scroll");
            assertTrue(
                    scroll.getViewportBounds().getHeight() + 1 >= lines.prefHeight(lines.getWidth()),
                    scroll.getViewportBounds() + " for " + lines.prefHeight(lines.getWidth()));
        });
    }
}
