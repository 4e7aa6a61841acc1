package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.audit.AuditChain;
import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditHead;
import dev.baton.audit.AuditKind;
import dev.baton.model.AbortRequest;
import dev.baton.model.Acknowledgement;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.Activation;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.EpochRecord;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.OpenAction;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import dev.baton.model.Refusal;
import dev.baton.model.StoreLayout;
import dev.baton.port.Archive;
import dev.baton.port.AuditAppend;
import dev.baton.port.StoreEvent;
import dev.baton.port.StoreOp;
import dev.baton.port.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an auditor writes, once for each subject, and what it takes away. */
class GroupAuditTest {
    private static final GroupId ORDERS = new GroupId("orders");
    private static final MemberId A = new MemberId("orders-a");
    private static final MemberId B = new MemberId("orders-b");
    private static final long WALL = 1_700_000_000_000L;
    private static final AuditBounds TINY = new AuditBounds(
            16, 8, 4, Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(24));

    /** Keeps what it is given while it is up. */
    private static final class MapArchive implements Archive {
        final List<AuditEntry> kept = new ArrayList<>();
        boolean down;

        @Override
        public boolean keep(List<AuditEntry> entries) {
            if (!down) {
                kept.addAll(entries);
            }
            return !down;
        }

        @Override
        public void close() {}
    }

    private final TreeStore store = new TreeStore();
    private final MapArchive archive = new MapArchive();
    private long nanos = 1_000_000_000L;
    private final Ticker ticker = new Ticker() {
        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long wallMillis() {
            return WALL + nanos / 1_000_000L;
        }
    };

    @BeforeEach
    void group() {
        store.put(StoreLayout.policy(ORDERS), Json.bytes(Policy.DEFAULT));
        store.put(StoreLayout.acknowledged(ORDERS), Json.bytes(Acknowledgement.NONE));
        store.put(StoreLayout.openAction(ORDERS), Json.bytes(OpenAction.NONE));
        store.put(StoreLayout.live(A), new byte[0]);
        store.put(StoreLayout.live(B), new byte[0]);
        epoch(1, A, true);
    }

    private void epoch(long number, MemberId holder, boolean active) {
        Epoch epoch = new Epoch(number);
        Incarnation life = new Incarnation("life");
        EpochRecord record =
                new EpochRecord(epoch, holder, life, Cause.CRASHED, holder.value(), "gone", Hlc.ZERO, null, -1, null);
        store.put(StoreLayout.epoch(ORDERS, epoch), Json.bytes(record));
        lead(number, holder, LeadershipState.PROMOTING);
        if (active) {
            activate(number, holder);
        }
    }

    private void activate(long number, MemberId holder) {
        Epoch epoch = new Epoch(number);
        store.put(
                StoreLayout.activation(ORDERS, epoch),
                Json.bytes(new Activation(epoch, Hlc.ZERO, 5, 60, "wait", null)));
        lead(number, holder, LeadershipState.PRIMARY);
    }

    private void lead(long epoch, MemberId holder, LeadershipState state) {
        store.put(
                StoreLayout.leadership(ORDERS),
                Json.bytes(new Leadership(
                        new Epoch(epoch),
                        holder,
                        new Incarnation("life"),
                        state,
                        Hlc.ZERO,
                        Cause.CRASHED,
                        null,
                        null,
                        Set.of(),
                        null)));
    }

    private GroupAudit auditor(MemberId member, @Nullable Archive to) {
        GroupAudit audit = new GroupAudit(member, store, to, TINY, ticker);
        store.watch(StoreLayout.group(ORDERS), path -> true, audit.facts::accept);
        return audit;
    }

    private ActionRequest request(String id) {
        return new ActionRequest(
                id,
                ORDERS,
                ActionKind.SWITCHOVER,
                B,
                new Epoch(1),
                3,
                "because " + id,
                "oncall",
                new Hlc(ticker.wallMillis(), 0),
                ticker.wallMillis() + 60_000,
                List.of(),
                null,
                null);
    }

    private void asked(String id) {
        store.put(StoreLayout.action(ORDERS, id), Json.bytes(ActionRecord.requested(request(id))));
    }

