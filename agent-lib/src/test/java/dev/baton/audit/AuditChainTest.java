package dev.baton.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.EpochRecord;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to a chain of entries is found. */
class AuditChainTest {
    private static final String CHAIN = "orders";
    private static final long SEED = Long.getLong("baton.seed", 20_260_801L);
    private static final String SEED_SAYS = "seed " + SEED;

    private final Random random = new Random(SEED);
    private final AuditHead empty = AuditHead.empty(CHAIN);

    static ActionRecord action(String id, String reason) {
        ActionRequest request = new ActionRequest(
                id,
                new GroupId(CHAIN),
                ActionKind.SWITCHOVER,
                new MemberId("orders-b"),
                new Epoch(1),
                3,
                reason,
                "oncall",
                new Hlc(1_000, 2),
                30_000,
                List.of(),
                null,
                null);
        ActionStep end = new ActionStep(
                ActionStep.Name.ENDED, ActionStep.State.DONE, -1, new Hlc(2_000, 0), "orders-b", -1, "done");
        return ActionRecord.requested(request).ended(Outcome.SUCCEEDED, List.of(), List.of(), end, 1L << 60);
    }

    private List<AuditDraft> drafts(int count) {
        List<AuditDraft> drafts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drafts.add(
                    switch (random.nextInt(4)) {
                        case 0 -> AuditContent.action(action("a" + i, "reason \"é\u0001" + i), 4, 77 + i);
                        case 1 ->
                            AuditContent.refused(
                                    "/groups/orders/actions/x" + i, new byte[] {1, (byte) i}, 0, 9, "no JSON");
                        case 2 -> AuditContent.policy(i - 1, null, i, 12, Policy.DEFAULT);
                        default ->
                            AuditContent.epoch(
                                    new EpochRecord(
                                            new Epoch(i),
                                            new MemberId("orders-a"),
                                            new Incarnation("life"),
                                            Cause.INITIAL,
                                            "orders-a",
                                            "",
                                            Hlc.ZERO,
                                            null,
                                            -1,
                                            null),
                                    5,
                                    null);
                    });
        }
        return drafts;
    }

    private AuditChain.Appended chain(int count) {
        return AuditChain.append(CHAIN, empty, drafts(count), "orders-a", 1_700_000_000_000L);
    }

    private List<AuditChain.Problem> problems(List<AuditEntry> entries, AuditHead head) {
        return AuditChain.verify(CHAIN, entries, empty.inStore(), head);
    }

    @Test
    void aChainThatNobodyTouchedHolds() throws Json.MalformedException {
        AuditChain.Appended chain = chain(40);
        List<AuditEntry> read = new ArrayList<>();
        for (AuditEntry entry : chain.entries()) {
            read.add(AuditEntry.read(entry.bytes(), "here"));
        }
        assertEquals(List.of(), problems(read, chain.head()), SEED_SAYS);
        AuditChain.Appended more =
                AuditChain.append(CHAIN, chain.head(), drafts(3), "orders-b", 5); // A clock that is far behind.
        assertTrue(more.entries().get(0).at().compareTo(chain.head().at()) > 0);
        read.addAll(more.entries());
        assertEquals(List.of(), problems(read, more.head()), SEED_SAYS);
        assertEquals(
                List.of(),
                AuditChain.verify(
                        CHAIN,
                        read.subList(10, read.size()),
                        more.head().trimmed(read.get(9)).inStore(),
                        more.head()));
    }

    @Test
    void everyEditOfASingleByteIsFound() {
        AuditChain.Appended chain = chain(8);
        for (int at = 0; at < chain.entries().size(); at++) {
            byte[] bytes = chain.entries().get(at).bytes();
            for (int i = 0; i < bytes.length; i++) {
                byte[] edited = bytes.clone();
                edited[i] ^= (byte) (1 + random.nextInt(255));
                assertTrue(
                        found(chain, at, edited),
                        SEED_SAYS + ": entry " + (at + 1) + ", byte " + i + ": "
                                + new String(edited, StandardCharsets.UTF_8));
            }
        }
    }

    private boolean found(AuditChain.Appended chain, int at, byte[] edited) {
        try {
            List<AuditEntry> entries = new ArrayList<>(chain.entries());
            entries.set(at, AuditEntry.read(edited, "here"));
            return !problems(entries, chain.head()).isEmpty();
        } catch (Json.MalformedException unreadable) {
            return true;
        }
    }

    @Test
    void everyByteThatIsTakenAwayOrPutInIsFound() {
        AuditChain.Appended chain = chain(4);
        for (int at = 0; at < chain.entries().size(); at++) {
            byte[] bytes = chain.entries().get(at).bytes();
            for (int i = 0; i < bytes.length; i++) {
                byte[] shorter = new byte[bytes.length - 1];
                System.arraycopy(bytes, 0, shorter, 0, i);
                System.arraycopy(bytes, i + 1, shorter, i, bytes.length - i - 1);
                byte[] longer = new byte[bytes.length + 1];
                System.arraycopy(bytes, 0, longer, 0, i);
                longer[i] = (byte) " \n0x\"".charAt(random.nextInt(5));
                System.arraycopy(bytes, i, longer, i + 1, bytes.length - i);
                assertTrue(found(chain, at, shorter) && found(chain, at, longer), SEED_SAYS + ": byte " + i);
            }
        }
    }

    @Test
    void everyDeletionIsFoundAndNamed() {
        AuditChain.Appended chain = chain(30);
        for (int from = 0; from < 30; from++) {
            for (int to = from + 1; to <= 30; to++) {
                List<AuditEntry> entries = new ArrayList<>(chain.entries());
                entries.subList(from, to).clear();
                List<AuditChain.Problem> problems = problems(entries, chain.head());
                assertFalse(problems.isEmpty(), from + " to " + to);
                assertEquals(from + 1, problems.get(0).seq());
                AuditChain.Break what = to == 30 ? AuditChain.Break.CUT : AuditChain.Break.MISSING;
                assertEquals(what, problems.get(0).what());
            }
        }
    }

    @Test
    void everySwapIsFound() {
        AuditChain.Appended chain = chain(20);
        for (int a = 0; a < 20; a++) {
            for (int b = a + 1; b < 20; b++) {
                List<AuditEntry> entries = new ArrayList<>(chain.entries());
                Collections.swap(entries, a, b);
                assertEquals(a + 1, problems(entries, chain.head()).get(0).seq());
            }
        }
    }

    @Test
    void anEntryOfAnotherChainAndOneThatIsPutInAreFound() {
        AuditChain.Appended chain = chain(10);
        AuditChain.Appended other = AuditChain.append(
                "payments", AuditHead.empty("payments"), drafts(10), "payments-a", 1_700_000_000_000L);
        assertNotEquals(AuditEntry.genesis(CHAIN), AuditEntry.genesis("payments"));
        for (int i = 0; i < 10; i++) {
            List<AuditEntry> entries = new ArrayList<>(chain.entries());
            entries.set(i, other.entries().get(i));
            assertEquals(
                    AuditChain.Break.FOREIGN,
                    problems(entries, chain.head()).get(0).what());
            List<AuditEntry> twice = new ArrayList<>(chain.entries());
            twice.add(i, chain.entries().get(random.nextInt(10)));
            assertFalse(problems(twice, chain.head()).isEmpty());
        }
    }

    @Test
    void anEntryThatWasWrittenAnewWithItsHashIsFound() {
        AuditChain.Appended chain = chain(10);
        for (int i = 0; i < 10; i++) {
            AuditEntry old = chain.entries().get(i);
            AuditEntry forged = AuditEntry.of(
                    CHAIN,
                    old.seq(),
                    old.previous(),
                    old.at(),
                    "somebody-else",
                    drafts(1).get(0));
            List<AuditEntry> entries = new ArrayList<>(chain.entries());
            entries.set(i, forged);
            AuditChain.Problem first = problems(entries, chain.head()).get(0);
            assertEquals(i == 9 ? AuditChain.Break.CUT : AuditChain.Break.UNLINKED, first.what());
        }
    }

    @Test
    void whatTheStoreHoldsIsWrittenWhateverItHolds() throws Json.MalformedException {
        ActionRecord wild = action("wild", "half \ud800 a pair");
        AuditDraft draft = AuditContent.action(wild, 0, Long.MAX_VALUE);
        AuditDraft large = AuditContent.action(action("large", "x".repeat(900_000)), 0, 3);
        AuditChain.Appended chain = AuditChain.append(CHAIN, empty, List.of(draft, large), "orders-a", 1);
        for (AuditEntry entry : chain.entries()) {
            assertTrue(entry.bytes().length <= AuditEntry.MAX_BYTES, entry.bytes().length + " bytes");
            AuditEntry read = AuditEntry.read(entry.bytes(), "here");
            assertArrayEquals(entry.bytes(), read.bytes());
            assertTrue(read.sound());
        }
        AuditEntry first = chain.entries().get(0);
        assertEquals("0x7fffffffffffffff", first.zxid());
        assertEquals(
                "half \ufffd a pair",
                first.content().at("/action/request/reason").textValue());
        assertEquals(
                List.of("0x1000000000000000", "0x7fffffffffffffff"),
                first.content().at("/action/steps").findValuesAsText("zxid"));
    }
}
