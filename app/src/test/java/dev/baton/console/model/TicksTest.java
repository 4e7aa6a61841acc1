package dev.baton.console.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static List<Long> all(Ticks ticks) {
        List<Long> found = new ArrayList<>();
        ticks.forEachFrom(Long.MIN_VALUE, found::add);
        return found;
    }

    private static Ticks every100(int count) {
        Ticks ticks = Ticks.EMPTY;
        for (int i = 0; i < count; i++) {
            ticks = ticks.with(1_000 + i * 100L);
        }
        return ticks;
    }

    @Test
    void twoThatGrowOutOfOneDoNotSeeEachOther() {
        for (int size = 0; size <= 2 * Ticks.CHUNK; size++) {
            Ticks root = every100(size);
            List<Long> before = all(root);
            Ticks one = root.with(50_000).with(50_100);
            Ticks two = root.with(60_000);
            assertEquals(before, all(root));
            assertEquals(size + 2, all(one).size());
            assertEquals(50_100, one.last());
            assertEquals(size + 1, all(two).size());
            assertEquals(60_000, two.last());
            assertFalse(all(two).contains(50_000L));
        }
    }

    @Test
    void aLateOneGoesToItsPlaceWhateverCameMeanwhile() {
        Ticks ticks = every100(40).with(4_950);
        Ticks late = ticks.with(4_830).with(1_450);
        assertEquals(all(late).stream().sorted().toList(), all(late));
        assertEquals(43, all(late).size());
        assertEquals(ticks.last(), late.last());
        assertEquals(all(late), all(late.with(4_830)));
    }

    @Test
    void whatIsNearIsFoundOnBothSidesOfAChunksEdge() {
        Ticks ticks = every100(Ticks.CHUNK + 1);
        assertTrue(ticks.near(ticks.last() + 20, 25));
        assertFalse(ticks.near(ticks.last() + 30, 25));
        assertTrue(ticks.near(ticks.last() - 80, 25));
        assertFalse(ticks.near(ticks.last() - 50, 25));
    }

    @Test
    void theLastUntilAnInstantIsFoundInEveryChunk() {
        Ticks ticks = every100(100);
        for (long millis = 1_000; millis < 11_000; millis += 50) {
            assertEquals(Math.min(ticks.last(), millis / 100 * 100), ticks.lastUntil(millis));
        }
        assertEquals(-1, Ticks.EMPTY.lastUntil(1_000));
    }
}
