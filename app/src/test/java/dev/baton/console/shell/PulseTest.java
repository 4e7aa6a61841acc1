package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.model.ClusterView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
final class PulseTest {
    private static final long PULSE_NANOS = 16_666_667;

    private ClusterView view = other(0);
    private Object drawn = "first";
    private final List<String> painted = new ArrayList<>();
    private final Pulse pulse = new Pulse(() -> view, new Painter());
    private long nanos = 1_000_000_000;

    private final class Painter implements Pulse.Painter {
        @Override
        public @Nullable Object drawn(ClusterView of) {
            return drawn;
        }

        @Override
        public void timeline(ClusterView of) {
            painted.add("timeline " + of.events());
        }

        @Override
        public int steps() {
            return 3;
        }

        @Override
        public void rest(int step, ClusterView of) {
            painted.add("rest " + step);
        }
    }

    private static ClusterView other(long events) {
        ClusterView empty = ClusterView.EMPTY;
        return new ClusterView(empty.groups(), 0, 0, "", 0, -1, -1, empty.corrupt(), 0, events);
    }

    private List<String> pulses(int count) {
        painted.clear();
        for (int i = 0; i < count; i++) {
            nanos += PULSE_NANOS;
            pulse.handle(nanos);
        }
        return List.copyOf(painted);
    }

    @Test
    void theRestIsPaintedAStepInAPulse() {
        assertEquals(List.of("timeline 0", "rest 0"), pulses(1));
        assertEquals(List.of("rest 1"), pulses(1));
        assertEquals(List.of("rest 2"), pulses(1));
        assertEquals(List.of(), pulses(1));
    }

    @Test
    void whatTheTimelineDrawsIsPaintedInTheNextPulse() {
        pulses(3);
        view = other(1);
        drawn = "second";
        assertEquals(List.of("timeline 1"), pulses(1));
        view = other(2);
        drawn = "third";
        assertEquals(List.of("timeline 2"), pulses(1));
    }

    @Test
    void whatItDoesNotDrawWaitsForTheNextRound() {
        pulses(3);
        view = other(1);
        assertEquals(List.of(), pulses(1));
        assertEquals(List.of("timeline 1", "rest 0", "rest 1", "rest 2"), pulses(6));
    }

    @Test
    void whileNothingComesNothingIsPaintedBetweenTheLooksOfASecond() {
        pulses(3);
        assertEquals(List.of(), pulses(56));
        assertEquals(List.of("timeline 0", "rest 0", "rest 1", "rest 2"), pulses(6));
    }

    @Test
    void onAMachineThatIsTooBusyLessIsPainted() {
        pulses(3);
        int paints = 0;
        for (int i = 0; i < 60; i++) {
            nanos += 10 * PULSE_NANOS;
            view = other(i + 1);
            drawn = "beat " + i;
            painted.clear();
            pulse.handle(nanos);
            paints += painted.contains("timeline " + (i + 1)) ? 1 : 0;
        }
        assertTrue(paints > 5 && paints < 30, paints + " of 60");
    }
}
