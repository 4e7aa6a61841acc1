package dev.baton.console.shell;

import dev.baton.console.SampleCluster;
import dev.baton.console.action.Wish;
import dev.baton.model.ActionKind;
import dev.baton.model.MemberId;
import dev.baton.port.Ticker;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Color;
import javafx.stage.PopupWindow;
import javafx.stage.Window;

/** Dialogs that only the window opens, for pictures. */
public final class ShotDialogs {
    private ShotDialogs() {}

    public static void log(Shell shell) {
        OwnLog log = new OwnLog();
        for (int i = 0; i < 40; i++) {
            LogRecord record = new LogRecord(
                    i % 9 == 0 ? Level.WARNING : Level.INFO,
                    "session 0x1000" + i + " connected to 127.0.0.1:2181, timeout 4000 ms");
            record.setLoggerName("org.apache.zookeeper.ClientCnxn");
            log.publish(record);
        }
        LogPane pane = new LogPane(log, shell.parts().overlay()::hide);
        shell.parts().overlay().show(pane.root(), pane::focus);
    }

    /** The plan of that kind in which a picture of that name begins. */
    public static void plan(Shell shell, String state) {
        shell.select(SampleCluster.group("payments"));
        GroupActions actions = shell.actions();
        MemberId candidate = SampleCluster.id("payments-c");
        actions.plan(
                actions.shown(),
                switch (state) {
                    case "fence" -> Wish.of(ActionKind.FENCE, candidate);
                    case "failoverloss" -> Wish.of(ActionKind.FAILOVER, candidate);
                    case "pause" -> Wish.of(ActionKind.PAUSE, null);
                    case "rollback" -> Wish.of(ActionKind.ROLLBACK, null);
                    default -> Wish.of(ActionKind.SWITCHOVER, candidate);
                });
    }

    /** As the key does it. */
    public static void menu(Shell shell) {
        Node over = shell.scene().lookup("#canvas");
        over.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.M, false, true, false, false));
    }

    /** The screen with the popup that lies over it, if there is one: a popup is a window of its own. */
    public static Image picture(Shell shell) {
        WritableImage picture = shell.scene().snapshot(null);
        for (Window window : Window.getWindows()) {
            if (window instanceof PopupWindow popup && popup.isShowing()) {
                Window owner = shell.scene().getWindow();
                SnapshotParameters clear = new SnapshotParameters();
                clear.setFill(Color.TRANSPARENT);
                WritableImage over = popup.getScene().getRoot().snapshot(clear, null);
                int x = (int) (popup.getX() - owner.getX() - shell.scene().getX());
                int y = (int) (popup.getY() - owner.getY() - shell.scene().getY());
                lay(picture, over, x, y);
            }
        }
        return picture;
    }

    private static void lay(WritableImage picture, Image over, int x, int y) {
        for (int i = 0; i < over.getWidth() && x + i < picture.getWidth(); i++) {
            for (int j = 0; j < over.getHeight() && y + j < picture.getHeight(); j++) {
                Color under = picture.getPixelReader().getColor(x + i, y + j);
                Color drawn = over.getPixelReader().getColor(i, j);
                picture.getPixelWriter()
                        .setColor(
                                x + i,
                                y + j,
                                under.interpolate(
                                        Color.color(drawn.getRed(), drawn.getGreen(), drawn.getBlue()),
                                        drawn.getOpacity()));
            }
        }
    }

    public static void fault(Shell shell) {
        new Faults(() -> shell, Ticker.system()).report(new IllegalStateException("lane 7 has no end"));
    }
}
