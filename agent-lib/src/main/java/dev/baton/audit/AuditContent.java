package dev.baton.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.authority.Canonical;
import dev.baton.model.AbortRequest;
import dev.baton.model.Acknowledgement;
import dev.baton.model.ActionRecord;
import dev.baton.model.Activation;
import dev.baton.model.Approval;
import dev.baton.model.EpochRecord;
import dev.baton.model.Json;
import dev.baton.model.OperatorRecord;
import dev.baton.model.Policy;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of each kind say. Whatever comes from the store may hold anything, so nothing here fails on it: a number that not every JSON
 * implementation reads exactly becomes text, half a surrogate pair becomes U+FFFD, and what is too large is named by its hash.
 */
public final class AuditContent {
    /** Room for the other fields of an entry. */
    private static final int LARGEST = AuditEntry.MAX_BYTES - 4_096;

    private static final int FIRST_BYTES = 256;
    private static final int DEEPEST = 48;

    private AuditContent() {}

    /** As hex digits: the high half is an epoch, and JSON numbers end at 2^53. Empty for a negative one, which is none. */
    public static String zxid(long zxid) {
        return zxid < 0 ? "" : "0x" + Long.toHexString(zxid);
    }

    /** As {@link #action(ActionRecord, int, long, AbortRequest, Approval)}, where nobody else signed anything. */
    public static AuditDraft action(ActionRecord record, int version, long zxid) {
        return action(record, version, zxid, null, null);
    }

    /**
     * An action that has ended.
     *
     * @param version of its node
     * @param zxid of the write that ended it; the steps of that write name it too
     * @param abort who wished that it ended, with the signature
     * @param approval the second signature
     */
    public static AuditDraft action(
            ActionRecord record, int version, long zxid, @Nullable AbortRequest abort, @Nullable Approval approval) {
        ObjectNode content = Json.mapper().createObjectNode();
        content.put("version", version);
        content.set("action", bounded(clean(Json.mapper().valueToTree(record.writtenAs(zxid)), "", 0), LARGEST / 2));
        if (abort != null) {
            content.set("abort", bounded(clean(Json.mapper().valueToTree(abort), "", 0), LARGEST / 4));
        }
        if (approval != null) {
            content.set("approval", bounded(clean(Json.mapper().valueToTree(approval), "", 0), LARGEST / 4));
        }
        return new AuditDraft(AuditKind.ACTION, record.request().id(), zxid(zxid), content);
    }

    /** A node in the place of an action that is none. */
    public static AuditDraft refused(String path, byte[] data, int version, long zxid, String what) {
        ObjectNode content = Json.mapper().createObjectNode();
        content.put("path", paired(path));
        content.put("version", version);
        content.put("wrong", paired(what.length() <= 1_000 ? what : what.substring(0, 1_000) + "..."));
        content.put("bytes", data.length);
        content.put("sha256", Sha256.hex(data));
        content.put("first", HexFormat.of().formatHex(Arrays.copyOf(data, Math.min(data.length, FIRST_BYTES))));
        return new AuditDraft(
                AuditKind.REFUSED, paired(path.substring(path.lastIndexOf('/') + 1)), zxid(zxid), content);
    }

    /** An epoch, with the record of its beginning to serve where it did. */
    public static AuditDraft epoch(EpochRecord record, long zxid, @Nullable Activation activation) {
        ObjectNode content = Json.mapper().createObjectNode();
        content.set("epoch", bounded(clean(Json.mapper().valueToTree(record), "", 0)));
        if (activation != null) {
            content.set("activation", bounded(clean(Json.mapper().valueToTree(activation), "", 0)));
        }
        return new AuditDraft(AuditKind.EPOCH, record.epoch().toString(), zxid(zxid), content);
    }

    /** A key that was added, or revoked where the record says so. */
    public static AuditDraft operator(OperatorRecord record) {
        ObjectNode content = Json.mapper().createObjectNode();
        content.put("change", record.revoked() ? "revoked" : "added");
        content.set("operator", bounded(clean(Json.mapper().valueToTree(record), "", 0)));
        return new AuditDraft(AuditKind.OPERATOR, record.keyId(), "", content);
    }

    /**
     * A change of the policy.
     *
     * @param versionBefore of the last policy in the audit, or -1; versions between the two were overwritten before anybody read them
     * @param before absent where whoever writes the entry has not seen it
     */
    public static AuditDraft policy(int versionBefore, @Nullable Policy before, int version, long zxid, Policy after) {
        ObjectNode content = Json.mapper().createObjectNode();
        content.put("version", version);
        content.put("versionBefore", versionBefore);
        if (before != null) {
            content.set("before", bounded(clean(Json.mapper().valueToTree(before), "", 0)));
        }
        content.set("after", bounded(clean(Json.mapper().valueToTree(after), "", 0)));
        return new AuditDraft(AuditKind.POLICY, Integer.toString(version), zxid(zxid), content);
    }

    /** An acknowledgement of automatic failovers. */
    public static AuditDraft acknowledged(Acknowledgement acknowledgement, int version, long zxid) {
        ObjectNode content = Json.mapper().createObjectNode();
        content.put("version", version);
        content.set("acknowledged", bounded(clean(Json.mapper().valueToTree(acknowledgement), "", 0)));
        return new AuditDraft(AuditKind.ACKNOWLEDGED, Integer.toString(version), zxid(zxid), content);
    }

    private static JsonNode bounded(JsonNode tree) {
        return bounded(tree, LARGEST / 2);
    }

    private static JsonNode bounded(JsonNode tree, int most) {
        byte[] all = Canonical.bytes(tree);
        if (all.length <= most) {
            return tree;
        }
        ObjectNode instead = Json.mapper().createObjectNode();
        instead.put("tooLarge", all.length);
        instead.put("sha256", Sha256.hex(all));
        instead.put("first", HexFormat.of().formatHex(all, 0, FIRST_BYTES));
        return instead;
    }

    private static JsonNode clean(JsonNode node, String name, int depth) {
        if (depth > DEEPEST) {
            return TextNode.valueOf("deeper than " + DEEPEST);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.mapper().createObjectNode();
            object.properties()
                    .forEach(each -> copy.set(paired(each.getKey()), clean(each.getValue(), each.getKey(), depth + 1)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.mapper().createArrayNode();
            array.forEach(each -> copy.add(clean(each, "", depth + 1)));
            return copy;
        }
        if (node.isNumber()) {
            return number(node, name);
        }
        return node.isTextual() ? TextNode.valueOf(paired(node.textValue())) : node;
    }

    private static JsonNode number(JsonNode node, String name) {
        boolean plain = node.isIntegralNumber() && node.canConvertToLong();
        if (plain && name.equals("zxid")) {
            return TextNode.valueOf(zxid(node.longValue()));
        }
        boolean exact = plain && node.longValue() >= -Canonical.MOST && node.longValue() <= Canonical.MOST;
        return exact ? node : TextNode.valueOf(node.asText());
    }

    /** With U+FFFD for each half of a surrogate pair. */
    private static String paired(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> out.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point));
        return out.toString();
    }
}
