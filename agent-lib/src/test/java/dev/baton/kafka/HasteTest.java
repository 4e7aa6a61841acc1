package dev.baton.kafka;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HasteTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final Haste haste = new Haste(clock::get, 10);

    @Test
    void endsByItselfAfterItsLimit() {
        assertFalse(haste.on());
        haste.begin();
        clock.addAndGet(9);
        assertTrue(haste.on());
        clock.addAndGet(1);
        assertFalse(haste.on());
    }

    @Test
    void fetchesUntilItHasFetchedAndAgainInTheNextOne() {
        haste.begin();
        assertTrue(haste.fetches());
        assertFalse(haste.holds());
        haste.fetched();
        assertFalse(haste.fetches());
        assertTrue(haste.holds());
        haste.begin();
        assertFalse(haste.fetches(), "it is the same one, prolonged");
        haste.end();
        assertFalse(haste.holds());
        haste.begin();
        assertTrue(haste.fetches());
    }
}
