package dev.baton.console.model;

import dev.baton.model.Evidence;
import dev.baton.model.Lease;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.Reach;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the who-sees-whom matrix for one member. */
final class Vantages {
    static final String STORE = "store";
    static final String LEASE = "lease";
    static final String TELEMETRY = "telemetry";
    static final String CONSOLE = "console";

    private Vantages() {}

    static List<Evidence> of(MemberView member, GroupView group, ClusterView view, long now) {
        List<Evidence> rows = new ArrayList<>();
        rows.add(session(member, view));
        Evidence lease = lease(member, group, view, now);
        if (lease != null) {
            rows.add(lease);
        }
        for (MemberView peer : group.members().values()) {
            if (!peer.id().equals(member.id()) && !retired(peer)) {
                rows.add(peer(peer, member, group, now));
            }
        }
        rows.add(telemetry(member, group, view, now));
        rows.add(console(member, now));
        return List.copyOf(rows);
    }

    static boolean retired(MemberView member) {
        return member.record() != null && member.record().retired();
    }

    private static Evidence session(MemberView member, ClusterView view) {
        if (!view.storeReadable()) {
            return new Evidence(STORE, Reach.UNKNOWN, -1, "this console cannot read the store");
        }
        if (member.live() != null) {
            return new Evidence(STORE, Reach.OK, -1, "session alive");
        }
        return new Evidence(STORE, Reach.RESET, -1, member.record() == null ? "not registered" : "session gone");
    }

    /** Only for the member that holds the lease. */
    private static @Nullable Evidence lease(MemberView member, GroupView group, ClusterView view, long now) {
        Stored<Lease> lease = group.lease();
        if (lease == null || !member.id().equals(lease.value().holder())) {
            return null;
        }
        long age = Freshness.age(lease.seenMillis(), now);
        String says = "epoch " + lease.value().epoch() + ", renewed " + Freshness.words(age) + " ago";
        if (!view.storeReadable()) {
            return new Evidence(LEASE, Reach.UNKNOWN, age, says);
        }
        long duration = lease.value().durationMillis();
        Reach reach = age <= duration / 2 ? Reach.OK : age <= duration ? Reach.LATE : Reach.TIMEOUT;
        return new Evidence(LEASE, reach, age, says);
    }

    private static Evidence peer(MemberView peer, MemberView about, GroupView group, long now) {
        String name = peer.id().value();
        MemberStatus status = peer.status();
        if (status == null || !Freshness.heard(peer, group, now)) {
            return new Evidence(name, Reach.UNKNOWN, -1, "not heard itself");
        }
        for (PeerView seen : status.peers()) {
            if (seen.about().equals(about.id())) {
                long age = seen.ageMillis() < 0 ? -1 : seen.ageMillis() + Freshness.ageMillis(peer, now);
                return new Evidence(
                        name, seen.reach(), age, seen.suspects() ? "suspects: " + seen.verdict() : "" + seen.verdict());
            }
        }
        return new Evidence(name, Reach.UNKNOWN, -1, "does not follow it");
    }

    private static Evidence telemetry(MemberView member, GroupView group, ClusterView view, long now) {
        long age = Freshness.age(member.telemetryMillis(), now);
        if (view.telemetryMillis() < 0) {
            return new Evidence(TELEMETRY, Reach.UNKNOWN, -1, "nothing read yet");
        }
        if (Freshness.heardByTelemetry(member, group, now)) {
            return new Evidence(TELEMETRY, Reach.OK, age, claims(member));
        }
        boolean silent =
                now - view.telemetryMillis() > group.timing().suspectMillis() + Freshness.TELEMETRY_GRACE_MILLIS;
        return silent
                ? new Evidence(TELEMETRY, Reach.UNKNOWN, age, "the whole topic is silent")
                : new Evidence(TELEMETRY, Reach.TIMEOUT, age, claims(member));
    }

    private static Evidence console(MemberView member, long now) {
        String rtt = member.rttMicros() < 0 ? "" : ", " + member.rttMicros() / 1_000 + " ms";
        return new Evidence(CONSOLE, member.reach(), Freshness.age(member.linkMillis(), now), claims(member) + rtt);
    }

    private static String claims(MemberView member) {
        MemberStatus status = member.status();
        return status == null ? "never heard" : status.role() + " e" + status.epoch();
    }
}
