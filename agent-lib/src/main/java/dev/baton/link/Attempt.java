package dev.baton.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.model.Event;
import dev.baton.model.Json;
import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One connection to a stream, from connect to its end. Used once, by one thread. */
final class Attempt {
    /** Names of frames are short; a longer one is none that is known, and is quoted so far only. */
    private static final int LONGEST_NAME = 60;

    /** How often a read looks up while nothing comes. */
    private static final int LOOK_MILLIS = 500;
    /** A cold server on a busy machine may need most of this for its first answer. */
    private static final long UNANSWERED_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A server that has nothing to say sends a comment each second. */
    private static final long SILENT_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);
    /** A connection that is silent for so long is given up: the other end may be gone without a word. */
    private static final long DEAD_NANOS = TimeUnit.SECONDS.toNanos(7);

    private static final byte[] NAME = "event: ".getBytes(US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(US_ASCII);

    private final Endpoint endpoint;
    private final @Nullable ServiceId expected;
    private final PatientSocket socket;
    private final ClientTls tls;
    private final LinkStream.Listener listener;
    private final String heardAgain;
    private Wire.@Nullable Hello hello;
    private long okSince;
    private long rttMicros;

    /** How an attempt ended. {@code stoodNanos} is how long the stream stood after its hello. */
    record End(Reach reach, long stoodNanos, String detail) {}

    Attempt(
            Endpoint endpoint,
            @Nullable ServiceId expected,
            PatientSocket socket,
            ClientTls tls,
            LinkStream.Listener listener) {
        this.endpoint = endpoint;
        this.expected = expected;
        this.socket = socket;
        this.tls = tls;
        this.listener = listener;
        this.heardAgain = endpoint + ": heard again";
    }

    End run(int connectMillis) {
        if (tls.impossible()) {
            return end(Reach.UNKNOWN, "its link is secured: expected a certificate of this process, found none");
        }
        InetSocketAddress address = endpoint.address();
        if (address.isUnresolved()) {
            return end(Reach.UNKNOWN, "the host name '" + endpoint.host() + "' is not known");
        }
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LOOK_MILLIS);
            socket.connect(address, connectMillis);
        } catch (SocketTimeoutException e) {
            return end(Reach.TIMEOUT, "no answer to a connect within " + connectMillis + " ms");
        } catch (ConnectException e) {
            boolean refused = String.valueOf(e.getMessage()).contains("refused");
            return end(refused ? Reach.REFUSED : Reach.TIMEOUT, "connect: " + e.getMessage());
        } catch (IOException e) {
            return end(Reach.TIMEOUT, "connect: " + e.getMessage());
        }
        try {
            return read();
        } catch (Json.MalformedException e) {
            return end(Reach.RESET, "not a stream of this version: " + e.getMessage());
        } catch (SocketTimeoutException e) {
            return end(Reach.TIMEOUT, String.valueOf(e.getMessage()));
        } catch (EOFException e) {
            return end(Reach.RESET, String.valueOf(e.getMessage()));
        } catch (SSLException e) {
            return end(TlsTrouble.isTimeout(e) ? Reach.TIMEOUT : Reach.RESET, TlsTrouble.words(e, tls.ownUntil()));
        } catch (IOException e) {
            return end(Reach.RESET, "the connection broke: " + e.getMessage());
        }
    }

    private End end(Reach reach, String detail) {
        return new End(reach, hello == null ? 0 : Math.max(1, System.nanoTime() - okSince), endpoint + ": " + detail);
    }

    private End read() throws IOException, Json.MalformedException {
        Socket talk = tls.over(socket, endpoint, this::silent);
        long asked = System.nanoTime();
        talk.getOutputStream()
                .write(("GET /stream HTTP/1.1\r\nHost: " + endpoint + "\r\nAccept: text/event-stream\r\n\r\n")
                        .getBytes(US_ASCII));
        LineInput in = new LineInput(talk.getInputStream(), this::silent);
        in.expectOk();
        String name = "";
        byte[] data = new byte[0];
        while (true) {
            byte[] line = in.bodyLine();
            if (line.length == 0) {
                if (data.length > 0) {
                    frame(name, data, asked);
                }
                name = "";
                data = new byte[0];
            } else if (startsWith(line, NAME)) {
                name = new String(line, 7, Math.min(line.length - 7, LONGEST_NAME), UTF_8);
            } else if (startsWith(line, DATA)) {
                data = Arrays.copyOfRange(line, 6, line.length);
            } else if (line[0] != ':') {
                throw new Json.MalformedException("expected an event, data or comment line, found '"
                        + new String(line, 0, Math.min(line.length, 60), UTF_8) + "'");
            }
        }
    }

    private static boolean startsWith(byte[] line, byte[] prefix) {
        return line.length > prefix.length && Arrays.equals(line, 0, prefix.length, prefix, 0, prefix.length);
    }

    private void frame(String name, byte[] data, long asked) throws Json.MalformedException {
        String where = "frame '" + name + "'";
        if (name.equals(Wire.HELLO)) {
            greet(Wire.hello(data, where), asked);
            return;
        }
        Wire.Hello from = hello;
        if (from == null) {
            throw new Json.MalformedException("expected a hello first, found the frame '" + name + "'");
        }
        listener.link(Reach.OK, rttMicros, heardAgain);
        switch (name) {
            case Wire.STATUS -> listener.heard(from.service(), from.incarnation(), Wire.members(data, where));
            case Wire.EVENT -> {
                Event event = Wire.event(data, where);
                if (event != null) {
                    listener.event(event);
                }
            }
            default -> {
                // A later version's.
            }
        }
    }

    private void greet(Wire.Hello from, long asked) throws Json.MalformedException {
        if (expected != null && !expected.equals(from.service())) {
            throw new Json.MalformedException("expected service " + expected + ", found " + from.service());
        }
        hello = from;
        okSince = System.nanoTime();
        rttMicros = TimeUnit.NANOSECONDS.toMicros(okSince - asked);
        listener.link(
                Reach.OK, rttMicros, endpoint + ": service " + from.service() + ", incarnation " + from.incarnation());
    }

    private void silent(long nanos) throws SocketTimeoutException {
        if (nanos >= DEAD_NANOS) {
            throw new SocketTimeoutException("nothing came for " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
        }
        if (hello == null && nanos >= UNANSWERED_NANOS) {
            listener.link(Reach.TIMEOUT, -1, endpoint + ": accepts, but does not answer");
        } else if (hello != null && nanos >= SILENT_NANOS) {
            listener.link(Reach.TIMEOUT, -1, endpoint + ": silent for " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
        }
    }
}
