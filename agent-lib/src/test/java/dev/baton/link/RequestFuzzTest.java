package dev.baton.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.fuzz.Bytes;
import dev.baton.fuzz.Fuzz;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Role;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever is sent to the endpoint, in pieces of any size: each answer is one of its own, or the door, and nothing is left of it. */
class RequestFuzzTest {
    private static final LinkServer.Config SERVED = new LinkServer.Config(
            "127.0.0.1",
            0,
            Samples.A,
            Samples.FIRST,
            () -> List.of(Samples.status(Role.STANDBY, true)),
            () -> "",
            List::of,
            () -> List.of(new PrimarySource.Word(new GroupId("orders"), false, new Epoch(7), null, null)));

    /** Answered, and the connection stays. */
    private static final List<String> GOOD = List.of(
            "GET /status HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /metrics HTTP/1.1\r\nHost: x\r\nAccept: text/plain\r\nUser-Agent: Prometheus/3.5.0\r\n\r\n",
            "GET /live HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            "HEAD /ready HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(2_000) + "\r\n\r\n",
            "GET /primary/orders?wait=1 HTTP/1.1\r\nHost: [::1]:7101\r\n\r\n",
            "HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /nowhere/%2e%2e/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
            "DELETE /status HTTP/1.1\r\nHost: x\r\n\r\n");

    /** Answered, and then the door; or a stream. */
    private static final List<String> LAST = List.of(
            "GET /status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /live HTTP/1.0\r\n\r\n",
            "POST /status HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody",
            "GET /status HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "GET /status HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "GET /" + "x".repeat(4_200) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /live HTTP/1.1\r\nX-Long: " + "x".repeat(8_300) + "\r\n\r\n",
            "GET /live HTTP/1.1\r\n" + "A: b\r\n".repeat(2_000) + "\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
            "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");

    /** What the kernel gives at once at most. */
    private static final int PIECE = 8_192;

    /** At most so many of the smallest: beyond them it is only slower. */
    private static final int MOST_PIECES = 1_000;

    private static final int MOST_HELD = 131_072;
    private static final int LONGEST_ANSWER = 16_384;
    private static final Pattern HEAD = Pattern.compile("HTTP/1\\.1 (200 OK|400 Bad Request|404 Not Found"
            + "|405 Method Not Allowed|413 Content Too Large|414 URI Too Long|431 Request Header Fields Too Large"
            + "|503 Service Unavailable)\r\nDate: [A-Za-z0-9:, ]{29}\r\nContent-Type: [a-z/;=.0-9 -]+"
            + "\r\nCache-Control: no-store\r\nContent-Length: ([0-9]{1,5})\r\nConnection: (close|keep-alive)\r\n"
            + "(Allow: GET, HEAD\r\n)?\r\n");
    private static final Pattern TELLING = Pattern.compile("server:|netty|exception|java|\tat |\\.java", 2);

    private final int[] counts = new int[4];

    @Test
    void whateverIsAskedIsAnsweredInItsOwnWordsOrShownTheDoor() {
        Fuzz.run("requests", 50, (random, input) -> {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            int good = 0;
            boolean whole = random.nextInt(4) == 0;
            for (int i = random.nextInt(5); i >= 0; i--) {
                boolean stays = whole || random.nextInt(3) > 0;
                byte[] one = pick(stays ? GOOD : LAST, random).getBytes(ISO_8859_1);
                all.writeBytes(whole || random.nextInt(3) == 0 ? one : Bytes.broken(one, random));
                good++;
            }
            if (!whole && random.nextInt(20) == 0) {
                all.writeBytes(new byte[random.nextInt(200_000)]);
            }
            talk(input.reads("requests", all.toByteArray()), whole ? good : -1, random);
        });
        assertTrue(
                counts[0] > 100 && counts[1] > 100 && counts[2] > 100 && counts[3] > 10,
                () -> counts[0] + " answered whole, " + counts[1] + " let go, " + counts[2] + " cut off, " + counts[3]
                        + " streams");
    }

    private static String pick(List<String> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }

    /** @param good how many requests that are, where all are good and the other end listens; else -1 */
    private void talk(byte[] bytes, int good, SplittableRandom random) {
        Talk talk = new Talk(SERVED);
        int least = 1 + bytes.length / MOST_PIECES;
        int most = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(random.nextBoolean() ? 40 : PIECE - least);
        boolean listens = good >= 0 || random.nextBoolean();
        for (int from = 0; from < bytes.length && talk.open(); ) {
            int to = Math.min(bytes.length, from + least + random.nextInt(most));
            boolean over = talk.lastSaid();
            int before = talk.answered();
            talk.say(bytes, from, to);
            assertTrue(talk.held() <= MOST_HELD, () -> talk.held() + " bytes are held");
            assertTrue(!over || talk.answered() == before, "it was answered after the last answer");
            from = to;
            if (!listens && random.nextInt(8) == 0) {
                talk.hold(random.nextBoolean());
            }
        }
        if (good >= 0) {
            assertEquals(good, talk.answered());
            assertTrue(talk.open() && !talk.lastSaid());
            counts[0]++;
        }
        end(talk, new String(bytes, ISO_8859_1));
    }

    private void end(Talk talk, String asked) {
        talk.hold(false);
        boolean streamed = talk.streamed();
        List<String> answers = talk.answers();
        for (int i = 0; i < answers.size() && !(streamed && answers.get(i).equals(Answer.STREAM_HEAD)); i++) {
            boolean last = answer(answers.get(i), asked);
            assertTrue(!last || i == answers.size() - 1, "an answer after the last one");
        }
        boolean farewell = !answers.isEmpty() && answers.get(answers.size() - 1).contains("Connection: close");
        if (talk.open() && streamed) {
            assertEquals(1, talk.streams());
            counts[3]++;
        } else if (!talk.open()) {
            assertTrue(farewell || streamed || talk.heldOnce(), "it was cut off without an answer");
            counts[2]++;
        } else {
            assertEquals(farewell, talk.lastSaid());
            counts[1] += farewell ? 1 : 0;
            talk.expire();
            assertFalse(talk.open(), "it may stay for ever");
        }
        talk.close();
        assertEquals(0, talk.streams());
        assertEquals(0, talk.unread());
        assertEquals(0L, talk.held(), "bytes are left behind");
    }

    /** Whether it says that it is the last. */
    private static boolean answer(String answer, String asked) {
        Matcher head = HEAD.matcher(answer);
        assertTrue(head.lookingAt(), () -> "its head: " + answer);
        assertTrue(answer.length() <= LONGEST_ANSWER, () -> answer.length() + " characters");
        int body = answer.length() - head.end();
        assertTrue(body == 0 || body == Integer.parseInt(head.group(2)), () -> "its length: " + answer);
        Matcher telling = TELLING.matcher(answer);
        while (telling.find()) {
            String word = telling.group();
            assertTrue(asked.contains(word), () -> word + " in " + answer);
        }
        return head.group(3).equals("close");
    }
}
