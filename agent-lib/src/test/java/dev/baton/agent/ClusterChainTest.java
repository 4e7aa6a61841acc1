package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.audit.AuditChain;
import dev.baton.audit.AuditContent;
import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditHead;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.StoreLayout;
import dev.baton.port.Archive;
import dev.baton.port.AuditAppend;
import dev.baton.port.StoreOp;
import dev.baton.port.Ticker;
import dev.baton.port.WriteResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What agents do with the cluster's own chain: they append nothing, copy everything, and keep a bounded part of it in the store. */
class ClusterChainTest {
    private static final String CHAIN = AuditEntry.CLUSTER;
    private static final List<GroupId> ORDERS = List.of(new GroupId("orders"));
    private static final List<GroupId> PAYMENTS = List.of(new GroupId("payments"));
    private static final AuditBounds TINY = new AuditBounds(
            16, 8, 4, Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(24));

    /** Keeps what it is given while it is up, and then does what others do meanwhile. */
    private static final class ListArchive implements Archive {
        final List<AuditEntry> kept = new ArrayList<>();
        boolean down;

        @Nullable
        Runnable meanwhile;

        @Override
        public boolean keep(List<AuditEntry> entries) {
            if (!down) {
                kept.addAll(entries);
            }
            Runnable once = meanwhile;
            meanwhile = null;
            if (once != null) {
                once.run();
            }
            return !down;
        }

        @Override
        public void close() {}
    }

    private final TreeStore store = new TreeStore();
    private final ListArchive archive = new ListArchive();
    private long nanos = 1_000_000_000L;
    private int added;
    private final Ticker ticker = new Ticker() {
        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long wallMillis() {
            return 1_700_000_000_000L + nanos / 1_000_000L;
        }
    };

    @BeforeEach
    void cluster() {
        store.put(StoreLayout.group(ORDERS.get(0)), new byte[0]);
        store.put(StoreLayout.group(PAYMENTS.get(0)), new byte[0]);
    }

    private ClusterChain chain() {
        ClusterChain chain = new ClusterChain(store, archive, TINY, ticker);
        store.watch(StoreLayout.AUDIT, path -> path.equals(StoreLayout.AUDIT), chain::accept);
        return chain;
    }

