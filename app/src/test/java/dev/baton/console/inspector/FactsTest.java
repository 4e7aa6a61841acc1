package dev.baton.console.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Tone;
import dev.baton.model.MemberId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class FactsTest {
    private static Facts facts(ClusterView view, String name, long now) {
        MemberId id = SampleCluster.id(name);
        GroupView group = Objects.requireNonNull(view.groups().get(id.group()));
        return Facts.of(view, group, Objects.requireNonNull(group.members().get(id)), now);
    }

    @Test
    void aStalePrimaryIsNamedWithWhatItClaimsAndWhatTheStoreSays() {
        Facts facts = facts(SampleCluster.splitBrain().view(), "payments-a", SampleCluster.NOW);
        assertEquals(new Facts.Fact("STALE PRIMARY", Tone.BAD), facts.verdict());
        assertEquals(new Facts.Fact("PRIMARY · epoch 6", Tone.BAD), facts.claims());
        assertEquals("payments-b · epoch 7", facts.storeSays().text());
    }

    @Test
    void whoSeesWhomHasARowForEachVantage() {
        Facts facts = facts(SampleCluster.splitBrain().view(), "payments-a", SampleCluster.NOW);
        List<String> vantages = facts.matrix().stream().map(Facts.Seen::vantage).toList();
        assertEquals(List.of("Store session", "payments-b", "payments-c", "Telemetry", "This console"), vantages);
        assertEquals("✕ timeout", facts.matrix().get(1).reach().text());
        assertEquals("HUNG", facts.matrix().get(1).says());
    }

    @Test
    void oldWordsGreyAndSayTheirAge() {
        Facts facts = facts(SampleCluster.healthy().view(), "payments-b", SampleCluster.NOW + 4_000);
        assertTrue(facts.stale());
        assertEquals(Tone.QUIET, facts.claims().tone());
        assertTrue(
                facts.claims().text().endsWith("4.0 s old")
                        || facts.claims().text().endsWith("4.1 s old"),
                facts.claims().text());
        assertTrue(facts.guard().text().startsWith("ran out"), facts.guard().text());
    }

    @Test
    void epochsSayCauseAndOutage() {
        ClusterView view = SampleCluster.failover().view();
        GroupView orders = Objects.requireNonNull(view.groups().get(SampleCluster.group("orders")));
        EpochLine newest = EpochLine.of(orders, 5).getFirst();
        assertEquals("13", newest.epoch());
        assertEquals("crashed · auto", newest.cause());
        assertEquals("outage 265 ms", newest.outage());
        assertTrue(newest.current());
    }
}
