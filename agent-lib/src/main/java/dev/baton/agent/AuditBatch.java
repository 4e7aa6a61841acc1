package dev.baton.agent;

import dev.baton.audit.AuditDraft;
import dev.baton.audit.AuditHead;
import dev.baton.authority.Canonical;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one append writes: as much as there is, up to what one write may hold. Not thread-safe. */
final class AuditBatch {
    /** Entries in one write. */
    static final int MOST = 64;

    /** Half of what a write may hold, so that one more entry of the largest size still fits. */
    private static final int MOST_BYTES = 450_000;

    private static final int FRAME = 1_024;

    private final List<AuditDraft> drafts = new ArrayList<>();
    private final List<Runnable> settled = new ArrayList<>();
    private final Set<AuditDraft.Subject> subjects = new HashSet<>();
    private AuditHead.Marks marks;
    private int bytes;

    AuditBatch(AuditHead.Marks marks) {
        this.marks = marks;
    }

    AuditHead.Marks marks() {
        return marks;
    }

    List<AuditDraft> drafts() {
        return drafts;
    }

    boolean isEmpty() {
        return drafts.isEmpty();
    }

    boolean full() {
        return drafts.size() >= MOST || bytes >= MOST_BYTES;
    }

    /** {@code done} is called once it is written. Where the batch is full it waits for the next one. */
    void add(AuditDraft draft, AuditHead.Marks next, Runnable done) {
        if (!full() && subjects.add(draft.about())) {
            drafts.add(draft);
            settled.add(done);
            marks = next;
            bytes += Canonical.bytes(draft.content()).length + FRAME;
        }
    }

    void settle() {
        settled.forEach(Runnable::run);
    }

    /** The shorter of two waits, of which null is none at all. */
    static @Nullable Duration sooner(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }
}
