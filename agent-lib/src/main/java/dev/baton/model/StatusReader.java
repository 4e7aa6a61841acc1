package dev.baton.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link MemberStatus} by hand: heartbeats are nearly all that an agent reads, ten times a second from each peer, and the way by the
 * record's constructor costs several times as much. The rules are those of {@link Json}; what must be there and is not is an error.
 */
final class StatusReader extends StdDeserializer<MemberStatus> {
    private static final long serialVersionUID = 1L;
    private static final Map<String, Role> ROLES = byName(Role.values());
    private static final Map<String, Reach> REACHES = byName(Reach.values());
    private static final Map<String, Verdict> VERDICTS = byName(Verdict.values());
    private static final Map<String, StandbyKind.Type> KINDS = byName(StandbyKind.Type.values());

    StatusReader() {
        super(MemberStatus.class);
    }

    private static <E extends Enum<E>> Map<String, E> byName(E[] values) {
        return Stream.of(values).collect(Collectors.toUnmodifiableMap(Enum::name, v -> v));
    }

    @Override
    public MemberStatus deserialize(JsonParser p, DeserializationContext context) throws IOException {
        return new Reading(p, context).status();
    }

    /** One status. */
    private final class Reading {
        private final JsonParser p;
        private final DeserializationContext context;
        private @Nullable String member;
        private @Nullable String incarnation;
        private @Nullable Role role;
        private @Nullable Long epoch;
        private @Nullable Long guardMillis;
        private @Nullable Long position;
        private @Nullable Long lag;
        private @Nullable Long committed;
        private @Nullable Long priority;
        private @Nullable Boolean ready;
        private @Nullable String health;
        private @Nullable Boolean eligible;
        private @Nullable String reason;
        private @Nullable Long storeConnections;
        private @Nullable List<PeerView> peers;
        private @Nullable String action;
        private @Nullable PromiseAsk ask;
        private @Nullable PromiseWord promise;
        private StandbyKind standby = StandbyKind.hot();
        private long recoveryMillis = -1;

        Reading(JsonParser p, DeserializationContext context) {
            this.p = p;
            this.context = context;
        }

        MemberStatus status() throws IOException {
            object("a member's status");
            for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
                boolean nothing = p.nextToken() == JsonToken.VALUE_NULL;
                if (!nothing) {
                    field(name);
                }
            }
            return new MemberStatus(
                    new MemberId(there("member", member)),
                    new Incarnation(there("incarnation", incarnation)),
                    there("role", role),
                    Epoch.read(there("epoch", epoch)),
                    there("guardMillis", guardMillis),
                    there("position", position),
                    there("lag", lag),
                    there("committed", committed),
                    there("priority", priority).intValue(),
                    there("ready", ready),
                    there("health", health),
                    there("eligible", eligible),
                    there("reason", reason),
                    there("storeConnections", storeConnections).intValue(),
                    there("peers", peers),
                    action,
                    ask,
                    promise,
                    standby,
                    recoveryMillis);
        }

        private void field(String name) throws IOException {
            switch (name) {
                case "member" -> member = text();
                case "incarnation" -> incarnation = text();
                case "role" -> role = constant(ROLES);
                case "epoch" -> epoch = number();
                case "guardMillis" -> guardMillis = number();
                case "position" -> position = number();
                case "lag" -> lag = number();
                case "committed" -> committed = number();
                case "priority" -> priority = small();
                case "ready" -> ready = _parseBooleanPrimitive(p, context);
                case "health" -> health = text();
                case "eligible" -> eligible = _parseBooleanPrimitive(p, context);
                case "reason" -> reason = text();
                case "storeConnections" -> storeConnections = small();
                case "peers" -> peers = views();
                case "action" -> action = text();
                case "ask" -> ask = context.readValue(p, PromiseAsk.class);
                case "promise" -> promise = context.readValue(p, PromiseWord.class);
                case "standby" -> standby = kind();
                case "recoveryMillis" -> recoveryMillis = number();
                default -> p.skipChildren();
            }
        }

        private List<PeerView> views() throws IOException {
            if (!p.isExpectedStartArrayToken()) {
                context.reportInputMismatch(StatusReader.this, "expected a list of peers, found %s", p.currentToken());
            }
            List<PeerView> views = new ArrayList<>();
            while (p.nextToken() != JsonToken.END_ARRAY) {
                views.add(view());
            }
            return views;
        }

        private PeerView view() throws IOException {
            object("a view of a peer");
            String about = null;
            Reach reach = null;
            Verdict verdict = null;
            Long ageMillis = null;
            for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
                if (p.nextToken() == JsonToken.VALUE_NULL) {
                    continue;
                }
                switch (name) {
                    case "about" -> about = text();
                    case "reach" -> reach = constant(REACHES);
                    case "verdict" -> verdict = constant(VERDICTS);
                    case "ageMillis" -> ageMillis = number();
                    default -> p.skipChildren();
                }
            }
            return new PeerView(
                    new MemberId(there("about", about)),
                    there("reach", reach),
                    there("verdict", verdict),
                    there("ageMillis", ageMillis));
        }

        private StandbyKind kind() throws IOException {
            object("a kind of standby");
            StandbyKind.Type type = null;
            Long intervalMillis = null;
            for (String name = p.nextFieldName(); name != null; name = p.nextFieldName()) {
                if (p.nextToken() == JsonToken.VALUE_NULL) {
                    continue;
                }
                switch (name) {
                    case "type" -> type = constant(KINDS);
                    case "intervalMillis" -> intervalMillis = number();
                    default -> p.skipChildren();
                }
            }
            return new StandbyKind(there("type", type), there("intervalMillis", intervalMillis));
        }

        private void object(String what) throws IOException {
            if (!p.isExpectedStartObjectToken()) {
                context.reportInputMismatch(StatusReader.this, "expected %s, found %s", what, p.currentToken());
            }
        }

        private String text() throws IOException {
            return p.hasToken(JsonToken.VALUE_STRING) ? p.getText() : context.readValue(p, String.class);
        }

        private Long number() throws IOException {
            return _parseLongPrimitive(p, context);
        }

        private Long small() throws IOException {
            return (long) _parseIntPrimitive(p, context);
        }

        private <E extends Enum<E>> E constant(Map<String, E> byName) throws IOException {
            E found = byName.get(p.getText());
            if (found == null) {
                context.reportInputMismatch(
                        StatusReader.this, "expected one of %s, found '%s'", byName.keySet(), p.getText());
                throw new IllegalStateException("not reported");
            }
            return found;
        }

        private <T> T there(String name, @Nullable T value) throws IOException {
            if (value == null) {
                context.reportInputMismatch(StatusReader.this, "expected a value of '%s', found none", name);
                throw new IllegalStateException("not reported");
            }
            return value;
        }
    }
}
