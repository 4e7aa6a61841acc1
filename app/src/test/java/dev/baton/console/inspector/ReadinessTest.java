package dev.baton.console.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.SampleFleet;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Tone;
import dev.baton.model.GroupId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ReadinessTest {
    private static Readiness of(ClusterView view, GroupId group, long now) {
        return Readiness.of(view, group(view, group), now);
    }

    private static GroupView group(ClusterView view, GroupId group) {
        return Objects.requireNonNull(view.groups().get(group));
    }

    @Test
    void itSaysWhoWouldSucceedAndInWhichOrder() {
        Readiness ready = of(SampleCluster.healthy().view(), SampleCluster.group("payments"), SampleCluster.NOW);
        assertEquals("A failover would succeed: payments-a would take over.", ready.sentence());
        assertEquals(Tone.OK, ready.tone());
        assertEquals(
                List.of("payments-a", "payments-c"),
                ready.candidates().stream().map(Readiness.Candidate::name).toList());
        assertEquals("rank 2 · lag 0", ready.candidates().get(1).reason());
    }

    @Test
    void whoIsNotHeardIsNamedWithThatReason() {
        Readiness ready = of(SampleCluster.failover().view(), SampleCluster.group("orders"), SampleCluster.NOW);
        Readiness.Candidate dead = ready.candidates().getLast();
        assertEquals("orders-a", dead.name());
        assertTrue(!dead.would() && dead.reason().startsWith("not heard for "), dead::toString);
    }

    @Test
    void withoutACandidateItWouldFailAndEachOneSaysTheRuleAndTheValue() {
        SampleFleet fleet = new SampleFleet(3).ineligible(1).beats(SampleFleet.NOW);
        Readiness ready = of(fleet.view(), fleet.group(1), SampleFleet.NOW);
        assertEquals("A failover would fail because no candidate is eligible.", ready.sentence());
        assertEquals(Tone.BAD, ready.tone());
        assertTrue(ready.candidates().stream().allMatch(c -> c.reason().equals("lag 12400 > 1000 records")));
    }

    @Test
    void aPausedGroupSaysThatItWouldNotBeginByItself() {
        SampleFleet fleet = new SampleFleet(3).paused(0);
        Readiness ready = of(fleet.view(), fleet.group(0), SampleFleet.NOW);
        assertTrue(ready.sentence().startsWith("A failover would not begin by itself;"), ready.sentence());
    }

    @Test
    void withoutTheStoreNothingIsClaimed() {
        ClusterView lost =
                SampleCluster.healthy().storeLost(SampleCluster.NOW - 5).view();
        Readiness ready = of(lost, SampleCluster.group("payments"), SampleCluster.NOW);
        assertEquals(Tone.QUIET, ready.tone());
        assertEquals(
                "none asked: the store answers",
                Readiness.promises(group(lost, SampleCluster.group("payments"))).text());
    }

    @Test
    void aCooldownIsNamedSinceAFailoverWouldNotBeginByItself() {
        Readiness ready = of(SampleCluster.cooldown().view(), SampleCluster.group("orders"), SampleCluster.NOW);
        assertTrue(
                ready.sentence().startsWith("A failover would not begin by itself: cooldown of 600 s"),
                ready.sentence());
        assertEquals(Tone.WARN, ready.tone());
    }
}
