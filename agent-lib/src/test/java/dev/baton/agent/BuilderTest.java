package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Policy;
import dev.baton.model.Timing;
import org.junit.jupiter.api.Test;

class BuilderTest {
    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Timing bad = new Timing(100, 2_000, 1_000, 10, 10_000, 0, 0);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> FailoverAgent.builder()
                .service("a-b")
                .policy(new Policy(Policy.Mode.ACTIVE_PASSIVE, bad, 1, 1))
                .start());
        String said = String.valueOf(e.getMessage());
        for (String part : new String[] {"connect is not set", "no member", "suspect is 2000 ms", "margin is 10 ms"}) {
            assertTrue(said.contains(part), () -> "expected '" + part + "' in: " + said);
        }
    }
}
