package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.port.Ticker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ResponsivenessTest {
    private long nanos = 50_000_000_000L;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final OwnLog log = OwnLog.attached();
    private final Responsiveness monitor = new Responsiveness(
            waiting::add,
            new Ticker() {
                @Override
                public long nanos() {
                    return nanos;
                }

                @Override
                public long wallMillis() {
                    return nanos / 1_000_000;
                }
            },
            told::add);

    @AfterEach
    void detach() {
        log.detach();
    }

    private void answer() {
        while (!waiting.isEmpty()) {
            waiting.poll().run();
        }
    }

    private void look(long afterMillis) {
        nanos += afterMillis * 1_000_000;
        monitor.look();
    }

    private long dumps() {
        return log.lines("the screen has not answered").size();
    }

    @Test
    void aScreenThatAnswersIsLeftAlone() {
        for (int i = 0; i < 20; i++) {
            look(200);
            assertTrue(waiting.size() <= 1, "one question at a time");
            answer();
        }
        assertEquals(List.of(), told);
        assertEquals(0, dumps());
    }

    @Test
    void aStallIsDumpedOnceAndToldOnceTheScreenAnswers() {
        look(200);
        look(900);
        assertEquals(0, dumps(), "not a second yet");
        look(200);
        look(2_000);
        assertEquals(1, dumps(), "once a stall");
        assertTrue(log.lines("    at ").size() > 3, "with what the threads do");
        assertEquals(List.of(), told, "the screen cannot say anything yet");
        answer();
        look(100);
        answer();
        assertEquals(List.of("screen stalled 3.2 s at 00:00:50 UTC"), told);
        look(200);
        answer();
        assertEquals(1, told.size());
    }
}
