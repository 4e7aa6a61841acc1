package dev.baton.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.authority.Canonical;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import java.util.Arrays;
import java.util.Objects;

/**
 * One entry of a chain. Its bytes are the canonical form (RFC 8785) of its fields, its hash the SHA-256 of that form without the hash itself; so any
 * other byte is either no entry or one whose hash is wrong.
 *
 * @param chain the group's name, or {@link #CLUSTER}: part of what is hashed, so that no entry can move to another chain
 * @param seq its place, from 1
 * @param previous the hash of the entry before it; of the first one {@link #genesis}
 * @param at when it was written; grows along a chain
 * @param by the member or the operator who wrote it
 * @param zxid of the store's transaction that it is about, in hex digits; empty where there is none
 * @param hash SHA-256 of everything else, in hex digits. May be wrong in an entry that was read: {@link #sound} tells
 */
public record AuditEntry(
        String chain,
        long seq,
        String previous,
        Hlc at,
        String by,
        AuditKind kind,
        String subject,
        String zxid,
        ObjectNode content,
        String hash) {
    /** The chain of what belongs to no group. No group can have this name. */
    public static final String CLUSTER = "*";

    /** The largest entry: several of them are written at once, and a write has at most 900 kB. */
    public static final int MAX_BYTES = 200_000;

    private static final int FORMAT = 1;

    public AuditEntry {
        Objects.requireNonNull(chain, "chain is missing");
        Objects.requireNonNull(previous, "previous is missing");
        Objects.requireNonNull(at, "at is missing");
        Objects.requireNonNull(by, "by is missing");
        Objects.requireNonNull(kind, "kind is missing");
        Objects.requireNonNull(subject, "subject is missing");
        Objects.requireNonNull(zxid, "zxid is missing");
        Objects.requireNonNull(hash, "hash is missing");
        content = Objects.requireNonNull(content, "content is missing").deepCopy();
        if (seq < 1) {
            throw new IllegalArgumentException("seq is " + seq + ": expected 1 or more");
        }
    }

    /** With the hash that belongs to it. */
    static AuditEntry of(String chain, long seq, String previous, Hlc at, String by, AuditDraft draft) {
        AuditEntry open = new AuditEntry(
                chain, seq, previous, at, by, draft.kind(), draft.subject(), draft.zxid(), draft.content(), "");
        return open.with(open.computed());
    }

    private AuditEntry with(String its) {
        return new AuditEntry(chain, seq, previous, at, by, kind, subject, zxid, content, its);
    }

    /** What stands for the hash before the first entry. */
    public static String genesis(String chain) {
        return Sha256.hex(("baton audit of " + chain).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The hash that its content has. */
    public String computed() {
        return Sha256.hex(Canonical.bytes(tree()));
    }

    /** Whether its hash is that of its content. */
    public boolean sound() {
        return computed().equals(hash);
    }

    public AuditDraft.Subject about() {
        return new AuditDraft.Subject(kind, subject, zxid);
    }

    @Override
    public ObjectNode content() {
        return content.deepCopy();
    }

    /** The canonical form, as it stands in the store, in the archive and in an export. */
    public byte[] bytes() {
        ObjectNode all = tree();
        all.put("hash", hash);
        return Canonical.bytes(all);
    }

    private ObjectNode tree() {
        ObjectNode all = Json.mapper().createObjectNode();
        all.put("v", FORMAT);
        all.put("chain", chain);
        all.put("seq", seq);
        all.put("previous", previous);
        all.putObject("at").put("millis", at.millis()).put("counter", at.counter());
        all.put("by", by);
        all.put("kind", kind.name());
        all.put("subject", subject);
        all.put("zxid", zxid);
        all.set("content", content);
        return all;
    }

    /**
     * Reads what {@link #bytes} wrote. Whether the hash is right is not asked here.
     *
     * @throws Json.MalformedException where these are not the bytes of an entry, naming {@code where}
     */
    public static AuditEntry read(byte[] bytes, String where) throws Json.MalformedException {
        try {
            AuditEntry entry = of(Json.read(bytes, ObjectNode.class, where));
            if (!Arrays.equals(entry.bytes(), bytes)) {
                throw new Json.MalformedException(
                        where
                                + ": expected an audit entry of version " + FORMAT
                                + " in canonical form, found other fields or another form: it was edited, or is of a later version");
            }
            return entry;
        } catch (IllegalArgumentException | NullPointerException | ClassCastException e) {
            throw new Json.MalformedException(where + ": expected an audit entry: " + e.getMessage(), e);
        }
    }

    private static AuditEntry of(ObjectNode all) {
        JsonNode at = required(all, "at");
        return new AuditEntry(
                text(all, "chain"),
                number(all, "seq"),
                text(all, "previous"),
                new Hlc(number(at, "millis"), Math.toIntExact(Math.min(number(at, "counter"), Integer.MAX_VALUE))),
                text(all, "by"),
                AuditKind.valueOf(text(all, "kind")),
                text(all, "subject"),
                text(all, "zxid"),
                (ObjectNode) required(all, "content"),
                text(all, "hash"));
    }

    private static JsonNode required(JsonNode of, String name) {
        JsonNode field = of.get(name);
        if (field == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return field;
    }

    private static String text(JsonNode of, String name) {
        JsonNode field = required(of, name);
        if (!field.isTextual()) {
            throw new IllegalArgumentException(name + ": expected text, found " + field.getNodeType());
        }
        return field.textValue();
    }

    private static long number(JsonNode of, String name) {
        JsonNode field = required(of, name);
        if (!field.isIntegralNumber() || !field.canConvertToLong()) {
            throw new IllegalArgumentException(name + ": expected an integer, found " + field.getNodeType());
        }
        return Math.max(Integer.MIN_VALUE, field.longValue());
    }
}
