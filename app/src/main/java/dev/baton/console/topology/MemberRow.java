package dev.baton.console.topology;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Face;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import java.util.ArrayList;
import java.util.List;

/** One row of the table that says what the canvas draws. */
record MemberRow(
        MemberId id,
        String role,
        String epoch,
        String session,
        String lag,
        String heard,
        String detail,
        String lines,
        String sees) {
    static List<MemberRow> of(ClusterView view, GroupView group, long now) {
        List<Edge> edges = Edges.of(group, now);
        List<MemberRow> rows = new ArrayList<>();
        int index = 0;
        for (MemberView member : group.members().values()) {
            Face face = Face.of(view, group, member, now);
            MemberStatus status = member.status();
            rows.add(new MemberRow(
                    member.id(),
                    face.role(),
                    face.epoch(),
                    Messages.of(member.live() == null ? "topo.session.none" : "topo.session.up"),
                    status == null || status.lag() < 0 ? Messages.of("words.never") : Words.count(status.lag()),
                    face.ageMillis() < 0
                            ? Messages.of("words.heard.never")
                            : face.stale() ? Words.ago(face.ageMillis()) : Messages.of("topo.now"),
                    face.detail(),
                    about(edges, index++),
                    sees(member, group, now)));
        }
        return rows;
    }

    /** How it hears the others, by its own word: "a ✓ ok · 60 ms ago". */
    private static String sees(MemberView member, GroupView group, long now) {
        MemberStatus status = member.status();
        if (status == null || Freshness.stale(member, group, now)) {
            return Messages.of("topo.mute");
        }
        StringBuilder words = new StringBuilder();
        for (PeerView peer : status.peers()) {
            words.append(words.isEmpty() ? "" : "\n")
                    .append(Messages.of("topo.sees", peer.about(), Edges.link(peer, Freshness.ageMillis(member, now))));
        }
        return words.toString();
    }

    private static String about(List<Edge> edges, int index) {
        StringBuilder words = new StringBuilder();
        for (Edge edge : edges) {
            boolean says = edge.kind() == Edge.Kind.LEASE || edge.kind() == Edge.Kind.SUSPICION;
            if (says && edge.to() == index) {
                words.append(words.isEmpty() ? "" : "\n").append(edge.label());
            }
        }
        return words.toString();
    }
}
