package dev.baton.console.shell;

import dev.baton.port.Ticker;
import java.util.logging.Level;
import java.util.logging.LogRecord;

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

    public static void fault(Shell shell) {
        new Faults(() -> shell, Ticker.system()).report(new IllegalStateException("lane 7 has no end"));
    }
}
