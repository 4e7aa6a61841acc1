package dev.baton.console.topology;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Face;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Words;
import dev.baton.model.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the canvas says: two that are equal look the same, so the second need not be drawn. Pure. */
record Picture(
        TopologyLayout layout,
        Palette palette,
        List<Edge> edges,
        List<Card> cards,
        @Nullable MemberId selected,
        boolean storeLost,
        String store) {
    /** One member. */
    record Card(MemberId id, Face face) {}

    static Picture of(
            TopologyLayout layout,
            Palette palette,
            ClusterView cluster,
            GroupView group,
            @Nullable MemberId selected,
            long now) {
        boolean lost = cluster.storeConnected() == 0;
        return new Picture(
                layout,
                palette,
                Edges.of(group, now, selected),
                group.members().values().stream()
                        .map(member -> new Card(member.id(), shown(Face.of(cluster, group, member, now))))
                        .toList(),
                selected,
                lost,
                lost ? Messages.of("topo.lost") : held(group));
    }

    /** The age of a word that is fresh is not shown. */
    private static Face shown(Face face) {
        return face.stale() ? face : new Face(face.role(), face.detail(), face.epoch(), face.tone(), false, 0);
    }

    private static String held(GroupView group) {
        return group.leadership() == null
                ? Messages.of("topo.nothing")
                : Messages.of(
                        "topo.held",
                        group.leadership().value().epoch(),
                        Words.lower(group.leadership().value().state()),
                        group.leadership().version());
    }
}
