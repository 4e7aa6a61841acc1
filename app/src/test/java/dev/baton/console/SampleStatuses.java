package dev.baton.console;

import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.ServiceId;
import dev.baton.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What the members of {@link SampleCluster} say of themselves, and the same with one thing changed. */
final class SampleStatuses {
    private SampleStatuses() {}

    static MemberStatus status(MemberId member, Role role, long epoch, long seq) {
        boolean primary = role == Role.PRIMARY;
        List<PeerView> peers = new ArrayList<>();
        for (String service : List.of("a", "b", "c")) {
            MemberId peer = MemberId.of(member.group(), new ServiceId(service));
            if (!peer.equals(member)) {
                peers.add(new PeerView(peer, Reach.OK, Verdict.HEALTHY, 60));
            }
        }
        String rank = "would succeed: rank " + rank(member, epoch);
        return new MemberStatus(
                member,
                SampleCluster.life(member),
                role,
                new Epoch(epoch),
                primary ? 840 : -1,
                184_200_000 + seq,
                primary ? -1 : 0,
                12_400 + seq,
                1,
                true,
                "ready",
                role == Role.STANDBY,
                role == Role.STANDBY ? rank : "is " + role,
                2,
                peers,
                null,
                null,
                null);
    }

    /** By name among those who are not primary, all of them heard. */
    private static int rank(MemberId member, long epoch) {
        String primary = primary(member.group(), epoch);
        String service = member.service().value();
        long before = List.of("a", "b", "c").stream()
                .filter(other -> !other.equals(primary) && other.compareTo(service) < 0)
                .count();
        return (int) before + 1;
    }

    /** The service that is primary in that epoch of a sample's group. */
    private static String primary(GroupId group, long epoch) {
        return switch (group.value() + epoch) {
            case "ledger4" -> "c";
            case "payments7", "orders13" -> "b";
            default -> "a";
        };
    }

    /** How a killed orders-a looks to its peers. */
    static PeerView gone() {
        return new PeerView(SampleCluster.id("orders-a"), Reach.REFUSED, Verdict.CRASHED, 2_950);
    }

    /** The same where it stands first, since it cannot reach that peer. */
    static MemberStatus next(MemberStatus s, PeerView lost) {
        return reason(peers(s, lost), "would succeed: rank 1");
    }

    static MemberStatus peers(MemberStatus s, PeerView view) {
        List<PeerView> all = new ArrayList<>(s.peers());
        all.removeIf(p -> p.about().equals(view.about()));
        all.add(view);
        return new MemberStatus(
                s.member(),
                s.incarnation(),
                s.role(),
                s.epoch(),
                s.guardMillis(),
                s.position(),
                s.lag(),
                s.committed(),
                s.priority(),
                s.ready(),
                s.health(),
                s.eligible(),
                s.reason(),
                s.storeConnections(),
                all,
                s.action(),
                s.ask(),
                s.promise());
    }

    static MemberStatus guard(MemberStatus s, long millis) {
        return new MemberStatus(
                s.member(),
                s.incarnation(),
                s.role(),
                s.epoch(),
                millis,
                s.position(),
                s.lag(),
                s.committed(),
                s.priority(),
                s.ready(),
                s.health(),
                s.eligible(),
                s.reason(),
                s.storeConnections(),
                s.peers(),
                s.action(),
                s.ask(),
                s.promise());
    }

    static MemberStatus stores(MemberStatus s, int connections) {
        return new MemberStatus(
                s.member(),
                s.incarnation(),
                s.role(),
                s.epoch(),
                s.guardMillis(),
                s.position(),
                s.lag(),
                s.committed(),
                s.priority(),
                s.ready(),
                s.health(),
                s.eligible(),
                s.reason(),
                connections,
                s.peers(),
                s.action(),
                s.ask(),
                s.promise());
    }

    static MemberStatus reason(MemberStatus s, String words) {
        return new MemberStatus(
                s.member(),
                s.incarnation(),
                s.role(),
                s.epoch(),
                s.guardMillis(),
                s.position(),
                s.lag(),
                s.committed(),
                s.priority(),
                s.ready(),
                s.health(),
                s.eligible(),
                words,
                s.storeConnections(),
                s.peers(),
                s.action(),
                s.ask(),
                s.promise());
    }
}
