package dev.baton.console.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldingTest {
    private static MemberStatus status(Random random) {
        return Events.status(
                new MemberId("g" + random.nextInt(40) + "-" + "abc".charAt(random.nextInt(3))),
                1 + random.nextInt(3),
                random.nextInt(3) == 0 ? Role.PRIMARY : Role.STANDBY,
                1 + random.nextInt(2));
    }

    private static List<Observed> some(int count, long seed) {
        Random random = new Random(seed);
        Via[] ways = {Via.LINK, Via.LINK, Via.TELEMETRY, Via.HISTORY};
        List<Observed> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long millis = 10_000 + i * 7L - random.nextInt(50);
            events.add(
                    random.nextInt(20) == 0
                            ? Events.store(Events.storeLink(millis, random.nextInt(4)))
                            : new Observed(
                                    Events.beat(millis, random.nextInt(9) - 1, status(random)),
                                    ways[random.nextInt(ways.length)],
                                    millis + random.nextInt(300)));
        }
        return events;
    }

    @Test
    void foldingManyIsFoldingOneAfterTheOther() {
        for (long seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            ClusterView expected = ClusterView.EMPTY;
            Folding folding = new Folding(ClusterView.EMPTY);
            for (Observed observed : some(3_000, seed)) {
                expected = ClusterView.apply(expected, observed);
                folding.add(observed);
                if (random.nextInt(100) == 0) {
                    assertEquals(expected, folding.get());
                }
            }
            assertEquals(expected, folding.get());
        }
    }

    @Test
    void aViewThatWasGivenStaysAsItWas() {
        Folding folding = new Folding(ClusterView.EMPTY);
        List<Observed> events = some(2_000, 3);
        events.subList(0, 1_000).forEach(folding::add);
        ClusterView given = folding.get();
        ClusterView same = Events.fold(events.subList(0, 1_000));
        events.subList(1_000, 2_000).forEach(folding::add);
        assertEquals(Events.fold(events), folding.get());
        assertEquals(same, given);
    }
}
