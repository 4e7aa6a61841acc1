package dev.baton.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * What an entry is to say, before it has its place in a chain.
 *
 * @param subject the action's id, the node's name, the epoch, the key's id
 * @param zxid of the store's transaction that it is about, as {@link AuditContent#zxid} writes it; empty where there is none. Together with kind and
 *     subject it tells whether an entry of it already stands
 */
public record AuditDraft(AuditKind kind, String subject, String zxid, ObjectNode content) {
    public AuditDraft {
        Objects.requireNonNull(kind, "kind is missing");
        Objects.requireNonNull(subject, "subject is missing");
        Objects.requireNonNull(zxid, "zxid is missing");
        content = content.deepCopy();
    }

    /** What is to be audited once. */
    public record Subject(AuditKind kind, String subject, String zxid) {}

    public Subject about() {
        return new Subject(kind, subject, zxid);
    }

    @Override
    public ObjectNode content() {
        return content.deepCopy();
    }
}
