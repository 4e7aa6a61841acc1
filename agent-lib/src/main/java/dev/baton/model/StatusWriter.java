package dev.baton.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.List;

/** Writes a {@link MemberStatus} by hand, for the reason and with the rules of {@link StatusReader}: field by field, nothing for null. */
final class StatusWriter extends StdSerializer<MemberStatus> {
    private static final long serialVersionUID = 1L;

    StatusWriter() {
        super(MemberStatus.class);
    }

    @Override
    public void serialize(MemberStatus s, JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeStartObject(s);
        out.writeStringField("member", s.member().value());
        out.writeStringField("incarnation", s.incarnation().value());
        out.writeStringField("role", s.role().name());
        out.writeNumberField("epoch", s.epoch().value());
        out.writeNumberField("guardMillis", s.guardMillis());
        out.writeNumberField("position", s.position());
        out.writeNumberField("lag", s.lag());
        out.writeNumberField("committed", s.committed());
        out.writeNumberField("priority", s.priority());
        out.writeBooleanField("ready", s.ready());
        out.writeStringField("health", s.health());
        out.writeBooleanField("eligible", s.eligible());
        out.writeStringField("reason", s.reason());
        out.writeNumberField("storeConnections", s.storeConnections());
        views(s.peers(), out);
        if (s.action() != null) {
            out.writeStringField("action", s.action());
        }
        if (s.ask() != null) {
            provider.defaultSerializeField("ask", s.ask(), out);
        }
        if (s.promise() != null) {
            provider.defaultSerializeField("promise", s.promise(), out);
        }
        out.writeObjectFieldStart("standby");
        out.writeStringField("type", s.standby().type().name());
        out.writeNumberField("intervalMillis", s.standby().intervalMillis());
        out.writeEndObject();
        out.writeNumberField("recoveryMillis", s.recoveryMillis());
        out.writeEndObject();
    }

    private static void views(List<PeerView> peers, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("peers");
        for (PeerView view : peers) {
            out.writeStartObject(view);
            out.writeStringField("about", view.about().value());
            out.writeStringField("reach", view.reach().name());
            out.writeStringField("verdict", view.verdict().name());
            out.writeNumberField("ageMillis", view.ageMillis());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
