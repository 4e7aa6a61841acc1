package dev.baton.console.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.model.GroupView;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class NavigationTest {
    private static final long NOW = SampleCluster.NOW;
    private final Navigation time = new Navigation();

    NavigationTest() {
        time.show(group(SampleCluster.splitBrain(), "payments"), NOW);
    }

    static GroupView group(SampleCluster cluster, String name) {
        return Objects.requireNonNull(cluster.view().groups().get(SampleCluster.group(name)));
    }

    private TimeScale scale(long now) {
        return time.window().get().scale(now, 100, 600);
    }

    @Test
    void freezingShowsTheInstantAndPlayingGoesOnFromIt() {
        time.freezeOrPlay();
        time.show(null, NOW + 5_000);
        assertEquals(NOW, time.atMillis());
        time.freezeOrPlay();
        assertEquals(TimeWindow.Mode.PLAYING, time.window().get().mode());
        time.show(null, NOW + 7_000);
        assertEquals(NOW + 2_000, time.atMillis(), "as far behind as it was when it stood still");
        assertFalse(time.window().get().live());
        time.freezeOrPlay();
        time.show(null, NOW + 9_000);
        assertEquals(NOW + 2_000, time.atMillis());
        time.live();
        assertEquals(NOW + 9_000, time.atMillis());
    }

    @Test
    void seekingMovesTheWindowOnlyWhereItMust() {
        time.seek(NOW - 10_000);
        assertEquals(NOW, time.window().get().end(NOW), "it lies in the window");
        time.seek(NOW - 90_000);
        TimeScale shown = scale(NOW);
        assertTrue(shown.fromMillis() < NOW - 90_000 && NOW - 90_000 < shown.toMillis());
        time.seek(NOW + 50_000);
        assertEquals(NOW, time.atMillis(), "never in the future");
    }

    @Test
    void panningTakesTheShownInstantAlongAtTheWindowsEdge() {
        time.pan(scale(NOW), 200);
        assertEquals(NOW - 10_000, time.window().get().end(NOW));
        assertEquals(NOW - 10_000, time.atMillis());
        time.seek(NOW - 20_000);
        time.pan(scale(NOW), -100);
        assertEquals(NOW - 20_000, time.atMillis(), "it stays where it is while it can be seen");
    }

    @Test
    void undoGoesBackThroughZoomsAndRedoForwardAgain() {
        time.zoom(scale(NOW), 400, 2);
        long first = time.window().get().spanMillis();
        time.show(null, NOW + 1_000);
        time.zoom(scale(NOW), 400, 2);
        long second = time.window().get().spanMillis();
        time.undo();
        assertEquals(first, time.window().get().spanMillis());
        time.undo();
        assertEquals(TimeWindow.DEFAULT_SPAN, time.window().get().spanMillis());
        time.undo();
        time.redo();
        time.redo();
        assertEquals(second, time.window().get().spanMillis());
    }

    @Test
    void notchesInQuickSuccessionAreOneStepBack() {
        for (int i = 0; i < 10; i++) {
            time.show(null, NOW + i * 50L);
            time.zoom(scale(NOW), 400, 1);
        }
        time.undo();
        assertEquals(TimeWindow.DEFAULT_SPAN, time.window().get().spanMillis());
    }

    @Test
    void undoIsBounded() {
        Undo undo = new Undo();
        for (int i = 0; i < 1_000; i++) {
            undo.leaving(TimeWindow.LIVE.frozen(i), i * 1_000L);
        }
        int back = 0;
        while (undo.back(TimeWindow.LIVE) != null) {
            back++;
        }
        assertEquals(Undo.MAX, back);
        assertNull(undo.back(TimeWindow.LIVE));
    }

    @Test
    void epochsAndEventsAreSteppedInBothDirections() {
        time.stepEpoch(false);
        assertEquals(NOW - 2_250, time.atMillis());
        time.stepEpoch(false);
        assertEquals(NOW - 2_020_000, time.atMillis());
        time.stepEpoch(true);
        assertEquals(NOW - 2_250, time.atMillis());
        time.stepEvent(false);
        long before = time.atMillis();
        assertTrue(before < NOW - 2_250);
        time.stepEvent(true);
        assertEquals(NOW - 2_250, time.atMillis());
    }

    @Test
    void fittingShowsTheSelectedStretch() {
        time.range().set(Range.between(NOW - 2_000, NOW - 6_000));
        time.fit();
        TimeScale shown = scale(NOW);
        assertTrue(shown.fromMillis() <= NOW - 6_000 && shown.toMillis() >= NOW - 2_000);
        assertTrue(shown.spanMillis() < 5_000, shown.spanMillis() + " ms");
    }

    @Test
    void bookmarksAreNamedInstantsAndBounded() {
        time.seek(NOW - 3_400);
        time.bookmark("the cut");
        assertEquals("the cut", time.bookmarks().getFirst().name());
        assertEquals(NOW - 3_400, time.bookmarks().getFirst().atMillis());
        for (int i = 0; i < 2 * Bookmark.MAX; i++) {
            time.bookmark("b" + i);
        }
        assertEquals(Bookmark.MAX, time.bookmarks().size());
        time.forget(time.bookmarks().getFirst());
        assertEquals(Bookmark.MAX - 1, time.bookmarks().size());
    }
}
