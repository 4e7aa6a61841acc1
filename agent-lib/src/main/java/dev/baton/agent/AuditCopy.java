package dev.baton.agent;

import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditHead;
import dev.baton.port.Archive;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the entries of one chain to the archive as they come, so that the end of the chain is known outside of the store too. By the auditor's thread.
 */
final class AuditCopy {
    /** After how long to try again where the archive took nothing. */
    static final Duration RETRY = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(AuditCopy.class);

    private final AuditStore store;
    private final Archive archive;
    private final String whose;
    private long kept;
    private boolean failing;

    /** @param whose the group, or the cluster: for the log */
    AuditCopy(AuditStore store, Archive archive, String whose) {
        this.store = store;
        this.archive = archive;
        this.whose = whose;
    }

    /** Up to which entry the archive is known to hold them. */
    long archivedTo() {
        AuditHead head = store.head();
        return kept > head.seq() ? head.archivedTo() : Math.max(kept, head.archivedTo());
    }

    /** Sends what the archive is not known to hold; false where some of it could not be sent. */
    boolean send() throws AuditStore.Unclear, InterruptedException {
        while (archivedTo() < store.head().seq()) {
            long from = archivedTo() + 1;
            long last = Math.min(store.head().seq(), from + AuditBatch.MOST - 1);
            List<AuditEntry> entries =
                    store.read(LongStream.rangeClosed(from, last).boxed().toList());
            if (entries.size() != last - from + 1 || !entries.stream().allMatch(AuditEntry::sound)) {
                return false; // The store said what is wrong: what was changed by hand stays where it is.
            }
            if (!archive.keep(entries)) {
                if (!failing) {
                    LOG.warn("the archive takes no entries of the audit of {}: they stay in the store", whose);
                }
                failing = true;
                return false;
            }
            failing = false;
            kept = last;
        }
        return true;
    }
}
