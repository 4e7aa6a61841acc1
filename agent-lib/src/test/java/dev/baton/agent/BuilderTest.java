package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.health.Finding;
import dev.baton.health.HealthCheck;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuilderTest {
    @Test
    void checksAndEndpointsThatAreWrongAreSaidWithTheRest() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> FailoverAgent.builder()
                .service("a")
                .member("orders", new FakeResource(), 1, Map.of("endpoint", "http://a:1"))
                .serviceEndpoint("orders", "a:8080")
                .serviceEndpoint("payments", "http://a:8080")
                .check(HealthCheck.readiness("db", () -> Finding.ok("fine")).failsAfter(0))
                .check(HealthCheck.liveness("db", () -> Finding.ok("fine")).only("else"))
                .start());
        String said = String.valueOf(e.getMessage());
        for (String part : new String[] {
            "connect is not set",
            "has the service endpoint 'a:8080' and the tag 'http://a:1'",
            "service endpoint 'a:8080' of group 'orders': expected scheme://host:port",
            "service endpoint of group 'payments', which has no member here",
            "check 'db': failures in a row is 0",
            "check 'db' is there twice",
            "check 'db' is for group 'else'"
        }) {
            assertTrue(said.contains(part), () -> "expected '" + part + "' in: " + said);
        }
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Timing bad = new Timing(100, 2_000, 1_000, 10, 10_000, 0, 0);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> FailoverAgent.builder()
                .service("a-b")
                .rehearseEvery(Duration.ofSeconds(-1))
                .policy(new Policy(Policy.Mode.ACTIVE_PASSIVE, bad, 1, 1))
                .start());
        String said = String.valueOf(e.getMessage());
        for (String part : new String[] {
            "connect is not set", "no member", "rehearseEvery is PT-1S", "suspect is 2000 ms", "margin is 10 ms"
        }) {
            assertTrue(said.contains(part), () -> "expected '" + part + "' in: " + said);
        }
    }
}
