package dev.baton.agent;

import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditKind;
import dev.baton.port.StoreOp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Takes the oldest of too many entries of one chain out of the store: only those that the archive has acknowledged, and each only together with what it
 * is about.
 *
 * <p>By the auditor's thread.
 */
final class AuditTrim {
    private static final int AT_ONCE = 32;

    /** What an entry is about, where that lies in the store too. */
    @FunctionalInterface
    interface Subjects {
        /** Adds the operations that take it away with the entry; false where the entry must stay for now. */
        boolean with(AuditEntry entry, List<StoreOp> ops) throws AuditStore.Unclear;
    }

    private final AuditStore store;
    private final AuditCopy copy;
    private final Subjects subjects;
    private final AuditBounds bounds;

    AuditTrim(AuditStore store, AuditCopy copy, Subjects subjects, AuditBounds bounds) {
        this.store = store;
        this.copy = copy;
        this.subjects = subjects;
        this.bounds = bounds;
    }

    /** Returns whether all that is too much and in the archive has left. */
    boolean run() throws AuditStore.Unclear {
        long target = Math.min(target(), copy.archivedTo());
        while (store.head().trimmedTo() < target) {
            if (!trim(target)) {
                return false;
            }
        }
        return true;
    }

    /** The newest entry that is to leave, or 0. */
    private long target() {
        List<Long> all = store.entries().stream().map(AuditStore.Known::seq).toList();
        List<Long> actions = store.entries().stream()
                .filter(each -> each.about().kind() == AuditKind.ACTION)
                .map(AuditStore.Known::seq)
                .toList();
        return Math.max(beyond(all, bounds.entries()), beyond(actions, bounds.actions()));
    }

    private long beyond(List<Long> seqs, int most) {
        int over = seqs.size() - most;
        return over <= 0 ? 0 : seqs.get(Math.min(seqs.size(), over + bounds.slack()) - 1);
    }

    /** Takes some of the oldest out; false where the oldest must stay for now. */
    private boolean trim(long target) throws AuditStore.Unclear {
        long first = store.head().trimmedTo() + 1;
        long end = Math.min(target, first + AT_ONCE - 1);
        List<StoreOp> ops = new ArrayList<>();
        AuditEntry last = null;
        for (AuditEntry entry :
                store.read(LongStream.rangeClosed(first, end).boxed().toList())) {
            long expected = last == null ? first : last.seq() + 1;
            if (entry.seq() != expected || !subjects.with(entry, ops)) {
                break;
            }
            last = entry;
        }
        return last != null && store.trim(last, copy.archivedTo(), ops);
    }
}
