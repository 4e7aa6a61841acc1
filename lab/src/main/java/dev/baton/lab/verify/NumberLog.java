package dev.baton.lab.verify;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * A file of command numbers, one or a range {@code from-to} a line. What was flushed survives the process's {@code kill -9}; it is not
 * synced to disk. Thread-safe.
 */
public final class NumberLog implements AutoCloseable {
    private final OutputStream out;
    private final StringBuilder buffer = new StringBuilder();
    private long from = -1;
    private long to = -1;

    private NumberLog(OutputStream out) {
        this.out = out;
    }

    /** Opens for appending, and creates it where it is absent. */
    public static NumberLog append(Path file) throws IOException {
        return new NumberLog(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Notes a number, in memory until {@link #flush}. */
    public synchronized void add(long n) {
        if (from >= 0 && n == to + 1) {
            to = n;
            return;
        }
        endRange();
        from = n;
        to = n;
    }

    /** Hands all that was added to the operating system, in one write. */
    public synchronized void flush() throws IOException {
        endRange();
        if (!buffer.isEmpty()) {
            out.write(buffer.toString().getBytes(StandardCharsets.US_ASCII));
            buffer.setLength(0);
        }
    }

    private void endRange() {
        if (from >= 0) {
            buffer.append(from);
            if (to > from) {
                buffer.append('-').append(to);
            }
            buffer.append('\n');
            from = -1;
        }
    }

    /**
     * The numbers in the file so far; empty where there is no file. A last line without its end, which is still being written, is left out.
     *
     * @throws IOException naming the line that holds something else
     */
    public static BitSet read(Path file) throws IOException {
        BitSet numbers = new BitSet();
        if (!Files.exists(file)) {
            return numbers;
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        int start = 0;
        int end = text.indexOf('\n', start);
        while (end >= 0) {
            String line = text.substring(start, end);
            try {
                int dash = line.indexOf('-');
                int first = Integer.parseInt(dash < 0 ? line : line.substring(0, dash));
                int last = dash < 0 ? first : Integer.parseInt(line.substring(dash + 1));
                numbers.set(first, last + 1);
            } catch (NumberFormatException | IndexOutOfBoundsException foreign) {
                throw new IOException(file + ": expected a number or a range, found '" + line + "'", foreign);
            }
            start = end + 1;
            end = text.indexOf('\n', start);
        }
        return numbers;
    }

    @Override
    public void close() {
        try (out) {
            flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
