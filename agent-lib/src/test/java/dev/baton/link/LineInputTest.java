package dev.baton.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.model.Json;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineInputTest {
    private static final List<String> LINES =
            List.of("event: status", "data: " + "x".repeat(40_000), "", "\u00fc: \u2713", ":", "", "last");

    /** As a socket gives it: now one byte, now many. */
    private static InputStream bits(byte[] all, Random random) {
        return new ByteArrayInputStream(all) {
            @Override
            public int read(byte[] into) {
                return read(into, 0, Math.min(into.length, 1 + random.nextInt(random.nextBoolean() ? 3 : 30_000)));
            }
        };
    }

    private static List<String> lines(String head, byte[] body, Random random) throws Exception {
        byte[] start = (head + "\r\n\r\n").getBytes(US_ASCII);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        LineInput in = new LineInput(bits(all, random), nanos -> {});
        in.expectOk();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES.size(); i++) {
            lines.add(new String(in.bodyLine(), UTF_8));
        }
        assertThrows(EOFException.class, in::bodyLine);
        return lines;
    }

    private static byte[] chunked(byte[] body, Random random) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        for (int at = 0; at < body.length; ) {
            int size = Math.min(body.length - at, 1 + random.nextInt(random.nextBoolean() ? 5 : 20_000));
            String extension = random.nextBoolean() ? "" : "; name=value";
            out.write((Integer.toHexString(size) + extension + "\r\n").getBytes(US_ASCII));
            out.write(body, at, size);
            out.write("\r\n".getBytes(US_ASCII));
            at += size;
        }
        out.write("0\r\n\r\n".getBytes(US_ASCII));
        return out.toByteArray();
    }

    @Test
    void linesAreTheSameHoweverTheyAreCutIntoReadsAndChunks() throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            String end = random.nextBoolean() ? "\n" : "\r\n";
            byte[] body = (String.join(end, LINES) + end).getBytes(UTF_8);
            assertEquals(LINES, lines("HTTP/1.1 200 OK", body, random), "plain, seed " + seed);
            assertEquals(
                    LINES,
                    lines("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked", chunked(body, random), random),
                    "chunked, seed " + seed);
        }
    }

    @Test
    void aLineThatDoesNotEndIsRefusedAtItsBound() throws Exception {
        InputStream head = new ByteArrayInputStream("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
        InputStream endless = new InputStream() {
            @Override
            public int read() throws IOException {
                int next = head.read();
                return next < 0 ? 'x' : next;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int next = head.read(into, from, length);
                if (next < 0) {
                    Arrays.fill(into, from, from + length, (byte) 'x');
                }
                return next < 0 ? length : next;
            }
        };
        LineInput in = new LineInput(endless, nanos -> {});
        in.expectOk();
        assertThrows(Json.MalformedException.class, in::bodyLine);
    }
}
