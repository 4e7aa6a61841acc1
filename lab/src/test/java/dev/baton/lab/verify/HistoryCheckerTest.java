package dev.baton.lab.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.verify.Entry.Broken;
import dev.baton.lab.verify.Entry.Committed;
import dev.baton.lab.verify.Entry.Marker;
import dev.baton.lab.workload.Command;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Histories made by hand, each with one fault planted. */
class HistoryCheckerTest {
    private final HistoryChecker checker = new HistoryChecker();
    private final Map<String, Long> balances = new HashMap<>();
    private long clockMillis = 1_000;

    @Test
    void aSoundHistoryIsClean() {
        checker.accept(new Marker(1, "orders-1", 1_000));
        results(1, 1, 300);
        checker.accept(new Marker(2, "orders-2", 4_000));
        results(2, 301, 500);

        GroupReport report = checker.report("orders", range(1, 1_000), range(1, 500), range(1, 700));
        assertTrue(report.clean());
        assertEquals(500, report.committed());
        assertEquals(500, report.acknowledged());
        assertEquals(2, report.epochs());
    }

    @Test
    void anAcknowledgedResultThatIsAbsentIsLost() {
        results(1, 1, 10);
        GroupReport report = checker.report("orders", range(1, 1_000), range(1, 12), range(1, 10));
        assertEquals(2, report.lost());
        assertFalse(report.clean());
    }

    @Test
    void aSkippedCommandIsLostEvenIfNobodyAcknowledgedIt() {
        results(1, 1, 4);
        results(1, 6, 10);
        GroupReport report = checker.report("orders", range(1, 1_000), new BitSet(), range(1, 20));
        assertEquals(1, report.lost());
    }

    @Test
    void aCommandLostInBothWaysCountsOnce() {
        results(1, 1, 4);
        results(1, 6, 10);
        assertEquals(
                1,
                checker.report("orders", range(1, 1_000), range(1, 10), range(1, 10))
                        .lost());
    }

    @Test
    void aCommandThatIsStillOnItsWayIsNotLost() {
        results(1, 1, 10);
        assertEquals(
                0,
                checker.report("orders", range(1, 1_000), range(1, 10), range(1, 50))
                        .lost());
    }

    @Test
    void aCommandWithTwoResultsIsDuplicated() {
        results(1, 1, 10);
        results(1, 7, 8);
        GroupReport report = checker.report("orders", range(1, 1_000), range(1, 10), range(1, 10));
        assertEquals(2, report.duplicated());
        assertEquals(0, report.reordered());
        assertFalse(report.clean());
    }

    @Test
    void aResultAfterThatOfALaterCommandIsReordered() {
        results(1, 1, 5);
        results(1, 7, 7);
        results(1, 6, 6);
        GroupReport report = checker.report("orders", range(1, 1_000), range(1, 7), range(1, 7));
        assertEquals(1, report.reordered());
        assertEquals(0, report.duplicated());
        assertEquals(0, report.lost());
        assertFalse(report.clean());
    }

    @Test
    void aResultOfAnEarlierEpochIsStale() {
        results(1, 1, 5);
        checker.accept(new Marker(2, "orders-2", 2_000));
        results(1, 6, 7);
        GroupReport report = checker.report("orders", range(1, 1_000), range(1, 7), range(1, 7));
        assertEquals(2, report.staleCommits());
        assertFalse(report.clean());
    }

    @Test
    void aResultOfACommandThatNobodyGaveIsInvented() {
        results(1, 1, 5);
        GroupReport report = checker.report("orders", range(1, 4), range(1, 4), range(1, 4));
        assertEquals(1, report.invented());
        assertFalse(report.clean());
    }

    @Test
    void anEpochInWhichTwoMembersWroteIsContested() {
        results(1, 1, 5);
        checker.accept(new Marker(1, "orders-x", 2_000));
        results(1, 6, 7);
        GroupReport report = checker.report("orders", range(1, 1_000), range(1, 7), range(1, 7));
        assertEquals(1, report.contested());
        assertEquals(0, report.staleCommits());
        assertFalse(report.clean());
    }

    @Test
    void aWrongBalanceCountsOnceAndNotForEver() {
        results(1, 1, 5);
        checker.accept(new Committed(1, "orders-1", 6, "acc-6", 4_711, 2_000));
        balances.put("acc-6", 4_711L);
        results(1, 7, 600);
        GroupReport report = checker.report("orders", range(1, 1_000), range(1, 600), range(1, 600));
        assertEquals(1, report.balanceErrors());
        assertFalse(report.clean());
    }

    @Test
    void stateThatWasLostInATakeoverIsABalanceError() {
        results(1, 1, 200);
        balances.clear();
        results(2, 201, 300);
        assertEquals(
                100,
                checker.report("orders", range(1, 1_000), new BitSet(), new BitSet())
                        .balanceErrors());
    }

    @Test
    void aBrokenResultIsNotClean() {
        results(1, 1, 5);
        checker.accept(new Broken(1, "orders-1", "not JSON", 2_000));
        assertFalse(checker.report("orders", range(1, 1_000), new BitSet(), new BitSet())
                .clean());
    }

    @Test
    void theLongestGapIsBetweenResultsAndNamesTheOneThatEndedIt() {
        results(1, 1, 5);
        clockMillis += 340;
        checker.accept(new Marker(2, "orders-2", clockMillis));
        results(2, 6, 9);
        GroupReport report = checker.report("orders", range(1, 1_000), new BitSet(), new BitSet());
        assertEquals(341, report.longestGapMs());
        assertEquals(6, report.longestGapBefore());
    }

    @Test
    void anEmptyLogWithAcknowledgedCommandsIsAllLost() {
        assertEquals(
                3,
                checker.report("orders", range(1, 1_000), range(1, 3), range(1, 9))
                        .lost());
    }

    private void results(long epoch, int from, int to) {
        for (int n = from; n <= to; n++) {
            Command command = Command.of(n);
            long balance = balances.merge(command.account(), command.amount(), Long::sum);
            clockMillis++;
            checker.accept(new Committed(epoch, "orders-" + epoch, n, command.account(), balance, clockMillis));
        }
    }

    private static BitSet range(int from, int to) {
        BitSet set = new BitSet();
        set.set(from, to + 1);
        return set;
    }
}
