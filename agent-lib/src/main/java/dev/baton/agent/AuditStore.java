package dev.baton.agent;

import dev.baton.audit.AuditChain;
import dev.baton.audit.AuditDraft;
import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditHead;
import dev.baton.audit.AuditKind;
import dev.baton.model.Json;
import dev.baton.port.AuditAppend;
import dev.baton.port.ChildrenResult;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One chain in the store, as its auditor knows it: the head, and of each entry what it is about. By the auditor's thread, which waits for the store,
 * each wait bounded.
 */
final class AuditStore {
    private static final Logger LOG = LoggerFactory.getLogger(AuditStore.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    /** How many reads are under way at once. */
    private static final int AT_ONCE = 64;

    /** What is remembered of an entry. */
    record Known(long seq, AuditDraft.Subject about) {}

    /** The store did not answer, or says what it should not: nothing is claimed, and the next round begins by reading. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message);
        }
    }

    private final CoordinationStore store;
    private final String chain;
    private final TreeMap<Long, Known> entries = new TreeMap<>();
    private final Set<AuditDraft.Subject> subjects = new HashSet<>();
    private AuditHead head;
    private int version = -1;
    private String told = "";

    AuditStore(CoordinationStore store, String chain) {
        this.store = store;
        this.chain = chain;
        head = AuditHead.empty(chain);
    }

    AuditHead head() {
        return head;
    }

    int version() {
        return version;
    }

    Collection<Known> entries() {
        return entries.values();
    }

    boolean has(AuditDraft.Subject subject) {
        return subjects.contains(subject);
    }

    /** Whether an entry on that subject stands, as of whichever transaction. */
    boolean has(AuditKind kind, String subject) {
        return subjects.stream()
                .anyMatch(each -> each.kind() == kind && each.subject().equals(subject));
    }

    /** Makes the chain's node where there is none, and reads what is new since the last time. */
    void refresh() throws Unclear {
        if (!look()) {
            write(List.of(AuditAppend.create(chain)));
            if (!look()) {
                throw new Unclear(AuditAppend.root(chain) + ": there is none, and it could not be made");
            }
        }
    }

    /** Reads what is new since the last time; false where there is no such chain. */
    boolean look() throws Unclear {
        ReadResult read = read(AuditAppend.root(chain));
        if (read instanceof ReadResult.Absent) {
            return false;
        }
        if (!(read instanceof ReadResult.Found found)) {
            throw new Unclear(AuditAppend.root(chain) + ": " + read);
        }
        if (found.version() == version) {
            return true;
        }
        try {
            head = AuditAppend.head(chain, found.data());
        } catch (Json.MalformedException e) {
            version = -1;
            throw new Unclear(String.valueOf(e.getMessage()));
        }
        readEntries();
        version = found.version();
        return true;
    }

    private void readEntries() throws Unclear {
        Set<Long> there = new HashSet<>();
        List<Long> unknown = new ArrayList<>();
        for (String name : children(AuditAppend.root(chain))) {
            try {
                long seq = Long.parseLong(name);
                there.add(seq);
                if (!entries.containsKey(seq)) {
                    unknown.add(seq);
                }
            } catch (NumberFormatException foreign) {
                trouble(AuditAppend.root(chain) + "/" + name + ": expected the number of an entry");
            }
        }
        entries.keySet().retainAll(there);
        for (AuditEntry entry : read(unknown)) {
            entries.put(entry.seq(), new Known(entry.seq(), entry.about()));
        }
        subjects.clear();
        entries.values().forEach(known -> subjects.add(known.about()));
    }

    /** Those entries as they stand; what is none, or is gone, is left out and told. */
    List<AuditEntry> read(List<Long> seqs) throws Unclear {
        List<AuditEntry> all = new ArrayList<>();
        for (int from = 0; from < seqs.size(); from += AT_ONCE) {
            List<String> paths = seqs.subList(from, Math.min(seqs.size(), from + AT_ONCE)).stream()
                    .map(seq -> AuditAppend.path(chain, seq))
                    .toList();
            for (ReadResult result : readAll(paths)) {
                if (result instanceof ReadResult.Found found) {
                    AuditEntry entry = entry(found);
                    if (entry != null) {
                        all.add(entry);
                    }
                }
            }
        }
        return all;
    }

    private @Nullable AuditEntry entry(ReadResult.Found found) {
        try {
            AuditEntry entry = AuditEntry.read(found.data(), found.path());
            if (!AuditAppend.path(chain, entry.seq()).equals(found.path())) {
                throw new Json.MalformedException(found.path() + ": expected the entry of that place, found entry "
                        + entry.seq() + " of " + entry.chain());
            }
            return entry;
        } catch (Json.MalformedException e) {
            trouble(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void trouble(String what) {
        if (!what.equals(told)) {
            told = what;
            LOG.error("the audit of {} was changed by hand ('baton audit verify' finds every place): {}", chain, what);
        }
    }

    /** Appends those, whose marks the head then has; false where somebody else was faster or the answer was lost: refresh and look again. */
    boolean append(List<AuditDraft> drafts, AuditHead.Marks marks, long archivedTo, String by, long wallMillis) {
        AuditAppend.Write write =
                AuditAppend.of(chain, head.marks(marks).archived(archivedTo), version, drafts, by, wallMillis);
        return change(write.ops(), write.appended());
    }

    private boolean change(List<StoreOp> ops, AuditChain.Appended appended) {
        WriteResult result = write(ops);
        if (!(result instanceof WriteResult.Applied applied)) {
            version = -1;
            return false;
        }
        head = appended.head();
        version = applied.versions().get(0);
        for (AuditEntry entry : appended.entries()) {
            entries.put(entry.seq(), new Known(entry.seq(), entry.about()));
            subjects.add(entry.about());
        }
        return true;
    }

    /** Notes up to which the archive has the entries, where that is news; false as for an append. */
    boolean archived(long to) {
        AuditHead next = head.archived(to);
        return next.equals(head)
                || change(
                        List.of(new StoreOp.Set(AuditAppend.root(chain), Json.bytes(next), version)),
                        new AuditChain.Appended(next, List.of()));
    }

    /** Takes the entries up to that one out of the store, with whatever else goes with them; false as for an append. */
    boolean trim(AuditEntry last, long archivedTo, List<StoreOp> more) {
        AuditHead next = head.trimmed(last).archived(archivedTo);
        List<StoreOp> ops = new ArrayList<>();
        ops.add(new StoreOp.Set(AuditAppend.root(chain), Json.bytes(next), version));
        entries.headMap(last.seq(), true)
                .keySet()
                .forEach(seq -> ops.add(new StoreOp.Delete(AuditAppend.path(chain, seq), 0)));
        ops.addAll(more);
        if (!change(ops, new AuditChain.Appended(next, List.of()))) {
            return false;
        }
        var gone = entries.headMap(last.seq(), true);
        gone.values().forEach(known -> subjects.remove(known.about()));
        gone.clear();
        return true;
    }

    /** The operations that take a node away with its children; at most {@code most} children, the rest another time. */
    List<StoreOp> deletion(String path, int itsVersion, int most) throws Unclear {
        List<StoreOp> ops = new ArrayList<>();
        List<String> below = children(path);
        for (ReadResult child : readAll(
                below.stream().limit(most).map(name -> path + "/" + name).toList())) {
            if (child instanceof ReadResult.Found found) {
                ops.add(new StoreOp.Delete(found.path(), found.version()));
            }
        }
        if (below.size() <= most) {
            ops.add(new StoreOp.Delete(path, itsVersion));
        }
        return ops;
    }

    ReadResult read(String path) {
        return join(store.read(path, TIMEOUT), path);
    }

    List<ReadResult> readAll(List<String> paths) throws Unclear {
        List<CompletionStage<ReadResult>> asked =
                paths.stream().map(path -> store.read(path, TIMEOUT)).toList();
        List<ReadResult> all = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            ReadResult result = join(asked.get(i), paths.get(i));
            if (result instanceof ReadResult.Unknown unknown) {
                throw new Unclear(paths.get(i) + ": " + unknown.detail());
            }
            all.add(result);
        }
        return all;
    }

    private static ReadResult join(CompletionStage<ReadResult> stage, String path) {
        ReadResult result = stage.exceptionally(failure -> new ReadResult.Unknown(path + ": " + failure))
                .toCompletableFuture()
                .join();
        return Objects.requireNonNull(result);
    }

    List<String> children(String path) throws Unclear {
        ChildrenResult result =
                store.children(path, TIMEOUT).toCompletableFuture().join();
        if (result instanceof ChildrenResult.Found found) {
            return found.names();
        }
        throw new Unclear(path + ": " + result);
    }

    WriteResult write(List<StoreOp> ops) {
        return store.write(ops, TIMEOUT).toCompletableFuture().join();
    }
}
