package dev.baton.agent;

import dev.baton.audit.AuditContent;
import dev.baton.audit.AuditDraft;
import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.Json;
import dev.baton.model.StoreLayout;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.Ticker;
import java.util.List;

/** The actions that a group's entries are about: they leave the store with their entry, once nobody could ask for them again. By the auditor's thread. */
final class AuditSubjects implements AuditTrim.Subjects {
    private static final int CHILDREN = 4;

    private final AuditStore store;
    private final AuditFacts facts;
    private final AuditBounds bounds;
    private final Ticker ticker;

    AuditSubjects(AuditStore store, AuditFacts facts, AuditBounds bounds, Ticker ticker) {
        this.store = store;
        this.facts = facts;
        this.bounds = bounds;
        this.ticker = ticker;
    }

    @Override
    public boolean with(AuditEntry entry, List<StoreOp> ops) throws AuditStore.Unclear {
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
