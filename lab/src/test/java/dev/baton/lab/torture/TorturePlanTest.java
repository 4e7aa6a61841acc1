package dev.baton.lab.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.Fault;
import dev.baton.lab.Fault.Kind;
import dev.baton.lab.proxy.Direction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TorturePlanTest {
    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final List<String> SERVICES = List.of("a", "b", "c");

    @Test
    void theSameSeedMakesTheSamePlanAndAnotherSeedAnother() {
        assertEquals(plan(7, 3), plan(7, 3));
        assertEquals(plan(7, 3).toString(), plan(7, 3).toString());
        assertNotEquals(plan(7, 3).faults(), plan(8, 3).faults());
    }

    @Test
    void everyKindOfFaultComesInEveryLongRun() {
        for (int storeServers : List.of(1, 3)) {
            for (long seed = 0; seed < 50; seed++) {
                Set<Kind> kinds = EnumSet.noneOf(Kind.class);
                Set<Direction> cuts = EnumSet.noneOf(Direction.class);
                Set<String> hit = new HashSet<>();
                for (PlannedFault each : plan(seed, storeServers).faults()) {
                    Fault fault = each.fault();
                    kinds.add(fault.kind());
                    if (fault.kind() == Kind.CUT) {
                        cuts.add(fault.direction());
                    }
                    hit.add(fault.target());
                }
                assertTrue(
                        kinds.containsAll(Set.of(
                                Kind.KILL, Kind.PAUSE, Kind.CUT, Kind.SLOW, Kind.START, Kind.RESTART, Kind.DISK_FULL)),
                        kinds::toString);
                assertEquals(EnumSet.allOf(Direction.class), cuts);
                assertTrue(hit.containsAll(Set.of("a", "b", "c", "kafka", "store-leader")), hit::toString);
                assertEquals(storeServers > 1, hasRolling(seed, storeServers));
            }
        }
    }

    private static boolean hasRolling(long seed, int storeServers) {
        return plan(seed, storeServers).faults().stream()
                .anyMatch(f ->
                        f.fault().kind() == Kind.RESTART && f.fault().target().equals("store"));
    }

    @Test
    void whatIsKilledIsStartedAgainAndEverythingEndsWithinTheRun() {
        LongStream.range(0, 200).forEach(seed -> {
            TorturePlan plan = plan(seed, 1);
            Map<String, Deque<Kind>> downs = new HashMap<>();
            long before = 0;
            for (PlannedFault each : plan.faults()) {
                assertTrue(each.atMs() >= before);
                before = each.atMs();
                Fault fault = each.fault();
                assertTrue(each.atMs() + fault.limit().toMillis() <= LENGTH.toMillis());
                assertTrue(each.atMs() + fault.limit().toMillis() <= plan.endMs());
                String room = fault.target().startsWith("store") ? "store" : fault.target();
                Deque<Kind> down = downs.computeIfAbsent(room, r -> new ArrayDeque<>());
                if (fault.kind() == Kind.START) {
                    assertEquals(Kind.KILL, down.poll(), () -> "a start of what runs: " + each);
                } else {
                    assertTrue(down.isEmpty(), () -> "a fault of what is down: " + each);
                    if (fault.kind() == Kind.KILL) {
                        down.push(Kind.KILL);
                    } else if (fault.kind() != Kind.RESTART) {
                        assertFalse(fault.limit().isZero(), () -> "a fault without an end: " + each);
                    }
                }
            }
            assertTrue(downs.values().stream().allMatch(Deque::isEmpty));
        });
    }

    private static TorturePlan plan(long seed, int storeServers) {
        return TorturePlan.make(seed, LENGTH, SERVICES, storeServers);
    }
}