    private void ended(String id) {
        asked(id);
        ActionStep end =
                new ActionStep(ActionStep.Name.ENDED, ActionStep.State.DONE, -1, Hlc.ZERO, "orders-b", -1, "refused");
        ActionRecord record = ActionRecord.requested(request(id))
                .ended(
                        Outcome.FAILED_UNCHANGED,
                        List.of(new Refusal("signature", "a good one", "none")),
                        List.of(),
                        end,
                        77);
        AbortRequest abort = new AbortRequest(id, ORDERS, "second", "stop it", Hlc.ZERO, "key", "signed");
        store.put(StoreLayout.abort(ORDERS, id), Json.bytes(abort));
        store.put(StoreLayout.action(ORDERS, id), Json.bytes(record));
    }

    private AuditHead head() throws Json.MalformedException {
        return AuditAppend.head("orders", store.data(StoreLayout.audit(ORDERS)));
    }

    private List<AuditEntry> entries() throws Json.MalformedException {
        List<AuditEntry> entries = new ArrayList<>();
        for (String name : store.children(StoreLayout.audit(ORDERS))) {
            String path = StoreLayout.audit(ORDERS) + "/" + name;
            entries.add(AuditEntry.read(store.data(path), path));
        }
        return entries;
    }

    private List<AuditEntry> entries(AuditKind kind) throws Json.MalformedException {
        return entries().stream().filter(each -> each.kind() == kind).toList();
    }

    /** The whole chain holds, from the archive's beginning to the head, and each action is there once. */
    private void whole(Set<String> actions) throws Json.MalformedException {
        assertEquals(List.of(), AuditChain.verify("orders", entries(), head().inStore(), head()));
        TreeMap<Long, AuditEntry> all = new TreeMap<>();
        for (AuditEntry entry : archive.kept) {
            AuditEntry before = all.put(entry.seq(), entry);
            assertTrue(before == null || before.hash().equals(entry.hash()));
        }
        entries().forEach(entry -> all.put(entry.seq(), entry));
        List<AuditEntry> chain = List.copyOf(all.values());
        assertEquals(
                List.of(),
                AuditChain.verify("orders", chain, AuditHead.empty("orders").inStore(), head()));
        Map<String, Integer> times = new HashMap<>();
        chain.stream()
                .filter(each -> each.kind() == AuditKind.ACTION)
                .forEach(each -> times.merge(each.subject(), 1, Integer::sum));
        assertEquals(actions, times.keySet());
        assertTrue(times.values().stream().allMatch(count -> count == 1), times::toString);
    }

    @Test
    void whatHappenedIsWrittenOnceWithWhoWhyAndEachStep() throws Exception {
        GroupAudit a = auditor(A, null);
        ended("s1");
        a.round();
        assertEquals(
                List.of(AuditKind.POLICY, AuditKind.EPOCH, AuditKind.ACTION),
                entries().stream().map(AuditEntry::kind).toList());
        AuditEntry action = entries(AuditKind.ACTION).get(0);
        assertEquals("s1", action.subject());
        assertEquals("oncall", action.content().at("/action/request/operator").textValue());
        assertEquals("because s1", action.content().at("/action/request/reason").textValue());
        assertEquals("signature", action.content().at("/action/refused/0/rule").textValue());
        assertEquals(
                List.of("0x4d", action.zxid()),
                action.content().at("/action/steps").findValuesAsText("zxid"));
        assertEquals(
                60,
                entries(AuditKind.EPOCH)
                        .get(0)
                        .content()
                        .at("/activation/outageMillis")
                        .intValue());
        int before = store.written.size();
        a.round();
        auditor(A, null).round(); // As after a restart.
        assertEquals(before, store.written.size());
        store.put(StoreLayout.policy(ORDERS), Json.bytes(Policy.DEFAULT.in(Policy.Mode.PAUSED)));
        store.put(
                StoreLayout.acknowledged(ORDERS),
                Json.bytes(new Acknowledgement(new Epoch(1), "oncall", "seen", Hlc.ZERO)));
        a.round();
        AuditEntry policy = entries(AuditKind.POLICY).get(1);
        assertEquals("ACTIVE_PASSIVE", policy.content().at("/before/mode").textValue());
        assertEquals("PAUSED", policy.content().at("/after/mode").textValue());
        assertEquals(1, entries(AuditKind.ACKNOWLEDGED).size());
        whole(Set.of("s1"));
    }

