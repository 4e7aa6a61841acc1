package dev.baton.lab.sim.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionKind;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Everything that two faults can do to a group of three, and an operator with one. */
class SearchTest {
    private static final int THREADS = 2;

    @Test
    void twoFaultsAtAnyTwoPointsBreakNoGuarantee() throws InterruptedException {
        Bounds bounds = new SmallBounds().faults(2).pauseTicks(5).stallTicks(4).build();
        Search.Result result = explore(bounds);
        System.out.println(result);
        bounds.leftOut().forEach(line -> System.out.println("  left out: " + line));
        assertNull(result.found());
        assertTrue(result.complete());
        Set<Seen> never = EnumSet.allOf(Seen.class);
        never.removeAll(result.seen().keySet());
        never.removeAll(
                EnumSet.of(Seen.HANDOVER, Seen.UNDO, Seen.SELF_FENCE, Seen.PROMOTION_REFUSED, Seen.LATER_EPOCHS));
        assertEquals(Set.of(), never, "what the search is about, but never saw");
    }

    @Test
    void oneFaultInASwitchoverBreaksNoGuarantee() throws InterruptedException {
        Search.Result result = explore(new SmallBounds()
                .noneOfEachKind()
                .faults(1)
                .pauses(1)
                .losses(1)
                .switchovers(1)
                .build());
        System.out.println("with a switchover: " + result);
        assertNull(result.found());
        assertTrue(result.complete());
        assertTrue(result.seen().containsKey(Seen.HANDOVER));
    }

    /**
     * A crash of each participant at every step: the action ends, one primary serves. Pauses, lost answers and the forced failover, whose
     * worlds are many: {@code bench/search --action}.
     */
    @Test
    void aCrashInAFenceBreaksNoGuarantee() throws InterruptedException {
        nothingBreaks(ActionKind.FENCE, 1);
    }

    @Test
    void aCrashInAPauseAndAResumptionBreaksNoGuarantee() throws InterruptedException {
        nothingBreaks(ActionKind.PAUSE, 2);
    }

    private static void nothingBreaks(ActionKind kind, int times) throws InterruptedException {
        Search.Result result = explore(new SmallBounds()
                .noneOfEachKind()
                .faults(1)
                .crashes(1)
                .switchovers(times)
                .action(kind)
                .build());
        System.out.println("with " + times + " actions, " + kind + " first: " + result);
        assertNull(result.found());
        assertTrue(result.complete());
    }

    @Test
    void oneFaultWithAResourceThatGivesNoReceiptBreaksNoGuarantee() throws InterruptedException {
        Search.Result result =
                explore(new SmallBounds().faults(1).delays(1).receipts(false).build());
        System.out.println("without receipts: " + result);
        assertNull(result.found());
        assertTrue(result.complete());
    }

    @Test
    void theNumberOfStatesDependsNeitherOnTheThreadsNorOnTheOrder() throws InterruptedException {
        Bounds bounds = new SmallBounds().faults(1).build();
        Search.Result two = explore(bounds);
        Search.Result broad =
                new Search(bounds, Rules.SHIPPED, Search.Order.BREADTH_FIRST, 1, Long.MAX_VALUE, 4, line -> {}).run();
        assertEquals(two.states(), broad.states());
        assertEquals(two.transitions(), broad.transitions());
    }

    private static Search.Result explore(Bounds bounds) throws InterruptedException {
        return new Search(
                        bounds,
                        Rules.SHIPPED,
                        Search.Order.DEPTH_FIRST,
                        THREADS,
                        Long.MAX_VALUE,
                        256,
                        System.err::println)
                .run();
    }
}
