package dev.baton.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
    private static final Probe FINE = () -> Finding.ok("fine");

    @Test
    void defaultsAreSound() {
        List<HealthCheck> sound = List.of(
                HealthCheck.readiness("db", FINE),
                HealthCheck.liveness("loop", FINE).only("orders"));
        assertEquals(List.of(), HealthCheck.problems(sound, Set.of("orders")));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        List<String> wrong = HealthCheck.problems(
                List.of(
                        HealthCheck.readiness("db", FINE).every(Duration.ZERO).within(Duration.ofDays(1)),
                        HealthCheck.readiness("db", FINE).failsAfter(0).recoversAfter(-1),
                        HealthCheck.liveness("a b", FINE),
                        HealthCheck.readiness("disk", FINE).only("payments")),
                Set.of("orders"));
        assertEquals(7, wrong.size(), wrong::toString);
        String all = String.join("\n", wrong);
        for (String part : List.of(
                "check 'db': interval is PT0S: expected PT0.05S to PT1H",
                "check 'db': timeout is PT24H",
                "check 'db' is there twice",
                "check 'db': failures in a row is 0: expected 1 to 1000",
                "check 'db': successes in a row is -1",
                "check 'a b': the name is not legal",
                "check 'disk' is for group 'payments', which has no member here: expected one of [orders]")) {
            assertTrue(all.contains(part), () -> "expected '" + part + "' in:\n" + all);
        }
    }

    @Test
    void tooManyAreRefused() {
        List<HealthCheck> many = java.util.stream.IntStream.rangeClosed(0, HealthCheck.MAX_CHECKS)
                .mapToObj(i -> HealthCheck.readiness("c" + i, FINE))
                .toList();
        assertEquals(List.of("65 health checks: expected at most 64"), HealthCheck.problems(many, Set.of()));
    }
}