    /** As whoever adds operators does, with the head as it is. */
    private void operators(int more) {
        try {
            for (int i = 0; i < more; i++) {
                if (!store.nodes.containsKey(StoreLayout.AUDIT)) {
                    store.put(StoreLayout.AUDIT, new byte[0]);
                }
                String key = String.format("%032x", ++added);
                OperatorRecord record = new OperatorRecord(
                        key, "operator " + added, OperatorRole.OPERATOR, "key", "enrolment", 0, "root", null, null);
                List<StoreOp> ops = AuditAppend.of(
                                CHAIN,
                                head(),
                                Objects.requireNonNull(store.nodes.get(StoreLayout.AUDIT))
                                        .version(),
                                List.of(AuditContent.operator(record)),
                                "root",
                                ticker.wallMillis())
                        .ops();
                TreeStore.Fate before = store.fate;
                store.fate = TreeStore.Fate.ANSWERED;
                WriteResult written =
                        store.write(ops, Duration.ZERO).toCompletableFuture().join();
                store.fate = before;
                assertTrue(written instanceof WriteResult.Applied, written::toString);
            }
        } catch (Json.MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private AuditHead head() throws Json.MalformedException {
        return AuditAppend.head(CHAIN, store.data(StoreLayout.AUDIT));
    }

    private List<AuditEntry> entries() throws Json.MalformedException {
        List<AuditEntry> entries = new ArrayList<>();
        for (String name : store.children(StoreLayout.AUDIT)) {
            String path = StoreLayout.AUDIT + "/" + name;
            entries.add(AuditEntry.read(store.data(path), path));
        }
        return entries;
    }

    /** What is in the store holds, and so does what both places have together: each operator once. */
    private void whole() throws Json.MalformedException {
        assertEquals(List.of(), AuditChain.verify(CHAIN, entries(), head().inStore(), head()));
        TreeMap<Long, AuditEntry> all = new TreeMap<>();
        for (AuditEntry entry : archive.kept) {
            AuditEntry before = all.put(entry.seq(), entry);
            assertTrue(before == null || before.hash().equals(entry.hash()), entry::toString);
        }
        entries().forEach(entry -> all.put(entry.seq(), entry));
        List<AuditEntry> chain = List.copyOf(all.values());
        assertEquals(
                List.of(),
                AuditChain.verify(CHAIN, chain, AuditHead.empty(CHAIN).inStore(), head()));
        assertEquals(added, chain.size());
        assertEquals(added, chain.stream().map(AuditEntry::subject).distinct().count());
    }

    @Test
    void eachEntryIsCopiedAtOnceAndTheHeadSaysSoAndThenNothingIsReadOrWritten() throws Exception {
        ClusterChain chain = chain();
        operators(3);
        assertNull(chain.round(ORDERS));
        assertEquals(entries(), archive.kept);
        assertEquals(3, head().archivedTo());
        int reads = store.reads;
        int written = store.written.size();
        assertNull(chain.round(ORDERS));
        assertNull(chain().round(ORDERS)); // As after a restart.
        assertEquals(reads, store.reads);
        assertEquals(written, store.written.size());
        operators(1);
        assertNull(chain.round(ORDERS));
        assertEquals(4, archive.kept.size());
        whole();
    }

    @Test
    void aBoundedPartStaysInTheStoreButNothingLeavesBeforeTheArchiveHasIt() throws Exception {
        ClusterChain chain = chain();
        archive.down = true;
        operators(100);
        assertNotNull(chain.round(ORDERS));
        assertEquals(100, entries().size());
        assertEquals(0, head().archivedTo());
        archive.down = false;
        assertNull(chain.round(ORDERS));
        assertTrue(entries().size() <= TINY.entries(), entries().size() + " entries stay");
        assertFalse(entries().isEmpty());
        assertEquals(100, archive.kept.size());
        whole();
    }

    @Test
    void whoeverDoesNotAuditTheFirstGroupWaitsAndDoesItOnlyWhereNobodyElseHas() throws Exception {
        ClusterChain second = chain();
        operators(2);
        Duration wait = second.round(PAYMENTS);
        assertNotNull(wait);
        assertTrue(archive.kept.isEmpty());
        assertNull(second.round(List.of()), "who audits no group at all waits for news");
        ClusterChain first = chain();
        assertNull(first.round(ORDERS));
        nanos += wait.toNanos();
        assertNull(second.round(PAYMENTS));
        assertEquals(2, archive.kept.size(), "sent once");
        operators(1);
        Duration again = second.round(PAYMENTS);
        assertNotNull(again, "its patience begins anew");
        nanos += again.toNanos();
        assertNull(second.round(PAYMENTS));
        assertEquals(3, archive.kept.size());
        whole();
    }

    @Test
    void twoAtOnceAndLostAnswersAndOperatorsInBetweenLoseNothingAndDoubleNothing() throws Exception {
        Random random = new Random(11);
        ClusterChain one = chain();
        ClusterChain other = chain();
        for (int i = 0; i < 300; i++) {
            operators(1 + random.nextInt(3));
            store.fate = List.of(TreeStore.Fate.ANSWERED, TreeStore.Fate.ANSWER_LOST, TreeStore.Fate.LOST)
                    .get(random.nextInt(3));
            archive.down = random.nextInt(4) == 0;
            ClusterChain late = other;
            if (random.nextBoolean()) { // While the first one waits for the archive.
                archive.meanwhile = () -> meanwhile(late);
            } else if (random.nextBoolean()) {
                archive.meanwhile = () -> operators(1);
            }
            one.round(ORDERS);
            if (random.nextInt(10) == 0) {
                one = chain(); // Killed and started again.
            }
        }
        store.fate = TreeStore.Fate.ANSWERED;
        archive.down = false;
        archive.meanwhile = null;
        one.round(ORDERS);
        assertTrue(entries().size() <= TINY.entries(), entries().size() + " entries stay");
        whole();
    }

    private static void meanwhile(ClusterChain other) {
        try {
            other.round(ORDERS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aClusterThatHasNoChainGetsNone() throws Exception {
        ClusterChain chain = chain();
        assertNull(chain.round(ORDERS));
        assertFalse(store.nodes.containsKey(StoreLayout.AUDIT));
        store.put(StoreLayout.AUDIT, new byte[0]); // As `baton acl apply` makes it.
        assertNull(chain.round(ORDERS));
        assertTrue(store.written.isEmpty());
    }

    @Test
    void anEntryThatWasChangedByHandIsNeitherCopiedNorTakenAway() throws Exception {
        operators(40);
        String path = AuditAppend.path(CHAIN, 3);
        String edited = new String(store.data(path), StandardCharsets.UTF_8).replace("operator 3", "operator 4");
        store.put(path, edited.getBytes(StandardCharsets.UTF_8));
        ClusterChain chain = chain();
        assertNotNull(chain.round(ORDERS));
        assertEquals(40, entries().size());
        assertTrue(archive.kept.stream().allMatch(AuditEntry::sound));
        store.put(StoreLayout.AUDIT, "{ half".getBytes(StandardCharsets.UTF_8));
        assertNull(chain.round(ORDERS), "a head that cannot be read is told once and left alone");
    }
}
