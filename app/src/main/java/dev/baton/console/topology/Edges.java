package dev.baton.console.topology;

import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.Stored;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Tone;
import dev.baton.console.theme.Words;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines that a group's view implies. Pure. */
final class Edges {
    private Edges() {}

    static List<Edge> of(GroupView group, long now) {
        List<MemberView> members = List.copyOf(group.members().values());
        List<Edge> edges = new ArrayList<>();
        int holder = holder(group, members);
        for (int i = 0; i < members.size(); i++) {
            if (i != holder || members.get(i).live() == null) {
                edges.add(session(members.get(i), i));
            }
        }
        replication(group, members, edges, now);
        suspicions(group, members, edges, now);
        if (holder >= 0) {
            edges.add(lease(group, holder, now));
        }
        return edges;
    }

    /** The same, with the links of one observer: those of all at once would hide what matters. */
    static List<Edge> of(GroupView group, long now, @Nullable MemberId observer) {
        List<Edge> edges = of(group, now);
        MemberView from = observer == null ? null : group.members().get(observer);
        MemberStatus status = from == null ? null : from.status();
        if (from == null || status == null || from.live() == null || Freshness.stale(from, group, now)) {
            return edges;
        }
        List<MemberView> members = List.copyOf(group.members().values());
        for (PeerView peer : status.peers()) {
            int about = index(members, peer.about());
            if (about >= 0 && !peer.suspects()) {
                edges.add(new Edge(
                        index(members, from.id()),
                        about,
                        Edge.Kind.LINK,
                        link(peer, Freshness.ageMillis(from, now)),
                        Tone.of(peer.reach()) == Tone.OK ? Tone.QUIET : Tone.of(peer.reach())));
            }
        }
        return edges;
    }

    /** "hears it ✓ ok 60 ms ago". */
    static String link(PeerView peer, long sinceSaid) {
        String age = peer.ageMillis() < 0
                ? Messages.of("words.heard.never")
                : Words.ago(peer.ageMillis() + Math.max(0, sinceSaid));
        return Words.joined(Words.of(peer.reach()), age);
    }

    private static int holder(GroupView group, List<MemberView> members) {
        Stored<Leadership> leadership = group.leadership();
        MemberId id = leadership == null ? null : leadership.value().holder();
        return index(members, id);
    }

    private static int index(List<MemberView> members, @Nullable MemberId id) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private static Edge session(MemberView member, int at) {
        if (member.live() == null) {
            return new Edge(Edge.STORE, at, Edge.Kind.SESSION_LOST, Messages.of("topo.nosession"), Tone.BAD);
        }
        MemberStatus status = member.status();
        String label = status == null ? Messages.of("topo.session") : session(status.storeConnections());
        return new Edge(Edge.STORE, at, Edge.Kind.SESSION, label, Tone.QUIET);
    }

    private static String session(int links) {
        return links == 1 ? Messages.of("topo.session.one") : Messages.of("topo.session.many", links);
    }

    private static Edge lease(GroupView group, int holder, long now) {
        Stored<Lease> lease = group.lease();
        if (lease == null) {
            return new Edge(Edge.STORE, holder, Edge.Kind.LEASE, Messages.of("topo.lease.unknown"), Tone.QUIET);
        }
        long age = Math.max(0, now - lease.seenMillis());
        boolean over = age > lease.value().durationMillis();
        String label = Messages.of(
                over ? "topo.lease.over" : "topo.lease", lease.value().epoch(), Words.span(age));
        return new Edge(Edge.STORE, holder, Edge.Kind.LEASE, label, over ? Tone.BAD : Tone.WARN);
    }

    private static void replication(GroupView group, List<MemberView> members, List<Edge> edges, long now) {
        int primary = holder(group, members);
        if (primary < 0) {
            return;
        }
        for (int i = 0; i < members.size(); i++) {
            MemberStatus status = members.get(i).status();
            if (i != primary && status != null && status.role() == Role.STANDBY) {
                boolean stale = Freshness.stale(members.get(i), group, now);
                String lag = Words.standing(status);
                boolean far = status.standby().replaysAlways() && status.lag() > limit(group);
                Tone tone = stale || status.lag() < 0 ? Tone.QUIET : far ? Tone.WARN : Tone.INFO;
                edges.add(
                        new Edge(primary, i, Edge.Kind.REPLICATION, stale ? Messages.of("topo.old", lag) : lag, tone));
            }
        }
    }

    private static long limit(GroupView group) {
        return group.policy() == null ? 1_000 : group.policy().value().maxLagRecords();
    }

    /** Only the word of members that are heard and have a store session: one that is cut off suspects everybody. */
    private static void suspicions(GroupView group, List<MemberView> members, List<Edge> edges, long now) {
        for (int i = 0; i < members.size(); i++) {
            MemberView observer = members.get(i);
            MemberStatus status = observer.status();
            if (status == null || observer.live() == null || Freshness.stale(observer, group, now)) {
                continue;
            }
            for (PeerView peer : status.peers()) {
                int about = index(members, peer.about());
                if (about >= 0 && peer.suspects()) {
                    edges.add(new Edge(
                            i, about, Edge.Kind.SUSPICION, says(peer, Freshness.ageMillis(observer, now)), Tone.BAD));
                }
            }
        }
    }

    private static String says(PeerView peer, long sinceSaid) {
        if (peer.reach() == Reach.REFUSED) {
            return Messages.of("topo.refused");
        }
        return peer.ageMillis() < 0
                ? Messages.of("topo.unheard")
                : Messages.of("topo.silent", Words.span(peer.ageMillis() + sinceSaid));
    }
}
