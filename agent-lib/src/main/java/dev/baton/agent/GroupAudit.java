package dev.baton.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.audit.AuditContent;
import dev.baton.audit.AuditDraft;
import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditHead;
import dev.baton.audit.AuditKind;
import dev.baton.model.AbortRequest;
import dev.baton.model.Acknowledgement;
import dev.baton.model.ActionRecord;
import dev.baton.model.Approval;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import dev.baton.model.Policy;
import dev.baton.model.StoreLayout;
import dev.baton.port.Archive;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreEvent;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit of one group by one member: while it is that member's turn it appends what has happened and has no entry yet, sends entries to the archive,
 * and takes out of the store what the archive has.
 *
 * <p>Once for each subject: an entry is appended in a multi with the head's version, and only where no entry on the subject stands; an entry leaves the
 * store only together with what it is about. Two members that do it at once refuse each other.
 *
 * <p>By the auditor's thread.
 */
final class GroupAudit {
    private static final Logger LOG = LoggerFactory.getLogger(GroupAudit.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** How often one round tries again after somebody else was faster. */
    private static final int TRIES = 3;

    final AuditFacts facts;
    private final MemberId member;
    private final AuditStore store;
    private final AuditEpochs epochs;
    private final AuditRefusals refusals;
    private final @Nullable AuditCopy copy;
    private final @Nullable AuditTrim trim;
    private final Ticker ticker;
    private String told = "";

    GroupAudit(MemberId member, CoordinationStore store, @Nullable Archive archive, AuditBounds bounds, Ticker ticker) {
        this.member = member;
        this.ticker = ticker;
        facts = new AuditFacts(member.group());
        this.store = new AuditStore(store, member.group().value());
        epochs = new AuditEpochs(this.store, facts, ticker, bounds);
        refusals = new AuditRefusals(this.store, facts, ticker, bounds);
        copy = archive == null
                ? null
                : new AuditCopy(this.store, archive, member.group().value());
        trim = copy == null
                ? null
                : new AuditTrim(this.store, copy, new AuditSubjects(this.store, facts, bounds, ticker), bounds);
    }

    /** Whether it is that member's turn. */
    boolean turn() {
        return facts.turnOf(member);
    }

    /** Does what is to be done now; returns after how long to look again though nothing is heard, or null. */
    @Nullable
    Duration round() throws InterruptedException {
        if (!turn()) {
            return null;
        }
        try {
            store.refresh();
            for (int tries = 0; tries < TRIES; ) {
                AuditBatch batch = collect();
                if (batch.isEmpty()) {
                    Duration again = AuditBatch.sooner(epochs.again(), refusals.clear());
                    return AuditBatch.sooner(again, archived());
                }
                long archivedTo = copy == null ? 0 : copy.archivedTo();
                if (store.append(batch.drafts(), batch.marks(), archivedTo, member.value(), ticker.wallMillis())) {
                    batch.settle();
                } else {
                    tries++;
                    store.refresh();
                }
            }
            return RETRY;
        } catch (AuditStore.Unclear e) {
            if (!told.equals(e.getMessage())) {
                told = String.valueOf(e.getMessage());
                LOG.warn("the audit of {} waits, trying on: {}", member.group(), told);
            }
            return RETRY;
        }
    }

    /** Sends to the archive, and takes out of the store what is there; without an archive nothing leaves the store. */
    private @Nullable Duration archived() throws AuditStore.Unclear, InterruptedException {
        if (copy == null || trim == null) {
            return null;
        }
        if (!copy.send()) {
            return AuditCopy.RETRY;
        }
        epochs.trim(copy.archivedTo());
        return trim.run() ? null : AuditCopy.RETRY;
    }

    private AuditBatch collect() throws AuditStore.Unclear {
        AuditBatch batch = new AuditBatch(store.head().marks());
        policy(batch);
        acknowledged(batch);
        epochs.collect(batch);
        actions(batch);
        refusals.collect(batch);
        if (batch.isEmpty() && facts.overflown()) {
            lookThrough();
            actions(batch);
            refusals.collect(batch);
        }
        return batch;
    }

    private void policy(AuditBatch batch) throws AuditStore.Unclear {
        StoreEvent.Node node = facts.policy();
        int before = batch.marks().policy();
        if (node == null || node.version() <= before) {
            return;
        }
        try {
            Policy policy = Json.read(node.data(), Policy.class, node.path());
            AuditDraft draft = AuditContent.policy(before, lastPolicy(), node.version(), node.zxid(), policy);
            batch.add(draft, batch.marks().policy(node.version()), () -> {});
        } catch (Json.MalformedException told) {
            // The members say so; once it can be read, that version is audited.
        }
    }

    /** As the last entry about it has it; null where that has left the store. */
    private @Nullable Policy lastPolicy() throws AuditStore.Unclear {
        List<Long> last = store.entries().stream()
                .filter(each -> each.about().kind() == AuditKind.POLICY)
                .map(AuditStore.Known::seq)
                .reduce((earlier, later) -> later)
                .map(List::of)
                .orElse(List.of());
        for (AuditEntry entry : store.read(last)) {
            JsonNode after = entry.content().path("after");
            try {
                return Json.read(Json.bytes(after), Policy.class, "entry " + entry.seq());
            } catch (Json.MalformedException tooLarge) {
                return null;
            }
        }
        return null;
    }

    private void acknowledged(AuditBatch batch) {
        StoreEvent.Node node = facts.acknowledged();
        if (node == null || node.version() <= batch.marks().acknowledged()) {
            return;
        }
        try {
            Acknowledgement read = Json.read(node.data(), Acknowledgement.class, node.path());
            if (!read.equals(Acknowledgement.NONE)) {
                AuditHead.Marks marks = batch.marks().acknowledged(node.version());
                batch.add(AuditContent.acknowledged(read, node.version(), node.zxid()), marks, () -> {});
            }
        } catch (Json.MalformedException told) {
            // As for a policy.
        }
    }

    private void actions(AuditBatch batch) throws AuditStore.Unclear {
        List<Map.Entry<String, Long>> unknown = new ArrayList<>();
        for (Map.Entry<String, Long> each : facts.ended()) {
            if (store.has(
                    new AuditDraft.Subject(AuditKind.ACTION, each.getKey(), AuditContent.zxid(each.getValue())))) {
                facts.audited(each.getKey(), each.getValue());
            } else if (unknown.size() < AuditBatch.MOST) {
                unknown.add(each);
            }
        }
        GroupId group = member.group();
        List<ReadResult> read = store.readAll(unknown.stream()
                .flatMap(each -> Stream.of(
                        StoreLayout.action(group, each.getKey()),
                        StoreLayout.abort(group, each.getKey()),
                        StoreLayout.approval(group, each.getKey())))
                .toList());
        for (int i = 0; i < unknown.size(); i++) {
            Map.Entry<String, Long> each = unknown.get(i);
            Runnable done = () -> facts.audited(each.getKey(), each.getValue());
            AuditDraft draft = read.get(3 * i) instanceof ReadResult.Found found
                    ? action(found, read.get(3 * i + 1), read.get(3 * i + 2))
                    : null;
            if (draft == null || store.has(draft.about())) {
                done.run();
            } else {
                batch.add(draft, batch.marks(), done);
            }
        }
    }

    /** Null for what is no action that has ended: that is no end to tell of, and what it is instead the watch tells. */
    private static @Nullable AuditDraft action(ReadResult.Found found, ReadResult abort, ReadResult approval) {
        ActionRecord record = read(found, ActionRecord.class);
        return record == null || !record.ended()
                ? null
                : AuditContent.action(
                        record,
                        found.version(),
                        found.zxid(),
                        read(abort, AbortRequest.class),
                        read(approval, Approval.class));
    }

    private static <T> @Nullable T read(ReadResult result, Class<T> type) {
        try {
            return result instanceof ReadResult.Found found ? Json.read(found.data(), type, found.path()) : null;
        } catch (Json.MalformedException told) {
            return null;
        }
    }

    /** More came at once than is remembered: what has no entry is found in the store. */
    private void lookThrough() throws AuditStore.Unclear {
        facts.lookedThrough();
        Set<String> known = store.entries().stream()
                .filter(each -> each.about().kind() == AuditKind.ACTION)
                .map(each -> each.about().subject())
                .collect(Collectors.toSet());
        List<String> paths = store.children(StoreLayout.actions(member.group())).stream()
                .filter(id -> !known.contains(id))
                .map(id -> StoreLayout.actions(member.group()) + "/" + id)
                .toList();
        for (int from = 0; from < paths.size() && !facts.overflown(); from += AuditBatch.MOST) {
            for (ReadResult read : store.readAll(paths.subList(from, Math.min(paths.size(), from + AuditBatch.MOST)))) {
                if (read instanceof ReadResult.Found found) {
                    facts.accept(new StoreEvent.Node(
                            found.path(), found.data(), found.version(), found.zxid(), ticker.nanos()));
                }
            }
        }
    }
}
