package dev.baton.agent;

import dev.baton.audit.AuditContent;
import dev.baton.audit.AuditDraft;
import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.Json;
import dev.baton.model.StoreLayout;
import dev.baton.port.Archive;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends entries to the archive as they come, so that the end of the chain is known outside of the store too, and takes the oldest of too many out of the
 * store: only those that the archive has acknowledged, and each only together with what it is about. Without an archive nothing leaves the store.
 *
 * <p>By the auditor's thread.
 */
final class AuditTrim {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrim.class);
    private static final Duration RETRY = Duration.ofSeconds(30);
    private static final int AT_ONCE = 32;
    private static final int CHILDREN = 4;

    private final AuditStore store;
    private final AuditFacts facts;
    private final @Nullable Archive archive;
    private final AuditBounds bounds;
    private final Ticker ticker;
    private long kept;
    private boolean failing;

    AuditTrim(AuditStore store, AuditFacts facts, @Nullable Archive archive, AuditBounds bounds, Ticker ticker) {
        this.store = store;
        this.facts = facts;
        this.archive = archive;
        this.bounds = bounds;
        this.ticker = ticker;
    }

    /** Up to which entry the archive is known to hold them. */
    long archivedTo() {
        return Math.max(kept, store.head().archivedTo());
    }

    /** Returns after how long to look again, or null. */
    @Nullable
    Duration run(AuditEpochs epochs) throws AuditStore.Unclear, InterruptedException {
        if (archive == null) {
            return null;
        }
        if (!send(archive)) {
            return RETRY;
        }
        epochs.trim(archivedTo());
        long target = Math.min(target(), archivedTo());
        while (store.head().trimmedTo() < target) {
            if (!trim(target)) {
                return RETRY;
            }
        }
        return null;
    }

    private boolean send(Archive to) throws AuditStore.Unclear, InterruptedException {
        while (archivedTo() < store.head().seq()) {
            long from = archivedTo() + 1;
            long last = Math.min(store.head().seq(), from + AuditBatch.MOST - 1);
            List<AuditEntry> entries =
                    store.read(LongStream.rangeClosed(from, last).boxed().toList());
            if (entries.size() != last - from + 1 || !entries.stream().allMatch(AuditEntry::sound)) {
                return false; // The store said what is wrong: what was changed by hand stays where it is.
            }
            if (!to.keep(entries)) {
                if (!failing) {
                    LOG.warn("the archive takes no entries of the audit of {}: they stay in the store", facts.group());
                }
                failing = true;
                return false;
            }
            failing = false;
            kept = last;
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
            if (entry.seq() != expected || !withSubject(entry, ops)) {
                break;
            }
            last = entry;
        }
        return last != null && store.trim(last, archivedTo(), ops);
    }

    private boolean withSubject(AuditEntry entry, List<StoreOp> ops) throws AuditStore.Unclear {
        AuditDraft.Subject about = entry.about();
        if (about.kind() != AuditKind.ACTION && about.kind() != AuditKind.REFUSED) {
            return true;
        }
        String path = StoreLayout.actions(facts.group()) + "/" + about.subject();
        if (!(store.readAll(List.of(path)).get(0) instanceof ReadResult.Found found)
                || ops.stream().anyMatch(op -> op.path().equals(path))) {
            return true;
        }
        if (about.kind() == AuditKind.REFUSED) {
            return !AuditContent.zxid(found.zxid()).equals(about.zxid());
        }
        if (facts.opens(about.subject()) || !over(found, entry)) {
            return false;
        }
        List<StoreOp> deletion = store.deletion(path, found.version(), CHILDREN);
        ops.addAll(deletion);
        return deletion.get(deletion.size() - 1).path().equals(path);
    }

    /** Whether the same request could not be asked for once more: it has expired. */
    private boolean over(ReadResult.Found found, AuditEntry entry) {
        try {
            ActionRecord record = Json.read(found.data(), ActionRecord.class, found.path());
            long latest = entry.at().millis() + bounds.expiry().toMillis();
            return record.ended()
                    && ticker.wallMillis()
                            > Math.min(record.request().expiresAt(), latest)
                                    + bounds.replay().toMillis();
        } catch (Json.MalformedException changedByHand) {
            return false; // It is refused, and taken away as such.
        }
    }
}
