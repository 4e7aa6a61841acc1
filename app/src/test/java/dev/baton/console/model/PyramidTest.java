package dev.baton.console.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PyramidTest {
    private static final long HOUR = 3_600_000;
    private static final long START = 1_790_000_000_000L;

    private static Ticks every(long step, long from, long to) {
        Ticks ticks = Ticks.EMPTY;
        for (long at = from; at < to; at += step) {
            ticks = ticks.with(at);
        }
        return ticks;
    }

    @Test
    void aBucketGivesBackWhatItWasMadeOfAndSaturates() {
        long bucket = Bucket.of(12, 3, 4_711);
        assertEquals(12, Bucket.count(bucket));
        assertEquals(3, Bucket.worst(bucket));
        assertEquals(4_711, Bucket.gapMillis(bucket));
        long most = Bucket.merge(Bucket.of(1L << 40, 999, Long.MAX_VALUE), bucket);
        assertEquals((1 << 24) - 1, Bucket.count(most));
        assertEquals(255, Bucket.worst(most));
        assertEquals(0xffff_ffffL, Bucket.gapMillis(most));
    }

    @Test
    void anHourOfHeartbeatsIsCountedToTheLastOneAtEveryLevel() {
        Ticks ticks = every(100, START, START + HOUR);
        assertEquals(36_000, ticks.sum(START - 64_000, START + HOUR).count());
        for (long resolution : new long[] {0, 1_000, 4_000, 16_000, 64_000}) {
            long[] count = {ticks.size()};
            ticks.older().forEach(START - 64_000, START + HOUR, resolution, (from, width, bucket) -> {
                assertTrue(width >= resolution / 4, "no finer than asked for");
                count[0] += Bucket.count(bucket);
            });
            assertEquals(36_000, count[0], "at " + resolution + " ms");
        }
    }

    @Test
    void anHourOfAMemberIsSmall() {
        Ticks ticks = every(100, START, START + HOUR);
        System.out.println("an hour of heartbeats every 100 ms: " + ticks.bytes() + " bytes a member, "
                + ticks.bytes() * 3_000 / 1_000_000 + " MB for 3,000");
        assertTrue(ticks.bytes() < 28_000, ticks.bytes() + " bytes");
        Ticks day = every(1_000, START, START + 24 * HOUR);
        assertTrue(day.bytes() < 40_000, day.bytes() + " bytes: bounded however long it runs");
    }

    @Test
    void theOneFenceAmongAMillionHeartbeatsIsSeenAtEveryZoom() {
        Ticks ticks = every(100, START, START + HOUR).marked(START + 1_234_567, 3);
        for (long resolution : new long[] {1_000, 4_000, 16_000, 64_000}) {
            List<Long> found = new ArrayList<>();
            ticks.older().forEach(START, START + HOUR, resolution, (from, width, bucket) -> {
                if (Bucket.worst(bucket) == 4) {
                    found.add(from);
                    assertTrue(from <= START + 1_234_567 && START + 1_234_567 < from + width);
                }
            });
            assertEquals(1, found.size(), "at " + resolution + " ms");
        }
    }

    @Test
    void theLongestSilenceOutlivesTheHeartbeatsAroundItToTheMillisecond() {
        Ticks ticks = every(100, START, START + 10_000);
        for (long at = START + 13_337; at < START + HOUR; at += 100) {
            ticks = ticks.with(at);
        }
        assertEquals(13_337 - 9_900, ticks.sum(START, START + HOUR).gapMillis());
        assertEquals(List.of(new Ticks.Silence(START + 9_900, START + 13_337)), ticks.silences());
        assertEquals(START + 9_900, ticks.lastUntil(START + 12_000));
    }

    @Test
    void levelsAgreeWithACountByHandForAnyHeartbeatsInAnyOrderOfBatches() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            Pyramid pyramid = Pyramid.EMPTY;
            List<Long> all = new ArrayList<>();
            long at = START;
            for (int batch = 0; batch < 40; batch++) {
                long[] some = new long[1 + random.nextInt(40)];
                for (int i = 0; i < some.length; i++) {
                    at += 1 + random.nextInt(random.nextInt(20) == 0 ? 20_000 : 300);
                    some[i] = at;
                    all.add(at);
                }
                pyramid = pyramid.with(some);
            }
            for (long resolution : new long[] {1_000, 4_000, 16_000, 64_000}) {
                pyramid.forEach(START, at + 1, resolution, (from, width, bucket) -> {
                    long count = all.stream()
                            .filter(t -> t >= from && t < from + width)
                            .count();
                    assertEquals(count, Bucket.count(bucket));
                });
            }
            assertEquals(all.size(), pyramid.sum(START - 64_000, at + 1).count());
        }
    }

    @Test
    void whatIsReadLaterOfAnEarlierTimeGoesToItsPlace() {
        Pyramid pyramid = Pyramid.EMPTY.with(new long[] {START + 500_000, START + 500_100});
        pyramid = pyramid.with(new long[] {START + 100_000, START + 100_100, START + 100_200});
        assertEquals(3, pyramid.sum(START + 90_000, START + 110_000).count());
        assertEquals(2, pyramid.sum(START + 400_000, START + 600_000).count());
    }

    @Test
    void historyThatIsReadAfterThePresentBeganKeepsItsSilences() {
        Ticks ticks = every(100, START + 600_000, START + 603_000);
        for (long at = START; at < START + 600_000; at += 100) {
            if (at < START + 300_000 || at >= START + 302_000) {
                ticks = ticks.with(at);
            }
        }
        assertEquals(START, ticks.knownFrom());
        assertEquals(List.of(new Ticks.Silence(START + 299_900, START + 302_000)), ticks.silences());
        assertEquals(6_010, ticks.sum(START - 1_000, START + 603_000).count());
    }

    @Test
    void aClockThatJumpsFarAheadLetsTheOldGoAndStaysBounded() {
        Ticks ticks = every(100, START, START + 300_000);
        for (long at = START + 1_000 * HOUR; at < START + 1_000 * HOUR + 300_000; at += 100) {
            ticks = ticks.with(at);
        }
        assertTrue(ticks.bytes() < 40_000, ticks.bytes() + " bytes");
        assertEquals(3_000, ticks.sum(START + 999 * HOUR, START + 1_001 * HOUR).count());
    }
}
