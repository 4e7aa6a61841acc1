package dev.baton.lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Simulated time goes forward, and is fair. */
class SchedulerTest {
    private final Scheduler time = new Scheduler();

    @Test
    void workRunsInTheOrderOfItsTimes() {
        Random random = new Random(3);
        List<Long> expected = new ArrayList<>();
        List<Long> ran = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            long at = random.nextInt(500);
            expected.add(at);
            time.at(at, () -> ran.add(time.nanos()));
        }
        Collections.sort(expected);
        while (time.next(1_000)) {
            // All of it.
        }
        assertEquals(expected, ran);
        assertEquals(2_000, time.events());
        assertEquals(1_000, time.nanos());
    }

    @Test
    void whatIsDueAtOnceRunsInTheOrderOfAsking() {
        List<Integer> ran = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            time.at(5, () -> ran.add(number));
        }
        while (time.next(5)) {
            // All of it.
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(i, ran.get(i));
        }
    }
}
