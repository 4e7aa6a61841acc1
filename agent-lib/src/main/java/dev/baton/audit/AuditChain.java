package dev.baton.audit;

import dev.baton.model.Hlc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Appends to a chain, and finds where one was edited, cut, filled or put in another order. */
public final class AuditChain {
    private AuditChain() {}

    /** Where a list of entries begins: the place of its first entry, and the hash before it. */
    public record Start(long seq, String previous) {}

    /** What an append adds: the entries, and the head that names the last of them. */
    public record Appended(AuditHead head, List<AuditEntry> entries) {
        public Appended {
            entries = List.copyOf(entries);
        }
    }

    /** What is wrong at one place. */
    public enum Break {
        /** Its hash is not that of its content. */
        EDITED,
        /** Entries are not there. */
        MISSING,
        /** It stands where another should. */
        MOVED,
        /** It does not name the hash of the entry before it: one of the two is not the one that was written. */
        UNLINKED,
        /** It belongs to another chain. */
        FOREIGN,
        /** The head names a later or another entry than the last. */
        CUT,
        /** It cannot be read as an entry. */
        UNREADABLE
    }

    /** One broken place. {@code seq}: of the entry that should stand there. */
    public record Problem(String chain, long seq, Break what, String expected, String found) {
        @Override
        public String toString() {
            String whose = chain.equals(AuditEntry.CLUSTER) ? "the cluster" : chain;
            return whose + " entry " + seq + " " + what + ": expected " + expected + ", found " + found;
        }
    }

    /** The entries of those drafts, in their order, behind that head. */
    public static Appended append(String chain, AuditHead head, List<AuditDraft> drafts, String by, long wallMillis) {
        List<AuditEntry> entries = new ArrayList<>();
        AuditHead next = head;
        for (AuditDraft draft : drafts) {
            Hlc at = next.at().tick(wallMillis);
            AuditEntry entry = AuditEntry.of(chain, next.seq() + 1, next.hash(), at, by, draft);
            entries.add(entry);
            next = next.appended(entry);
        }
        return new Appended(next, entries);
    }

    /**
     * Checks a chain from its start to its head.
     *
     * @param entries in the order in which they stand
     * @param head absent: nobody can say whether the end is missing
     * @return every broken place, in their order; empty where everything holds
     */
    public static List<Problem> verify(String chain, List<AuditEntry> entries, Start start, @Nullable AuditHead head) {
        List<Problem> problems = new ArrayList<>();
        long seq = start.seq();
        String previous = start.previous();
        for (AuditEntry entry : entries) {
            place(chain, seq, previous, entry, problems);
            seq = entry.seq() + 1; // From here on as it stands, so that one break is told once.
            previous = entry.hash();
        }
        if (head != null && (head.seq() != seq - 1 || !head.hash().equals(previous))) {
            problems.add(new Problem(
                    chain,
                    Math.min(seq, head.seq()),
                    Break.CUT,
                    "the last entry " + head.seq() + " with hash " + head.hash() + ", as the head says",
                    seq == start.seq() ? "no entry" : "entry " + (seq - 1) + " with hash " + previous));
        }
        return List.copyOf(problems);
    }

    private static void place(String chain, long seq, String previous, AuditEntry entry, List<Problem> problems) {
        if (!entry.chain().equals(chain)) {
            problems.add(new Problem(chain, seq, Break.FOREIGN, "chain " + chain, "chain " + entry.chain()));
        }
        if (entry.seq() > seq) {
            String missing = entry.seq() == seq + 1 ? "entry " + seq : "entries " + seq + " to " + (entry.seq() - 1);
            problems.add(new Problem(chain, seq, Break.MISSING, missing, "entry " + entry.seq()));
        } else if (entry.seq() < seq) {
            problems.add(new Problem(chain, seq, Break.MOVED, "entry " + seq, "entry " + entry.seq()));
        } else if (!entry.previous().equals(previous)) {
            problems.add(new Problem(
                    chain, seq, Break.UNLINKED, "previous hash " + previous, "previous hash " + entry.previous()));
        }
        if (!entry.sound()) {
            problems.add(new Problem(chain, entry.seq(), Break.EDITED, "hash " + entry.computed(), entry.hash()));
        }
    }
}
