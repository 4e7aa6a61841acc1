package dev.baton.console.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.model.GroupView;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TopologyTest {
    private static List<Edge> edges(SampleCluster cluster, String name) {
        GroupView group = Objects.requireNonNull(cluster.view().groups().get(SampleCluster.group(name)));
        return Edges.of(group, SampleCluster.NOW);
    }

    private static Edge only(List<Edge> edges, Edge.Kind kind) {
        List<Edge> found = edges.stream().filter(e -> e.kind() == kind).toList();
        assertEquals(1, found.size(), () -> kind + " in " + edges);
        return found.getFirst();
    }

    @Test
    void cardsNeitherOverlapNorLeaveTheCanvas() {
        for (double[] size : new double[][] {{712, 236}, {712, 340}, {880, 400}, {1400, 700}}) {
            for (int count = 1; count <= 5; count++) {
                TopologyLayout layout = TopologyLayout.of(count, size[0], size[1]);
                for (int i = 0; i < count; i++) {
                    TopologyLayout.Box box = layout.members().get(i);
                    String where = count + " members, " + size[0] + "x" + size[1] + ": " + box;
                    assertTrue(box.left() >= 0 && box.right() <= size[0], where);
                    assertTrue(box.top() >= 0 && box.bottom() <= size[1], where);
                    assertFalse(box.meets(layout.store()), where);
                    for (int j = i + 1; j < count; j++) {
                        assertFalse(box.meets(layout.members().get(j)), where);
                    }
                }
            }
        }
    }

    @Test
    void theLeaseGoesToTheHolderAndSaysItsAge() {
        Edge lease = only(edges(SampleCluster.splitBrain(), "payments"), Edge.Kind.LEASE);
        assertEquals(1, lease.to());
        assertEquals("lease e7 · renewed 84 ms ago", lease.label());
    }

    @Test
    void theWordOfACutOffMemberIsNotDrawn() {
        List<Edge> suspicions = edges(SampleCluster.splitBrain(), "payments").stream()
                .filter(e -> e.kind() == Edge.Kind.SUSPICION)
                .toList();
        assertEquals(2, suspicions.size());
        assertTrue(suspicions.stream().allMatch(e -> e.to() == 0), "all about payments-a: " + suspicions);
        assertTrue(suspicions.getFirst().label().startsWith("no heartbeat 3."), suspicions::toString);
    }

    @Test
    void aRefusedConnectionSaysSo() {
        List<Edge> found = edges(SampleCluster.failover(), "orders");
        assertTrue(found.stream()
                .anyMatch(e -> e.kind() == Edge.Kind.SUSPICION && e.label().equals("connection refused")));
        assertEquals(0, only(found, Edge.Kind.SESSION_LOST).to());
    }

    @Test
    void lagStandsOnTheEdgeFromThePrimary() {
        List<Edge> found = edges(SampleCluster.healthy(), "payments");
        List<Edge> replication =
                found.stream().filter(e -> e.kind() == Edge.Kind.REPLICATION).toList();
        assertEquals(2, replication.size());
        assertTrue(replication.stream().allMatch(e -> e.from() == 1 && e.label().equals("lag 0")));
    }

    @Test
    void theLinksOfTheSelectedMemberAreDrawnAndNoOthers() {
        GroupView payments = group(SampleCluster.healthy(), "payments");
        List<Edge> links = Edges.of(payments, SampleCluster.NOW, SampleCluster.id("payments-c")).stream()
                .filter(e -> e.kind() == Edge.Kind.LINK)
                .toList();
        assertEquals(List.of(0, 1), links.stream().map(Edge::to).sorted().toList());
        assertTrue(
                links.stream().allMatch(e -> e.from() == 2 && e.label().matches("✓ ok · \\d+ ms ago")),
                links::toString);
        assertTrue(Edges.of(payments, SampleCluster.NOW, null).stream().noneMatch(e -> e.kind() == Edge.Kind.LINK));
    }

    @Test
    void aSuspicionIsNoLinkAndOneThatIsNotHeardShowsNone() {
        GroupView payments = group(SampleCluster.splitBrain(), "payments");
        List<Integer> heard = Edges.of(payments, SampleCluster.NOW, SampleCluster.id("payments-b")).stream()
                .filter(e -> e.kind() == Edge.Kind.LINK)
                .map(Edge::to)
                .toList();
        assertEquals(List.of(2), heard, "payments-a is suspected");
        GroupView orders = group(SampleCluster.failover(), "orders");
        assertTrue(Edges.of(orders, SampleCluster.NOW, SampleCluster.id("orders-a")).stream()
                .noneMatch(e -> e.kind() == Edge.Kind.LINK));
    }

    @Test
    void theTableSaysHowEachMemberHearsTheOthers() {
        List<MemberRow> rows = MemberRow.of(
                SampleCluster.failover().view(), group(SampleCluster.failover(), "orders"), SampleCluster.NOW);
        assertEquals("not heard itself", rows.get(0).sees());
        assertTrue(
                rows.get(1).sees().matches("orders-c ✓ ok · \\d+ ms ago\\norders-a ✕ refused · 2\\.9 s ago"),
                rows.get(1).sees());
        assertTrue(
                rows.get(2).sees().contains("orders-a ✕ refused"), rows.get(2).sees());
    }

    private static GroupView group(SampleCluster cluster, String name) {
        return Objects.requireNonNull(cluster.view().groups().get(SampleCluster.group(name)));
    }
}
