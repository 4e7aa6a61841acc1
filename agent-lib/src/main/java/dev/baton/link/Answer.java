package dev.baton.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.model.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What one request is answered with. */
record Answer(int status, String type, byte[] body, String extra) {
    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    /** A stream has no length: it ends with its connection. */
    static final String STREAM_HEAD = String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Content-Type: text/event-stream",
            "Cache-Control: no-store",
            "Connection: close",
            "",
            "");

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private record Problem(String error) {}

    static Answer json(int status, Object value) {
        return new Answer(status, JSON, Json.bytes(value), "");
    }

    static Answer text(int status, String type, String text) {
        return new Answer(status, type, text.getBytes(UTF_8), "");
    }

    static Answer problem(int status, String problem) {
        return json(status, new Problem(problem));
    }

    /** With one more header line, its end included. */
    Answer with(String header) {
        return new Answer(status, type, body, header);
    }

    /**
     * Status line and headers. Nothing in them tells by what or which version this was made; the date is for those who compare clocks.
     *
     * @param stay whether the connection stays open for another request
     */
    String head(boolean stay, Instant now) {
        return "HTTP/1.1 " + status + ' ' + reason(status) + "\r\nDate: " + DATE.format(now)
                + "\r\nContent-Type: " + type
                + "\r\nCache-Control: no-store\r\nContent-Length: " + body.length + "\r\nConnection: "
                + (stay ? "keep-alive" : "close") + "\r\n" + extra + "\r\n";
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 431 -> "Request Header Fields Too Large";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
