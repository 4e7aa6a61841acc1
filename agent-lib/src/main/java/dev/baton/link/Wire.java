package dev.baton.link;

import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import dev.baton.model.Event;
import dev.baton.model.Incarnation;
import dev.baton.model.Json;
import dev.baton.model.MemberStatus;
import dev.baton.model.ServiceId;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What goes over a stream: server-sent events whose data is JSON. Fields are added, never renamed; unknown ones are ignored. */
final class Wire {
    static final String HELLO = "hello";
    static final String STATUS = "status";
    static final String EVENT = "event";

    private Wire() {}

    /**
     * The first frame of each stream.
     *
     * @param heartbeatless whether the process hosts no member now: then its silence says nothing
     */
    record Hello(ServiceId service, Incarnation incarnation, boolean heartbeatless) {}

    /** @param seq counts the beats of this incarnation; 0 for the one sent right after the hello */
    record Beat(ServiceId service, Incarnation incarnation, long seq, List<MemberStatus> members) {}

    /** The state at {@code /status}. */
    record State(ServiceId service, Incarnation incarnation, List<MemberStatus> members) {}

    static byte[] frame(String name, Object value) {
        byte[] data = Json.bytes(value);
        ByteArrayOutputStream frame = new ByteArrayOutputStream(data.length + 32);
        ascii(frame, "event: " + name + "\ndata: ");
        frame.writeBytes(data);
        ascii(frame, "\n\n");
        return frame.toByteArray();
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    static Hello hello(byte[] json, String where) throws Json.MalformedException {
        Hello hello = Json.read(json, Hello.class, where);
        if (hello.service() == null || hello.incarnation() == null) {
            throw new Json.MalformedException(where + ": expected a service and an incarnation");
        }
        return hello;
    }

    static List<MemberStatus> members(byte[] json, String where) throws Json.MalformedException {
        List<MemberStatus> members = Json.read(json, Beat.class, where).members();
        if (members == null || members.stream().anyMatch(Objects::isNull)) {
            throw new Json.MalformedException(where + ": expected members, each of them a status");
        }
        return members;
    }

    /** Null for a kind of event that this version does not know. */
    static @Nullable Event event(byte[] json, String where) throws Json.MalformedException {
        try {
            return Json.read(json, Event.class, where);
        } catch (Json.MalformedException e) {
            if (e.getCause() instanceof InvalidTypeIdException unknown && unknown.getTypeId() != null) {
                return null;
            }
            throw e;
        }
    }
}
