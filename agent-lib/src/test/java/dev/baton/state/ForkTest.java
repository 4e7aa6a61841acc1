package dev.baton.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.state.Fork.History;
import dev.baton.state.Fork.Segment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkTest {
    private static History history(long end, long... epochsAndStarts) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < epochsAndStarts.length; i += 2) {
            segments.add(new Segment(new Epoch(epochsAndStarts[i]), epochsAndStarts[i + 1]));
        }
        return new History(segments, end);
    }

    @Test
    void aStalePrimaryWroteOnInItsOldEpoch() {
        assertEquals(100, Fork.position(history(107, 1, 0, 2, 50), history(300, 1, 0, 2, 50, 3, 100)));
    }

    @Test
    void aMemberThatIsOnlyBehindHasNothingOfItsOwn() {
        assertEquals(80, Fork.position(history(80, 1, 0, 2, 50), history(300, 1, 0, 2, 50, 3, 100)));
    }

    @Test
    void anEpochThatNobodyElseEverSawIsItsOwn() {
        assertEquals(60, Fork.position(history(90, 1, 0, 3, 60), history(200, 1, 0, 2, 60, 4, 120)));
    }

    @Test
    void historiesWithNothingInCommonPartAtTheBeginning() {
        assertEquals(0, Fork.position(history(9, 5, 0), history(12, 1, 0)));
        assertEquals(0, Fork.position(history(0), history(12, 1, 0)));
    }

    @Test
    void aHistoryThatGoesBackIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> history(10, 2, 0, 1, 5));
        assertThrows(IllegalArgumentException.class, () -> history(10, 1, 7, 2, 5));
    }

    /** Against the plain way: compare record by record, where a record is its epoch and position. */
    @Test
    void itIsWhereTheRecordsDiffer() {
        for (int seed = 0; seed < 5_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Long> group = new ArrayList<>();
            List<Long> own = new ArrayList<>();
            long epoch = 0;
            boolean parted = false;
            for (int i = 0; i < 6; i++) {
                epoch++;
                int n = random.nextInt(5);
                int m = parted ? random.nextInt(3) : random.nextInt(n + 3);
                boolean ofGroup = !parted || random.nextBoolean();
                for (int k = 0; k < n && ofGroup; k++) {
                    group.add(epoch);
                }
                for (int k = 0; k < m && (!parted || !ofGroup); k++) {
                    own.add(epoch);
                }
                parted |= m != n;
            }
            int same = 0;
            while (same < own.size() && same < group.size() && own.get(same).equals(group.get(same))) {
                same++;
            }
            assertEquals(same, Fork.position(of(own), of(group)), "seed " + seed + ": " + own + " and " + group);
        }
    }

    private static History of(List<Long> epochs) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < epochs.size(); i++) {
            if (i == 0 || !epochs.get(i).equals(epochs.get(i - 1))) {
                segments.add(new Segment(new Epoch(epochs.get(i)), i));
            }
        }
        return new History(segments, epochs.size());
    }

    @Test
    void whatIsSetAsideCanBeReadAndNeverReplacesAnEarlierFile(@TempDir Path folder) throws IOException {
        SetAside aside = new SetAside(folder);
        MemberId a = new MemberId("orders-a");
        List<SetAside.Entry> tail = List.of(
                new SetAside.Entry(100, new Epoch(2), "{\"debit\":5}".getBytes(StandardCharsets.UTF_8)),
                new SetAside.Entry(101, new Epoch(2), new byte[] {(byte) 0xff, 1}));
        SetAside.Kept first = aside.keep(a, new Epoch(3), tail.iterator());
        SetAside.Kept second = aside.keep(a, new Epoch(3), tail.iterator());
        assertEquals(2, first.records());
        assertTrue(!first.file().equals(second.file()));
        assertEquals(
                List.of(
                        "{\"position\":100,\"epoch\":2,\"text\":\"{\\\"debit\\\":5}\"}",
                        "{\"position\":101,\"epoch\":2,\"base64\":\"/wE=\"}"),
                Files.readAllLines(first.file()));
        try (var left = Files.list(folder)) {
            assertEquals(2, left.count(), "no half file stays");
        }
    }
}