    @Test
    void onlyOneMembersTurnItIsAndWhereTwoThinkSoNothingIsWrittenTwice() throws Exception {
        GroupAudit a = auditor(A, null);
        GroupAudit b = auditor(B, null);
        ended("s1");
        assertNull(b.round());
        assertFalse(store.nodes.containsKey(StoreLayout.audit(ORDERS)));
        a.round();
        ended("s2");
        b.facts.accept(new StoreEvent.Gone(StoreLayout.live(A))); // B alone believes that A is gone.
        b.round();
        a.round();
        ended("s3");
        a.round();
        b.round();
        whole(Set.of("s1", "s2", "s3"));
    }

    @Test
    void anEpochIsWrittenOnceItServesOrOnceItNeverWill() throws Exception {
        GroupAudit a = auditor(A, null);
        a.round();
        epoch(2, A, false);
        assertNotNull(a.round());
        assertEquals(1, entries(AuditKind.EPOCH).size());
        activate(2, A);
        a.round();
        epoch(3, A, false);
        epoch(4, A, true);
        a.round();
        assertEquals(
                List.of("1", "2", "3", "4"),
                entries(AuditKind.EPOCH).stream().map(AuditEntry::subject).toList());
        assertFalse(entries(AuditKind.EPOCH).get(2).content().has("activation"));
    }

