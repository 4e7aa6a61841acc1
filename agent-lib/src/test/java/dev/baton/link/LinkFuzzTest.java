package dev.baton.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.fuzz.Bytes;
import dev.baton.fuzz.Documents;
import dev.baton.fuzz.Fuzz;
import dev.baton.fuzz.Holes;
import dev.baton.fuzz.Samples;
import dev.baton.model.Event;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a peer answers, a stream ends when the answer does, tells whole things only, and says in bounded words why it ended. */
class LinkFuzzTest {
    private static final ServiceId A = new ServiceId("a");
    private static final Incarnation A1 = new Incarnation("a1");
    private static final Documents HELLO = Documents.of(new Wire.Hello(A, A1, false));
    private static final Documents BEAT = Documents.of(new Wire.Beat(A, A1, 17, List.of(Samples.status())));
    private static final List<Documents> EVENTS =
            Samples.events().stream().map(Documents::of).toList();
    private static final int LONGEST_WORDS = 1_000;

    private static final Endpoint THERE = Endpoint.parse("127.0.0.1:7101");

    @Test
    void anAnswerThatIsBrokenSomewhereEndsTheStreamAndNothingElse() {
        int[] heard = new int[2];
        Fuzz.run("links", 100, (random, input) -> {
            byte[] answer = input.reads("answer", answer(random));
            Told told = new Told(heard);
            Attempt.End end = new Attempt(
                            THERE,
                            random.nextBoolean() ? A : null,
                            new Played(answer, random),
                            new ClientTls(null, null),
                            told)
                    .run(1_000);
            assertNotEquals(Reach.OK, end.reach());
            assertTrue(end.detail().length() < LONGEST_WORDS, () -> end.detail().length() + " characters");
        });
        assertTrue(heard[0] > 20 && heard[1] > 20, () -> heard[0] + " heartbeats, " + heard[1] + " events");
    }

    private static byte[] answer(SplittableRandom random) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        frame(body, Wire.HELLO, random.nextInt(8) == 0 ? HELLO.broken(random) : HELLO.whole(), random);
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean beat = random.nextBoolean();
            Documents one = beat ? BEAT : EVENTS.get(random.nextInt(EVENTS.size()));
            byte[] data = random.nextBoolean() ? one.whole() : one.broken(random);
            frame(body, beat ? Wire.STATUS : Wire.EVENT, data, random);
        }
        boolean chunked = random.nextInt(3) > 0;
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        text(answer, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n");
        text(answer, chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n");
        if (chunked) {
            chunks(answer, body.toByteArray(), random);
        } else {
            answer.writeBytes(body.toByteArray());
        }
        byte[] whole = answer.toByteArray();
        return random.nextInt(3) == 0 ? whole : Bytes.broken(whole, random);
    }

    private static void frame(ByteArrayOutputStream to, String name, byte[] data, SplittableRandom random) {
        text(to, random.nextInt(30) == 0 ? ":\n\n" : "");
        text(to, "event: " + (random.nextInt(30) == 0 ? "other" : name) + (random.nextInt(10) == 0 ? "\r\n" : "\n"));
        text(to, "data: ");
        to.writeBytes(data);
        text(to, "\n\n");
    }

    private static void chunks(ByteArrayOutputStream to, byte[] body, SplittableRandom random) {
        int from = 0;
        while (from < body.length) {
            int size = 1 + random.nextInt(Math.min(body.length - from, 1 + random.nextInt(8_000)));
            text(to, Integer.toHexString(size) + (random.nextInt(10) == 0 ? ";x=y" : "") + "\r\n");
            to.write(body, from, size);
            text(to, "\r\n");
            from += size;
        }
        text(to, random.nextBoolean() ? "0\r\n\r\n" : "");
    }

    private static void text(ByteArrayOutputStream to, String text) {
        to.writeBytes(text.getBytes(US_ASCII));
    }

    private record Told(int[] counts) implements LinkStream.Listener {
        @Override
        public void heard(ServiceId service, Incarnation incarnation, List<MemberStatus> statuses) {
            counts[0]++;
            assertEquals(List.of(), Holes.of(service));
            statuses.forEach(status -> assertEquals(List.of(), Holes.of(status)));
        }

        @Override
        public void event(Event event) {
            counts[1]++;
            assertEquals(List.of(), Holes.of(event));
        }

        @Override
        public void link(Reach reach, long rttMicros, String detail) {
            assertTrue(detail.length() < LONGEST_WORDS, () -> detail.length() + " characters");
        }
    }

    /** A peer that says that much, in pieces of any size, and closes. */
    private static final class Played extends PatientSocket {
        private final byte[] answer;
        private final SplittableRandom random;
        private int next;

        Played(byte[] answer, SplittableRandom random) {
            this.answer = answer;
            this.random = random;
        }

        @Override
        public void setTcpNoDelay(boolean on) {}

        @Override
        public void setSoTimeout(int millis) {}

        @Override
        public void connect(SocketAddress address, int millis) {}

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                @Override
                public int read() {
                    return next == answer.length ? -1 : answer[next++] & 0xff;
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    if (next == answer.length) {
                        return -1;
                    }
                    int most = random.nextInt(4) == 0 ? 1 + random.nextInt(7) : length;
                    int taken = Math.min(Math.min(most, length), answer.length - next);
                    System.arraycopy(answer, next, into, offset, taken);
                    next += taken;
                    return taken;
                }
            };
        }
    }
}
