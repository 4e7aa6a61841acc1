package dev.baton.audit;

import dev.baton.model.Hlc;
import java.util.Objects;

/**
 * The head of a chain, the data of the node above its entries. Only ever overwritten with its version, in the multi that adds or takes away entries:
 * so of two who append at once one is refused.
 *
 * @param seq of the newest entry; 0 where there is none
 * @param hash of the newest entry
 * @param at of the newest entry
 * @param archivedTo up to which the archive has acknowledged the entries; 0: none. The archive may hold more
 * @param trimmedTo up to which entries have left the store; never beyond {@code archivedTo}
 * @param trimmedHash the hash of that entry, which the oldest one in the store names as the one before it
 * @param marks how far that which is audited by number is audited
 */
public record AuditHead(
        long seq, String hash, Hlc at, long archivedTo, long trimmedTo, String trimmedHash, Marks marks) {
    /**
     * How far epochs, versions of the policy and versions of the acknowledgement are audited.
     *
     * @param epoch 0: none
     * @param policy -1: none
     * @param acknowledged -1: none
     */
    public record Marks(long epoch, int policy, int acknowledged) {
        public static final Marks NONE = new Marks(0, -1, -1);

        public Marks epoch(long to) {
            return new Marks(to, policy, acknowledged);
        }

        public Marks policy(int to) {
            return new Marks(epoch, to, acknowledged);
        }

        public Marks acknowledged(int to) {
            return new Marks(epoch, policy, to);
        }
    }

    public AuditHead {
        Objects.requireNonNull(hash, "hash is missing");
        Objects.requireNonNull(at, "at is missing");
        Objects.requireNonNull(trimmedHash, "trimmedHash is missing");
        Objects.requireNonNull(marks, "marks is missing");
        if (trimmedTo < 0 || archivedTo < trimmedTo || seq < archivedTo) {
            throw new IllegalArgumentException("expected 0 <= trimmedTo <= archivedTo <= seq, found " + trimmedTo + ", "
                    + archivedTo + ", " + seq);
        }
    }

    /** Of a chain without entries. */
    public static AuditHead empty(String chain) {
        String genesis = AuditEntry.genesis(chain);
        return new AuditHead(0, genesis, Hlc.ZERO, 0, 0, genesis, Marks.NONE);
    }

    public AuditHead marks(Marks next) {
        return new AuditHead(seq, hash, at, archivedTo, trimmedTo, trimmedHash, next);
    }

    /** With what the archive is known to hold. */
    public AuditHead archived(long to) {
        return new AuditHead(seq, hash, at, Math.max(archivedTo, Math.min(to, seq)), trimmedTo, trimmedHash, marks);
    }

    /** Without the entries up to that one in the store. */
    public AuditHead trimmed(AuditEntry last) {
        return new AuditHead(seq, hash, at, Math.max(archivedTo, last.seq()), last.seq(), last.hash(), marks);
    }

    AuditHead appended(AuditEntry last) {
        return new AuditHead(last.seq(), last.hash(), last.at(), archivedTo, trimmedTo, trimmedHash, marks);
    }

    /** Where the entries that are in the store begin. */
    public AuditChain.Start inStore() {
        return new AuditChain.Start(trimmedTo + 1, trimmedHash);
    }
}
