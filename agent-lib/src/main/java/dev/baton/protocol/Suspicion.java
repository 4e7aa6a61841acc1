package dev.baton.protocol;

import dev.baton.model.Event;
import dev.baton.model.Evidence;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.PeerView;
import dev.baton.model.Reach;
import dev.baton.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What this member thinks of its peers, from its own vantage. A suspicion never means dead: it lets a takeover start early where a
 * majority of the group's monitors shares it; only a fence or the clock lets it finish.
 */
final class Suspicion {
    /** A renewal may still arrive this long after its sender's process was seen gone. A later one proves that it lives. */
    static final long IN_FLIGHT_NANOS = 40_000_000L;

    private Suspicion() {}

    static void drive(MemberState s, Now now) {
        MemberId replaced = replaced(s);
        // The map is replaced, never changed, so this walks the one that the step began with.
        s.peers.forEach((about, peer) -> {
            Verdict verdict = about.equals(replaced) ? Verdict.CRASHED : verdict(s, now, peer);
            boolean suspects = verdict == Verdict.CRASHED || verdict == Verdict.HUNG;
            if (verdict == peer.verdict() || (suspects && !s.arming.armed() && s.hold == null)) {
                return;
            }
            s.peers = Maps.with(s.peers, about, peer.judged(verdict));
            s.emit(new Effect.Emit(new Event.VerdictChanged(
                    s.stamp(now), s.id.value(), s.id.group(), about, verdict, List.of(evidence(s, now, peer)))));
            s.emit(new Effect.Beat());
        });
    }

    private static Verdict verdict(MemberState s, Now now, Peer peer) {
        if (peer.status() == null) {
            return Verdict.UNKNOWN;
        }
        if (peer.reach() == Reach.REFUSED) {
            return Verdict.CRASHED;
        }
        long silent = now.nanos() - Math.max(peer.heardNanos(), s.suspectFloorNanos);
        if (silent > s.timing().suspectMillis() * 1_000_000L) {
            return Verdict.HUNG;
        }
        return silent > 3 * s.timing().heartbeatMillis() * 1_000_000L ? Verdict.SLOW : Verdict.HEALTHY;
    }

    /** The holder of the epoch, where that was an earlier life of it: its process has started anew. */
    private static @Nullable MemberId replaced(MemberState s) {
        Leadership l = s.leadership == null ? null : s.leadership.value();
        MemberId holder = l == null ? null : l.holder();
        if (l == null || holder == null || l.incarnation() == null) {
            return null;
        }
        Seen<MemberRecord> record = s.members.get(holder);
        return record != null && !l.incarnation().equals(record.value().incarnation()) ? holder : null;
    }

    private static Evidence evidence(MemberState s, Now now, Peer peer) {
        long age = peer.status() == null ? -1 : (now.nanos() - peer.heardNanos()) / 1_000_000L;
        String says =
                switch (peer.reach()) {
                    case OK -> "heard " + age + " ms ago";
                    case LATE -> "late: heard " + age + " ms ago";
                    case TIMEOUT -> "accepts but does not answer";
                    case RESET -> "the link was reset";
                    case REFUSED -> "the link was reset and a reconnect is refused";
                    case UNKNOWN -> "never heard";
                };
        return new Evidence(s.id.value(), peer.reach(), age, says);
    }

    static List<PeerView> views(MemberState s, Now now) {
        List<PeerView> views = new ArrayList<>(s.peers.size());
        s.peers.forEach((about, peer) -> {
            long age = peer.status() == null ? -1 : Math.max(0, (now.nanos() - peer.heardNanos()) / 1_000_000L);
            views.add(new PeerView(about, peer.reach(), peer.verdict(), age));
        });
        views.sort(Comparator.comparing(PeerView::about));
        return views;
    }

    /** Whether a majority of the monitors of {@code holder} (all other members) suspects it, by views that are fresh. */
    static boolean majority(MemberState s, Now now, MemberId holder) {
        int monitors = 0;
        int suspecting = 0;
        for (Map.Entry<MemberId, Seen<MemberRecord>> member : s.members.entrySet()) {
            MemberId id = member.getKey();
            if (id.equals(holder) || member.getValue().value().retired()) {
                continue;
            }
            monitors++;
            if (id.equals(s.id) ? ownSuspicion(s, holder) : peerSuspicion(s, now, id, holder)) {
                suspecting++;
            }
        }
        return suspecting * 2 > monitors;
    }

    private static boolean ownSuspicion(MemberState s, MemberId holder) {
        Peer peer = s.peers.get(holder);
        return peer != null && (peer.verdict() == Verdict.CRASHED || peer.verdict() == Verdict.HUNG);
    }

    private static boolean peerSuspicion(MemberState s, Now now, MemberId monitor, MemberId holder) {
        Peer peer = s.peers.get(monitor);
        if (peer == null || peer.status() == null || peer.reach() == Reach.REFUSED) {
            return false; // The last word of a process that is gone may be old, although it was heard only now.
        }
        boolean fresh = now.nanos() - peer.heardNanos() <= s.timing().suspectMillis() * 1_000_000L;
        return fresh && peer.status().peers().stream().anyMatch(v -> v.about().equals(holder) && v.suspects());
    }

    /** Whether the lease was renewed after the holder was last taken for gone or silent: then it lives, whatever the links say. */
    static boolean renewedSince(MemberState s, Now now, MemberId holder) {
        Peer peer = s.peers.get(holder);
        if (s.lease == null || peer == null) {
            return true;
        }
        long renewed = s.lease.nanos();
        return switch (peer.verdict()) {
            case CRASHED -> !holder.equals(replaced(s)) && renewed - (peer.reachNanos() + IN_FLIGHT_NANOS) > 0;
            case HUNG -> now.nanos() - renewed < s.timing().suspectMillis() * 1_000_000L;
            case HEALTHY, SLOW, PARTITIONED, STALE_PRIMARY, FENCED, UNKNOWN -> true;
        };
    }
}