    @Test
    void anAnswerThatIsLostWritesNothingTwiceAndLosesNothing() throws Exception {
        Random random = new Random(7);
        GroupAudit a = auditor(A, archive);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            String id = "s" + i;
            ended(id);
            ids.add(id);
            nanos += Duration.ofMinutes(2).toNanos();
            store.fate = List.of(TreeStore.Fate.ANSWERED, TreeStore.Fate.ANSWER_LOST, TreeStore.Fate.LOST)
                    .get(random.nextInt(3));
            archive.down = random.nextInt(4) == 0;
            a.round();
            if (random.nextInt(10) == 0) {
                a = auditor(A, archive); // Killed and started again.
            }
        }
        store.fate = TreeStore.Fate.ANSWERED;
        archive.down = false;
        nanos += Duration.ofHours(1).toNanos();
        a.round();
        a.round();
        whole(ids);
        assertTrue(entries().size() <= TINY.entries(), entries().size() + " entries stay");
        assertTrue(store.children(StoreLayout.actions(ORDERS)).size() <= TINY.actions());
    }

    @Test
    void withoutAnArchiveNothingLeavesTheStore() throws Exception {
        GroupAudit a = auditor(A, null);
        for (int i = 0; i < 40; i++) {
            ended("s" + i);
        }
        nanos += Duration.ofDays(3).toNanos();
        a.round();
        assertEquals(40, entries(AuditKind.ACTION).size());
        assertEquals(40, store.children(StoreLayout.actions(ORDERS)).size());
    }

    @Test
    void anActionStaysUntilNobodyCouldAskForItAgainAndWhatTheArchiveHasNotStaysToo() throws Exception {
        GroupAudit a = auditor(A, archive);
        for (int i = 0; i < 40; i++) {
            ended("s" + i);
        }
        a.round();
        assertEquals(40, store.children(StoreLayout.actions(ORDERS)).size());
        archive.down = true;
        ended("late");
        nanos += Duration.ofMinutes(7).toNanos();
        assertNotNull(a.round());
        assertEquals(41, store.children(StoreLayout.actions(ORDERS)).size());
        archive.down = false;
        a.round();
        assertTrue(store.children(StoreLayout.actions(ORDERS)).size() <= TINY.actions());
        assertFalse(store.nodes.containsKey(StoreLayout.action(ORDERS, "s0") + "/abort"));
        assertTrue(head().trimmedTo() > 0);
    }

    @Test
    void aBurstOfRefusedRequestsIsWrittenInFewWrites() throws Exception {
        GroupAudit a = auditor(A, archive);
        a.round();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ended("s" + i);
            ids.add("s" + i);
        }
        store.written.clear();
        a.round();
        assertTrue(store.written.size() <= 1_000 / AuditBatch.MOST + 3, store.written.size() + " writes");
        for (List<StoreOp> ops : store.written) {
            int bytes = ops.stream()
                    .mapToInt(op -> op instanceof StoreOp.Create create ? create.data().length : 0)
                    .sum();
            assertTrue(bytes < 900_000, bytes + " bytes");
        }
        whole(ids);
        nanos += Duration.ofMinutes(10).toNanos();
        a.round();
        assertTrue(entries().size() <= TINY.entries());
        whole(ids);
    }

    @Test
    void moreThanIsRememberedAtOnceIsFoundInTheStore() throws Exception {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 4_300; i++) {
            ended("s" + i);
            ids.add("s" + i);
        }
        auditor(A, null).round();
        whole(ids);
    }

    @Test
    void whatIsNoActionIsAuditedOnceAndTakenAwayAfterAMinute() throws Exception {
        GroupAudit a = auditor(A, null);
        String bad = StoreLayout.action(ORDERS, "bad");
        byte[] nonsense = "{\"steps\":".getBytes(StandardCharsets.UTF_8);
        store.put(bad, nonsense);
        asked("forged");
        store.put(bad + "/child", new byte[0]);
        a.facts.rejected(StoreLayout.action(ORDERS, "forged"), "its rights are not the table's", nanos);
        nanos += 1;
        a.round();
        List<AuditEntry> refused = entries(AuditKind.REFUSED);
        assertEquals(
                Set.of("bad", "forged"),
                new HashSet<>(refused.stream().map(AuditEntry::subject).toList()));
        assertEquals(
                9,
                refused.stream()
                        .filter(each -> each.subject().equals("bad"))
                        .findFirst()
                        .orElseThrow()
                        .content()
                        .get("bytes")
                        .intValue());
        nanos += Duration.ofSeconds(30).toNanos();
        a.round();
        assertTrue(store.nodes.containsKey(bad));
        nanos += Duration.ofSeconds(40).toNanos();
        a.round();
        a.round();
        assertEquals(List.of(), store.children(StoreLayout.actions(ORDERS)));
        assertEquals(2, entries(AuditKind.REFUSED).size());
        store.put(bad, nonsense); // Again: another node, another entry.
        a.round();
        assertEquals(3, entries(AuditKind.REFUSED).size());
    }

    @Test
    void aRequestThatNobodyOpenedIsAuditedAndTakenAwayOnceItHasExpiredButNotTheOpenOne() throws Exception {
        GroupAudit a = auditor(A, null);
        asked("open");
        store.put(StoreLayout.openAction(ORDERS), Json.bytes(new OpenAction("open")));
        asked("stray");
        assertNotNull(a.round());
        assertEquals(List.of(), entries(AuditKind.REFUSED));
        nanos += Duration.ofMinutes(5).toNanos();
        a.round();
        a.round();
        assertEquals(List.of("open"), store.children(StoreLayout.actions(ORDERS)));
        assertEquals(
                List.of("stray"),
                entries(AuditKind.REFUSED).stream().map(AuditEntry::subject).toList());
    }

    @Test
    void oldEpochsLeaveWithTheirActivationsOnceTheArchiveHasThem() throws Exception {
        GroupAudit a = auditor(A, archive);
        for (int i = 2; i <= 12; i++) {
            epoch(i, A, true);
        }
        a.round();
        assertEquals(TINY.epochs(), store.children(StoreLayout.epochs(ORDERS)).size());
        assertTrue(store.nodes.containsKey(StoreLayout.activation(ORDERS, new Epoch(12))));
        assertFalse(store.nodes.containsKey(StoreLayout.activation(ORDERS, new Epoch(8))));
        whole(Set.of());
    }

    @Test
    void whereNothingHappensNothingIsWrittenAndNothingWaitsForAClock() throws Exception {
        GroupAudit a = auditor(A, archive);
        ended("s1");
        a.round();
        int before = store.written.size();
        assertNull(a.round());
        assertEquals(before, store.written.size());
    }

    @Test
    void anEntryThatWasChangedByHandStaysWhereItIs() throws Exception {
        GroupAudit a = auditor(A, null);
        for (int i = 0; i < 40; i++) {
            ended("s" + i);
        }
        a.round();
        AuditEntry third = entries().get(2);
        String path = AuditAppend.path("orders", third.seq());
        store.put(
                path,
                new String(third.bytes(), StandardCharsets.UTF_8)
                        .replace("oncall", "nobody")
                        .getBytes(StandardCharsets.UTF_8));
        nanos += Duration.ofHours(1).toNanos();
        GroupAudit next = auditor(A, archive);
        next.round();
        assertTrue(store.nodes.containsKey(path));
        ended("later");
        next.round();
        List<AuditChain.Problem> problems = AuditChain.verify("orders", entries(), head().inStore(), head());
        assertEquals(List.of(3L), problems.stream().map(AuditChain.Problem::seq).toList());
    }
}
