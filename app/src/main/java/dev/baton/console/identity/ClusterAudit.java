package dev.baton.console.identity;

import dev.baton.audit.AuditContent;
import dev.baton.audit.AuditDraft;
import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditHead;
import dev.baton.model.Json;
import dev.baton.model.OperatorRecord;
import dev.baton.port.AuditAppend;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The cluster's own chain, {@code /audit}. A cluster that has none yet gets it in the same write. */
public final class ClusterAudit implements AuditTrail {
    private static final String CHAIN = AuditEntry.CLUSTER;

    @Override
    public CompletionStage<List<StoreOp>> entries(
            CoordinationStore store, Duration timeout, String by, List<OperatorRecord> records) {
        return store.read(AuditAppend.root(CHAIN), timeout).thenApply(read -> switch (read) {
            case ReadResult.Found found -> appended(head(found), found.version(), by, records);
            case ReadResult.Absent _ -> {
                List<StoreOp> ops = new ArrayList<>(List.of(AuditAppend.create(CHAIN)));
                ops.addAll(appended(AuditHead.empty(CHAIN), 0, by, records));
                yield ops;
            }
            case ReadResult.Unknown unknown -> throw failed(unknown.detail());
        });
    }

    private static List<StoreOp> appended(AuditHead head, int version, String by, List<OperatorRecord> records) {
        List<AuditDraft> drafts = records.stream().map(AuditContent::operator).toList();
        return AuditAppend.of(CHAIN, head, version, drafts, by, when(records.getFirst()))
                .ops();
    }

    private static long when(OperatorRecord record) {
        Long revoked = record.revokedAt();
        return revoked == null ? record.addedAt() : revoked;
    }

    private static AuditHead head(ReadResult.Found found) {
        try {
            return AuditAppend.head(CHAIN, found.data());
        } catch (Json.MalformedException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    private static CompletionException failed(String detail) {
        return new CompletionException(
                new IllegalStateException("nothing was written, since the cluster's audit was not read: " + detail));
    }
}
