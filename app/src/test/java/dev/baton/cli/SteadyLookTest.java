package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.console.SampleCluster;
import dev.baton.console.model.AlertBook;
import dev.baton.console.model.AlertEntry;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SteadyLookTest {
    private static final List<AlertEntry> SPLIT =
            AlertBook.once(SampleCluster.splitBrain().view(), SampleCluster.NOW).shown();

    private final Queue<List<AlertEntry>> looks = new ArrayDeque<>();
    private long now;
    private int waits;

    private List<AlertEntry> look(long... waitsTake) throws InterruptedException {
        return SteadyLook.of(
                () -> looks.size() > 1 ? looks.remove() : looks.element(),
                () -> now,
                millis -> now += waits < waitsTake.length ? waitsTake[waits++] : millis);
    }

    @Test
    void whatStandsIsTold() throws InterruptedException {
        looks.add(SPLIT);
        assertEquals(SPLIT, look());
        assertEquals(1_000, now);
    }

    @Test
    void whatWasThereForOneLookIsAHiccup() throws InterruptedException {
        looks.add(SPLIT);
        looks.add(List.of());
        assertEquals(List.of(), look());
    }

    @Test
    void whatComesLaterIsNotTakenForWhatStood() throws InterruptedException {
        looks.add(SPLIT.subList(0, 1));
        looks.add(SPLIT);
        assertEquals(SPLIT.subList(0, 1), look());
    }

    @Test
    void aPauseOfItsOwnMakesItBeginAnew() throws InterruptedException {
        looks.add(SPLIT);
        looks.add(SPLIT);
        looks.add(SPLIT);
        looks.add(List.of());
        assertEquals(List.of(), look(250, 900));
    }

    @Test
    void aMachineThatIsAlwaysHeldUpGetsAnAnswerToo() throws InterruptedException {
        looks.add(SPLIT);
        assertEquals(SPLIT, look(900, 900, 900, 900, 900, 900, 900, 900, 900, 900, 900));
    }
}
