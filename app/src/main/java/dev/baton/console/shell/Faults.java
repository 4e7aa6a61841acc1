package dev.baton.console.shell;

import dev.baton.console.theme.Messages;
import dev.baton.port.Ticker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Tells what was not foreseen: in the log, and in a dialog that can be copied. The same fault once in ten seconds. JavaFX thread only. */
final class Faults {
    static final long AGAIN_NANOS = 10_000_000_000L;
    private static final System.Logger LOG = System.getLogger(Faults.class.getName());

    private final Supplier<Shell> shown;
    private final Ticker ticker;
    private String last = "";
    private long lastAt;

    Faults(Supplier<Shell> shown, Ticker ticker) {
        this.shown = shown;
        this.ticker = ticker;
    }

    /** Whether it was told, rather than left out as a repetition. */
    boolean report(Throwable failure) {
        StackTraceElement[] frames = failure.getStackTrace();
        String fault = failure + (frames.length == 0 ? "" : " " + frames[0]);
        long now = ticker.nanos();
        if (fault.equals(last) && now - lastAt < AGAIN_NANOS) {
            return false;
        }
        last = fault;
        lastAt = now;
        LOG.log(Level.ERROR, "a fault of the console", failure);
        StringWriter details = new StringWriter();
        failure.printStackTrace(new PrintWriter(details));
        String message = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        shown.get()
                .parts()
                .overlay()
                .message(Messages.of("fault.title"), List.of(message, Messages.of("fault.todo")), details.toString());
        return true;
    }
}
