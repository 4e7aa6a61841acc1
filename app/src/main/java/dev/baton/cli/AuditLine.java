package dev.baton.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.audit.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry for a person.
 *
 * @param at when it was asked for or happened, which is before it was written
 * @param who the operator, or the member that decided
 * @param about the action's id, the epoch, the version
 */
record AuditLine(
        long seq,
        String at,
        String kind,
        String who,
        String what,
        String about,
        @Nullable String outcome,
        String why,
        String zxid,
        String writtenBy,
        String writtenAt,
        String hash) {

    static AuditLine of(AuditEntry entry) {
        ObjectNode content = entry.content();
        return switch (entry.kind()) {
            case ACTION -> action(entry, content.path("action"));
            case REFUSED ->
                line(
                        entry,
                        null,
                        "unknown",
                        "a node that is no action",
                        null,
                        content.path("wrong").asText());
            case EPOCH -> epoch(entry, content);
            case OPERATOR -> operator(entry, content);
            case POLICY ->
                line(
                        entry,
                        null,
                        content.at("/after/pause/by").asText("somebody with the right to write it"),
                        "policy version " + content.path("version").asText(),
                        null,
                        changes(content));
            case ACKNOWLEDGED ->
                line(
                        entry,
                        content.at("/acknowledged/at"),
                        content.at("/acknowledged/by").asText(),
                        "acknowledged epoch "
                                + content.at("/acknowledged/epoch").asText(),
                        null,
                        content.at("/acknowledged/note").asText());
        };
    }

    private static AuditLine action(AuditEntry entry, JsonNode action) {
        JsonNode request = action.path("request");
        String target = action.path("target").asText("");
        List<String> refused = new ArrayList<>();
        action.path("refused")
                .forEach(each -> refused.add(each.path("rule").asText() + ": expected "
                        + each.path("expected").asText() + ", found "
                        + each.path("actual").asText()));
        String outcome =
                action.path("outcome").asText("unknown") + (refused.isEmpty() ? "" : ": " + String.join("; ", refused));
        return line(
                entry,
                request.path("requestedAt"),
                request.path("operator").asText("unknown"),
                request.path("kind").asText("an action too large to keep") + (target.isEmpty() ? "" : " " + target),
                outcome,
                request.path("reason").asText(""));
    }

    private static AuditLine epoch(AuditEntry entry, ObjectNode content) {
        JsonNode epoch = content.path("epoch");
        JsonNode outage = content.at("/activation/outageMillis");
        String served = content.has("activation")
                ? outage.asLong(-1) < 0 ? "served" : "served after " + outage.asLong() + " ms"
                : "never served";
        return line(
                entry,
                epoch.path("at"),
                epoch.path("by").asText(),
                "epoch " + epoch.path("epoch").asText() + " granted to "
                        + epoch.path("holder").asText() + ", "
                        + epoch.path("cause").asText(),
                served,
                epoch.path("reason").asText(""));
    }

    private static AuditLine operator(AuditEntry entry, ObjectNode content) {
        JsonNode operator = content.path("operator");
        boolean revoked = content.path("change").asText().equals("revoked");
        return line(
                entry,
                null,
                operator.path(revoked ? "revokedBy" : "addedBy").asText(),
                "operator " + operator.path("name").asText() + " ("
                        + operator.path("role").asText() + ") "
                        + content.path("change").asText(),
                null,
                "");
    }

    /** The fields of the policy that are not as they were. */
    private static String changes(ObjectNode content) {
        List<String> changes = new ArrayList<>();
        JsonNode before = content.path("before");
        for (var each : content.path("after").properties()) {
            JsonNode was = before.path(each.getKey());
            if (content.has("before") && !was.equals(each.getValue())) {
                changes.add(each.getKey() + " was " + (was.isMissingNode() ? "none" : was) + ", is " + each.getValue());
            }
        }
        for (var each : before.properties()) {
            if (!content.path("after").has(each.getKey())) {
                changes.add(each.getKey() + " was " + each.getValue() + ", is none");
            }
        }
        return String.join("; ", changes);
    }

    private static AuditLine line(
            AuditEntry entry, @Nullable JsonNode at, String who, String what, @Nullable String outcome, String why) {
        long millis = at == null ? 0 : at.path("millis").asLong(0);
        Instant written = entry.at().instant();
        return new AuditLine(
                entry.seq(),
                (millis == 0 ? written : Instant.ofEpochMilli(millis)).toString(),
                entry.kind().name(),
                who,
                what,
                entry.subject(),
                outcome,
                why,
                entry.zxid(),
                entry.by(),
                written.toString(),
                entry.hash());
    }
}
