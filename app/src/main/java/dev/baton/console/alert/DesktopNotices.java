package dev.baton.console.alert;

import dev.baton.console.theme.Messages;
import java.awt.AWTException;
import java.awt.GraphicsEnvironment;
import java.awt.SystemTray;
import java.awt.Toolkit;
import java.awt.TrayIcon;
import java.awt.image.BufferedImage;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The desktop's own notifications, and its beep. The toolkit behind them may hang or be absent, so it has a thread of its own, and calls that
 * it does not get to are dropped.
 */
public final class DesktopNotices {
    private static final ThreadPoolExecutor WORK = new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(4),
            Thread.ofPlatform().daemon().name("baton-notices").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    static {
        WORK.allowCoreThreadTimeOut(true);
    }

    private DesktopNotices() {}

    /** Notifications in the desktop's tray. */
    public static Notices desktop() {
        return new Tray();
    }

    /** A beep. */
    public static Notices sound() {
        return new Beep();
    }

    private static String headless(String what) {
        try {
            return GraphicsEnvironment.isHeadless() ? Messages.of("alert.off.display", what) : "";
        } catch (LinkageError absent) {
            return Messages.of("alert.off.module", what);
        }
    }

    private static final class Beep implements Notices {
        @Override
        public String missing() {
            return headless(Messages.of("alert.sounds"));
        }

        @Override
        public void call(String title, String text, boolean alarm) {
            if (missing().isEmpty()) {
                WORK.execute(() -> Toolkit.getDefaultToolkit().beep());
            }
        }
    }

    private static final class Tray implements Notices {
        private @Nullable TrayIcon icon; // of the worker thread

        @Override
        public String missing() {
            String headless = headless(Messages.of("alert.notices"));
            if (!headless.isEmpty()) {
                return headless;
            }
            return SystemTray.isSupported() ? "" : Messages.of("alert.off.tray", Messages.of("alert.notices"));
        }

        @Override
        public void call(String title, String text, boolean alarm) {
            if (!missing().isEmpty()) {
                return;
            }
            WORK.execute(() -> {
                try {
                    icon().displayMessage(
                                    title, text, alarm ? TrayIcon.MessageType.ERROR : TrayIcon.MessageType.WARNING);
                } catch (AWTException gone) {
                    System.getLogger(DesktopNotices.class.getName())
                            .log(System.Logger.Level.WARNING, "the desktop took no notification: " + gone.getMessage());
                }
            });
        }

        private TrayIcon icon() throws AWTException {
            TrayIcon known = icon;
            if (known == null) {
                known = new TrayIcon(new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB), "Baton");
                SystemTray.getSystemTray().add(known);
                icon = known;
            }
            return known;
        }
    }
}
