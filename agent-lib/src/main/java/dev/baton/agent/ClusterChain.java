package dev.baton.agent;

import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditHead;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.StoreLayout;
import dev.baton.port.Archive;
import dev.baton.port.AuditAppend;
import dev.baton.port.CoordinationStore;
import dev.baton.port.StoreEvent;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster's own chain of the audit, which those write who change what belongs to no group. Agents append nothing to it: they send it to the archive
 * and take out of the store what is too much there and in the archive, as they do with the chain of a group.
 *
 * <p>Any agent of the cluster could, so they go by turns: whoever audits the first group by name at once, whoever audits the second only where it is not
 * done some seconds later, and so on. Where two do it nevertheless, the archive has entries twice, which does no harm, and one of two writes to the
 * store is refused, since all carry the head's version.
 *
 * <p>{@link #accept} by any thread, {@link #round} by the auditor's.
 */
final class ClusterChain {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterChain.class);
    /** How much longer each next auditor waits. */
    private static final Duration TURN = Duration.ofSeconds(20);

    private static final int LAST_TURN = 30;
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int TRIES = 3;

    private final AuditStore store;
    private final AuditCopy copy;
    private final AuditTrim trim;
    private final AuditBounds bounds;
    private final Ticker ticker;
    /** Since when there is something to be done; by the auditor's thread. */
    private @Nullable Long sinceNanos;

    private String told = "";
    private volatile boolean undone;

    ClusterChain(CoordinationStore store, Archive archive, AuditBounds bounds, Ticker ticker) {
        this.store = new AuditStore(store, AuditEntry.CLUSTER);
        copy = new AuditCopy(this.store, archive, "the cluster");
        trim = new AuditTrim(this.store, copy, (entry, ops) -> true, bounds);
        this.bounds = bounds;
        this.ticker = ticker;
    }

    /** What the store's watch tells of the chain's head; whether there is something to be done. */
    boolean accept(StoreEvent event) {
        if (event instanceof StoreEvent.Node node && node.path().equals(StoreLayout.AUDIT)) {
            undone = undone(node);
            return undone;
        }
        if (event instanceof StoreEvent.Gone gone && gone.path().equals(StoreLayout.AUDIT)) {
            undone = false;
        }
        return false;
    }

    private boolean undone(StoreEvent.Node node) {
        try {
            AuditHead head = AuditAppend.head(AuditEntry.CLUSTER, node.data());
            return head.archivedTo() < head.seq() || head.seq() - head.trimmedTo() > bounds.entries();
        } catch (Json.MalformedException e) {
            tell(String.valueOf(e.getMessage())); // The next head that can be read is news.
            return false;
        }
    }

    /**
     * Does what is to be done now; returns after how long to look again though nothing is heard, or null.
     *
     * @param audited the groups that this process audits at the moment
     */
    @Nullable
    Duration round(List<GroupId> audited) throws InterruptedException {
        if (!undone) {
            sinceNanos = null;
            return null;
        }
        long now = ticker.nanos();
        long since = sinceNanos == null ? now : sinceNanos;
        sinceNanos = since;
        if (audited.isEmpty()) {
            return null; // Once it is this process's turn in a group, that is news.
        }
        try {
            Duration turn = TURN.multipliedBy(Math.min(LAST_TURN, turn(audited)));
            Duration left = turn.minusNanos(now - since);
            return left.compareTo(Duration.ZERO) > 0 ? left : run();
        } catch (AuditStore.Unclear e) {
            tell(String.valueOf(e.getMessage()));
            return RETRY;
        }
    }

    private int turn(List<GroupId> audited) throws AuditStore.Unclear {
        List<String> names = store.children(StoreLayout.GROUPS);
        int first = names.size();
        for (GroupId group : audited) {
            int at = names.indexOf(group.value());
            first = at < 0 ? first : Math.min(first, at);
        }
        return first;
    }

    private @Nullable Duration run() throws AuditStore.Unclear, InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            if (!store.look()) {
                return null;
            }
            if (!copy.send()) {
                return AuditCopy.RETRY;
            }
            if (store.archived(copy.archivedTo()) && trim.run()) {
                return null;
            }
        }
        return RETRY; // Somebody else was faster each time, or an answer was lost.
    }

    private synchronized void tell(String what) {
        if (!told.equals(what)) {
            told = what;
            LOG.warn("the cluster's audit waits, trying on: {}", what);
        }
    }
}
