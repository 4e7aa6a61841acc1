package dev.baton.audit;

/** What an entry of the audit is about. */
public enum AuditKind {
    /** An action that has ended, refused ones included: the whole record. */
    ACTION,
    /** A node in the place of an action that never was one: unreadable, forged, too large. */
    REFUSED,
    /** An epoch: who was granted the role, why, and when it began to serve. */
    EPOCH,
    /** A key of an operator was added or revoked. */
    OPERATOR,
    /** The policy changed. */
    POLICY,
    /** Somebody acknowledged automatic failovers. */
    ACKNOWLEDGED
}
