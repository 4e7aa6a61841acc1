package dev.baton.lab.sim.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The search forgets a world whose key it has seen: that is right only if worlds of one key go on alike. */
class WorldKeyTest {
    private record Key(long high, long low) {}

    private final Fingerprint print = new Fingerprint();
    private final Tally tally = new Tally();

    @Test
    void worldsOfOneKeyHaveTheSameChoicesAndLeadToTheSameKeys() {
        Bounds bounds = new SmallBounds()
                .faults(1)
                .delays(1)
                .stallTicks(4)
                .pauseTicks(5)
                .build();
        Map<Key, List<Key>> futures = new HashMap<>();
        Deque<SmallWorld> todo = new ArrayDeque<>();
        todo.add(SmallWorld.serving(bounds, Rules.SHIPPED));
        int again = 0;
        while (!todo.isEmpty()) {
            SmallWorld w = todo.remove();
            Key key = key(w);
            List<Key> known = futures.get(key);
            List<Key> future = new ArrayList<>();
            for (Choice c : Turns.choices(w)) {
                SmallWorld next = w.copy(tally);
                Search.carryOut(next, c);
                future.add(key(next));
                if (known == null && !next.beyond) {
                    todo.add(next);
                }
            }
            if (known == null) {
                futures.put(key, future);
            } else {
                again++;
                assertEquals(known, future, "two worlds with one key differ in what may follow");
            }
        }
        assertTrue(again > 5_000, "only " + again + " worlds of " + futures.size() + " were met again");
    }

    private Key key(SmallWorld w) {
        print.reset();
        WorldKey.write(w, print);
        return new Key(print.high(), print.low());
    }
}
