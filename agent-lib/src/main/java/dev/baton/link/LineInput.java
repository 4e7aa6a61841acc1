package dev.baton.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.baton.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Locale;

/**
 * The answer to one HTTP/1.1 request, line by line, as each byte comes: header lines, then the lines of a chunked or plain body. A line is
 * at most 1 MiB.
 */
final class LineInput {
    private static final int MAX_LINE = 1 << 20;
    private static final int MAX_HEADERS = 100;

    /** Called while nothing comes. */
    interface Silence {
        /**
         * Tells for how long.
         *
         * @throws SocketTimeoutException to give up
         */
        void since(long nanos) throws SocketTimeoutException;
    }

    private final InputStream in;
    private final Silence silence;
    private final byte[] buffer = new byte[16_384];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
    private int next;
    private int end;
    private boolean chunked;
    private long chunkLeft = -1; // -1 before the first chunk

    /** @param in times out now and then, so that {@code silence} is told */
    LineInput(InputStream in, Silence silence) {
        this.in = in;
        this.silence = silence;
    }

    /** Reads status line and headers. */
    void expectOk() throws IOException, Json.MalformedException {
        String status = header();
        if (!status.startsWith("HTTP/1.1 200") && !status.startsWith("HTTP/1.0 200")) {
            throw new Json.MalformedException("expected HTTP/1.1 200, found '" + shortened(status) + "'");
        }
        for (int i = 0; i < MAX_HEADERS; i++) {
            String header = header().toLowerCase(Locale.ROOT);
            if (header.isEmpty()) {
                return;
            }
            chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
        }
        throw new Json.MalformedException("expected at most " + MAX_HEADERS + " header lines");
    }

    private String header() throws IOException, Json.MalformedException {
        line.reset();
        for (int b = raw(); b != '\n'; b = raw()) {
            append(b);
        }
        return text();
    }

    /** The next line of the body, without its end. */
    byte[] bodyLine() throws IOException, Json.MalformedException {
        line.reset();
        while (!upToNewline()) {
            // On to what comes next.
        }
        byte[] bytes = line.toByteArray();
        boolean carriage = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        return carriage ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    /** Takes what is there of the line, as a whole: each heartbeat of each peer comes this way. True once its end was there. */
    private boolean upToNewline() throws IOException, Json.MalformedException {
        if (chunked && chunkLeft <= 0) {
            nextChunk();
        }
        if (next == end) {
            fill();
        }
        int limit = chunked ? next + (int) Math.min(end - next, chunkLeft) : end;
        int newline = next;
        while (newline < limit && buffer[newline] != '\n') {
            newline++;
        }
        if (line.size() + newline - next > MAX_LINE) {
            throw tooLong();
        }
        line.write(buffer, next, newline - next);
        boolean found = newline < limit;
        int taken = newline - next + (found ? 1 : 0);
        next += taken;
        chunkLeft -= chunked ? taken : 0;
        return found;
    }

    private void append(int b) throws Json.MalformedException {
        if (line.size() >= MAX_LINE) {
            throw tooLong();
        }
        line.write(b);
    }

    private static Json.MalformedException tooLong() {
        return new Json.MalformedException("expected a line of at most " + MAX_LINE + " bytes");
    }

    private void nextChunk() throws IOException, Json.MalformedException {
        if (chunkLeft == 0 && (raw() != '\r' || raw() != '\n')) {
            throw new Json.MalformedException("expected the end of a chunk");
        }
        StringBuilder size = new StringBuilder();
        for (int b = raw(); b != '\n'; b = raw()) {
            if (size.length() > 100) {
                throw new Json.MalformedException("expected a chunk size, found '" + shortened(size.toString()) + "'");
            }
            size.append((char) b);
        }
        int extension = size.indexOf(";");
        String hex = (extension < 0 ? size.toString() : size.substring(0, extension)).strip();
        try {
            chunkLeft = Long.parseLong(hex, 16);
        } catch (NumberFormatException e) {
            throw new Json.MalformedException("expected a chunk size, found '" + shortened(hex) + "'", e);
        }
        if (chunkLeft < 0) {
            throw new Json.MalformedException("expected a chunk size, found " + chunkLeft);
        }
        if (chunkLeft == 0) {
            throw new EOFException("the stream has ended");
        }
    }

    private int raw() throws IOException {
        if (next == end) {
            fill();
        }
        return buffer[next++] & 0xff;
    }

    private void fill() throws IOException {
        long from = System.nanoTime();
        while (true) {
            try {
                int read = in.read(buffer);
                if (read < 0) {
                    throw new EOFException("the connection was closed");
                }
                next = 0;
                end = read;
                return;
            } catch (SocketTimeoutException nothingYet) {
                silence.since(System.nanoTime() - from);
            }
        }
    }

    private String text() {
        return line.toString(ISO_8859_1).stripTrailing();
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
