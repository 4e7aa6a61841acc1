package dev.baton.agent;

import dev.baton.audit.AuditContent;
import dev.baton.audit.AuditDraft;
import dev.baton.model.Json;
import dev.baton.model.OpenAction;
import dev.baton.model.StoreLayout;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.Ticker;
import dev.baton.port.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nodes in the place of actions that are none, and requests that nobody opened before they expired: each is audited once, and after a while taken away, so
 * that whoever may create them cannot fill the store. By the auditor's thread.
 */
final class AuditRefusals {
    private static final int CHILDREN = 64;
    private static final Duration NOT_YET = Duration.ofSeconds(10);

    private final AuditStore store;
    private final AuditFacts facts;
    private final Ticker ticker;
    private final AuditBounds bounds;
    private final Set<AuditFacts.Suspect> audited = new HashSet<>();

    AuditRefusals(AuditStore store, AuditFacts facts, Ticker ticker, AuditBounds bounds) {
        this.store = store;
        this.facts = facts;
        this.ticker = ticker;
        this.bounds = bounds;
    }

    void collect(AuditBatch batch) throws AuditStore.Unclear {
        for (AuditFacts.Unopened each : facts.unopened()) {
            if (expired(each)) {
                facts.rejected(
                        StoreLayout.actions(facts.group()) + "/" + each.id(),
                        "asked for and never opened; good until " + instant(each.expiresAt()),
                        each.sinceNanos());
            }
        }
        List<AuditFacts.Suspect> all = facts.suspects();
        audited.retainAll(new HashSet<>(all));
        List<AuditFacts.Suspect> suspects =
                all.stream().filter(each -> !audited.contains(each)).toList();
        for (int from = 0; from < suspects.size() && !batch.full(); from += AuditBatch.MOST) {
            List<AuditFacts.Suspect> some = suspects.subList(from, Math.min(suspects.size(), from + AuditBatch.MOST));
            List<ReadResult> read =
                    store.readAll(some.stream().map(AuditFacts.Suspect::path).toList());
            for (int i = 0; i < read.size(); i++) {
                collect(batch, some.get(i), read.get(i));
            }
        }
    }

    private void collect(AuditBatch batch, AuditFacts.Suspect suspect, ReadResult read) {
        if (!(read instanceof ReadResult.Found found)) {
            facts.settled(suspect.path());
            return;
        }
        AuditDraft draft =
                AuditContent.refused(found.path(), found.data(), found.version(), found.zxid(), suspect.what());
        if (store.has(draft.about())) {
            audited.add(suspect);
        } else {
            batch.add(draft, batch.marks(), () -> audited.add(suspect));
        }
    }

    private boolean expired(AuditFacts.Unopened each) {
        return ticker.wallMillis() > each.expiresAt()
                || ticker.nanos() - each.sinceNanos() > bounds.expiry().toNanos();
    }

    private static String instant(long millis) {
        return Math.abs(millis) > Instant.parse("9999-12-31T23:59:59Z").toEpochMilli()
                ? Long.toString(millis)
                : Instant.ofEpochMilli(millis).toString();
    }

    /** Takes away what is audited and was there long enough; returns after how long to look again, or null. */
    @Nullable
    Duration clear() throws AuditStore.Unclear {
        Duration again = facts.unopened().isEmpty() ? null : NOT_YET;
        List<StoreOp> ops = new ArrayList<>();
        List<List<StoreOp>> each = new ArrayList<>();
        for (AuditFacts.Suspect suspect : facts.suspects()) {
            String id = suspect.path().substring(suspect.path().lastIndexOf('/') + 1);
            long left = bounds.rejected().toNanos() - (ticker.nanos() - suspect.sinceNanos());
            if (left > 0) {
                again = AuditBatch.sooner(again, Duration.ofNanos(left));
                continue;
            }
            again = AuditBatch.sooner(again, NOT_YET); // Settled once it is seen to be gone.
            List<StoreOp> its = deletion(suspect);
            if (!its.isEmpty() && facts.opens(id)) {
                close(id, its);
            } else if (!its.isEmpty()) {
                ops.addAll(its);
                each.add(its);
            }
            if (ops.size() >= CHILDREN) {
                delete(ops, each);
            }
        }
        delete(ops, each);
        return again;
    }

    /** It was opened, and would keep operators from every other action: it is closed in the write that takes it away. */
    private void close(String id, List<StoreOp> its) throws AuditStore.Unclear {
        String path = StoreLayout.openAction(facts.group());
        if (store.readAll(List.of(path)).get(0) instanceof ReadResult.Found found && names(found, id)) {
            List<StoreOp> ops = new ArrayList<>(its);
            ops.add(new StoreOp.Set(path, Json.bytes(OpenAction.NONE), found.version()));
            store.write(List.copyOf(ops));
        }
    }

    private static boolean names(ReadResult.Found open, String id) {
        try {
            return id.equals(
                    Json.read(open.data(), OpenAction.class, open.path()).id());
        } catch (Json.MalformedException nonsense) {
            return false;
        }
    }

    private List<StoreOp> deletion(AuditFacts.Suspect suspect) throws AuditStore.Unclear {
        if (!(store.readAll(List.of(suspect.path())).get(0) instanceof ReadResult.Found found)) {
            facts.settled(suspect.path());
            return List.of();
        }
        AuditDraft draft =
                AuditContent.refused(found.path(), found.data(), found.version(), found.zxid(), suspect.what());
        return store.has(draft.about()) ? store.deletion(found.path(), found.version(), CHILDREN) : List.of();
    }

    /** All in one write; where one of them is refused, each by itself. */
    private void delete(List<StoreOp> ops, List<List<StoreOp>> each) {
        if (!ops.isEmpty() && !(store.write(List.copyOf(ops)) instanceof WriteResult.Applied) && each.size() > 1) {
            each.forEach(store::write);
        }
        ops.clear();
        each.clear();
    }
}
