package dev.baton.lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.MemberId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulated log fences as Kafka does. */
class SimLogTest {
    private static final MemberId A = new MemberId("orders-a");

    private final Scheduler time = new Scheduler();
    private final List<SimLog.Transaction> committed = new ArrayList<>();
    private final SimLog log = new SimLog(time, new Rng(1), committed::add);
    private final List<SimLog.CommitAnswer> answers = new ArrayList<>();

    private long init() {
        long[] token = {-1};
        log.init(t -> token[0] = t);
        settle();
        return token[0];
    }

    private void settle() {
        long until = time.nanos() + 1_000_000_000L;
        while (time.next(until)) {
            // All that is due within a second.
        }
    }

    private long append(long producer, long in) {
        return log.append(producer, List.of(new SimLog.Entry(1, A, 1, in)));
    }

    @Test
    void whoInitialisedLastIsTheOnlyOneThatMayWrite() {
        long first = init();
        long second = init();
        assertEquals(-1, append(first, 1));
        assertEquals(0, append(second, 1));
        log.commit(first, answers::add);
        log.commit(second, answers::add);
        settle();
        assertNull(answers.get(0).done());
        assertNotNull(answers.get(1).done());
        assertEquals(1, committed.size());
    }

    @Test
    void whatIsOpenIsNotSeenByReadersOfCommittedRecords() {
        long producer = init();
        append(producer, 1);
        assertEquals(0, log.stableEnd());
        assertEquals(1, log.end());
        log.commit(producer, answers::add);
        settle();
        assertEquals(2, log.stableEnd()); // The record and the broker's own record of the commit.
    }

    @Test
    void anInitialisationAbortsWhatIsMerelyOpen() {
        long first = init();
        append(first, 1);
        long second = init();
        assertTrue(second > first);
        assertEquals(List.of(), committed);
        assertEquals(SimLog.State.ABORTED, log.over().get(0).state);
        log.commit(first, answers::add);
        assertNull(answers.get(0).done());
    }

    @Test
    void anInitialisationWaitsForACommitThatIsDecided() {
        long first = init();
        append(first, 1);
        log.commit(first, answers::add);
        List<Integer> committedBefore = new ArrayList<>();
        log.init(t -> committedBefore.add(committed.size()));
        assertEquals(List.of(), committedBefore);
        settle();
        assertEquals(List.of(1), committedBefore);
        assertNotNull(answers.get(0).done());
    }

    @Test
    void ofTwoThatInitialiseAtOnceTheLastOneWins() {
        long first = init();
        append(first, 1);
        List<Long> tokens = new ArrayList<>();
        log.init(tokens::add);
        log.init(tokens::add);
        settle();
        assertEquals(2, tokens.size());
        assertEquals(-1, append(tokens.get(0), 2));
        assertTrue(append(tokens.get(1), 2) >= 0);
    }

    @Test
    void anOldTransactionIsAbortedAndItsProducerFenced() {
        long producer = init();
        append(producer, 1);
        long until = time.nanos() + 2 * SimLog.TRANSACTION_NANOS;
        while (time.next(until)) {
            // The transaction's time passes.
        }
        assertEquals(SimLog.State.ABORTED, log.over().get(0).state);
        assertEquals(-1, append(producer, 2));
    }
}
