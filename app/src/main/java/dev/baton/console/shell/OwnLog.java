package dev.baton.console.shell;

import dev.baton.console.theme.Words;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The last lines of the console's own log, in memory. Any thread. */
final class OwnLog extends Handler {
    /** How many lines are held: the oldest go first. */
    static final int LINES = 2_000;

    private static final Logger ROOT = Logger.getLogger("");
    private final SimpleFormatter message = new SimpleFormatter();
    private final Deque<String> lines = new ArrayDeque<>();

    /** One that takes everything that is logged from now on. */
    static OwnLog attached() {
        OwnLog log = new OwnLog();
        ROOT.addHandler(log);
        return log;
    }

    /** Takes nothing any more. */
    void detach() {
        ROOT.removeHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
        String first = Words.clockMillis(record.getMillis()) + " " + record.getLevel() + " " + record.getLoggerName()
                + ": " + message.formatMessage(record);
        StringWriter trace = new StringWriter();
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(trace));
        }
        synchronized (lines) {
            first.lines().forEach(this::add);
            trace.toString().lines().forEach(this::add);
        }
    }

    private void add(String line) {
        lines.addLast(line);
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    /** Those that hold the words, whatever their case; oldest first. */
    List<String> lines(String words) {
        List<String> all;
        synchronized (lines) {
            all = new ArrayList<>(lines);
        }
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                ? all
                : all.stream()
                        .filter(line -> line.toLowerCase(Locale.ROOT).contains(wanted))
                        .toList();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
