package dev.baton.agent;

import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.port.Archive;
import dev.baton.port.CoordinationStore;
import dev.baton.port.StoreEvent;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit of the groups whose members this process hosts, and sends the cluster's own to the archive, beside the core and never in its way: what it is told it only remembers, and all else
 * happens on a thread of its own, half a second later. Where nothing happens, it does nothing.
 */
final class Auditor {
    private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final long CLOSE_MILLIS = 2_000;

    private final Map<GroupId, GroupAudit> groups = new LinkedHashMap<>();
    private final @Nullable ClusterChain cluster;
    private final @Nullable Archive archive;
    private final AuditBounds bounds;
    private final Ticker ticker;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /** @param archive closed with the auditor; absent: nothing ever leaves the store */
    Auditor(
            Collection<MemberId> members,
            CoordinationStore store,
            @Nullable Archive archive,
            AuditBounds bounds,
            Ticker ticker) {
        this.archive = archive;
        this.bounds = bounds;
        this.ticker = ticker;
        members.forEach(id -> groups.put(id.group(), new GroupAudit(id, store, archive, bounds, ticker)));
        cluster = archive == null ? null : new ClusterChain(store, archive, bounds, ticker);
        thread = new Thread(this::run, "baton-audit");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** What the store's watch tells of a group. Does not wait. */
    void accept(GroupId group, StoreEvent event) {
        GroupAudit audit = groups.get(group);
        if (audit != null && (audit.facts.accept(event) || event instanceof StoreEvent.Synced)) {
            news.release();
        }
    }

    /** What the store's watch tells of the cluster's own chain. Does not wait. */
    void cluster(StoreEvent event) {
        if (cluster != null && cluster.accept(event)) {
            news.release();
        }
    }

    /** A node under a group's actions that was found to be no action: forged, of the wrong rights, too large. Does not wait. */
    void rejected(GroupId group, String path, String what) {
        GroupAudit audit = groups.get(group);
        if (audit != null) {
            audit.facts.rejected(path, what, ticker.nanos());
            news.release();
        }
    }

    private void run() {
        try {
            Duration wait = null;
            while (!closed) {
                if (wait == null) {
                    news.acquire();
                } else if (!news.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                    wait = rounds();
                    continue;
                }
                TimeUnit.NANOSECONDS.sleep(bounds.gather().toNanos());
                wait = rounds();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Closing.
        } finally {
            if (archive != null) {
                archive.close();
            }
        }
    }

    private @Nullable Duration rounds() throws InterruptedException {
        news.drainPermits();
        Duration wait = null;
        for (GroupAudit audit : groups.values()) {
            Duration again;
            try {
                again = audit.round();
            } catch (RuntimeException e) {
                LOG.error("a round of the audit of {} failed, trying on", audit.facts.group(), e);
                again = RETRY;
            }
            wait = AuditBatch.sooner(wait, again);
        }
        return cluster == null ? wait : AuditBatch.sooner(wait, round(cluster));
    }

    private @Nullable Duration round(ClusterChain chain) throws InterruptedException {
        try {
            return chain.round(groups.values().stream()
                    .filter(GroupAudit::turn)
                    .map(audit -> audit.facts.group())
                    .toList());
        } catch (RuntimeException e) {
            LOG.error("a round of the cluster's audit failed, trying on", e);
            return RETRY;
        }
    }

    /** Ends it and waits at most two seconds for its thread. What has no entry yet, another member or the next start appends. */
    void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
