package dev.baton.console.model;

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

    static List<Sighting> of(MemberView member, GroupView group, ClusterView view, long now) {
        List<Sighting> rows = new ArrayList<>();
        rows.add(session(member, view));
        Sighting lease = lease(member, group, view, now);
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

    private static Sighting session(MemberView member, ClusterView view) {
        if (!view.storeReadable()) {
            return new Sighting(STORE, Reach.UNKNOWN, -1, Phrase.of("sight.unreadable"));
        }
        if (member.live() != null) {
            return new Sighting(STORE, Reach.OK, -1, Phrase.of("sight.alive"));
        }
        return new Sighting(
                STORE, Reach.RESET, -1, Phrase.of(member.record() == null ? "sight.unregistered" : "sight.gone"));
    }

    /** Only for the member that holds the lease. */
    private static @Nullable Sighting lease(MemberView member, GroupView group, ClusterView view, long now) {
        Stored<Lease> lease = group.lease();
        if (lease == null || !member.id().equals(lease.value().holder())) {
            return null;
        }
        long age = Freshness.age(lease.seenMillis(), now);
        Phrase brief = Phrase.of("sight.lease.brief", lease.value().epoch());
        Phrase says = Phrase.of("sight.lease", lease.value().epoch(), Freshness.words(age));
        if (!view.storeReadable()) {
            return new Sighting(LEASE, Reach.UNKNOWN, age, brief, says);
        }
        long duration = lease.value().durationMillis();
        Reach reach = age <= duration / 2 ? Reach.OK : age <= duration ? Reach.LATE : Reach.TIMEOUT;
        return new Sighting(LEASE, reach, age, brief, says);
    }

    private static Sighting peer(MemberView peer, MemberView about, GroupView group, long now) {
        String name = peer.id().value();
        MemberStatus status = peer.status();
        if (status == null || !Freshness.heard(peer, group, now)) {
            return new Sighting(name, Reach.UNKNOWN, -1, Phrase.of("sight.mute"));
        }
        for (PeerView seen : status.peers()) {
            if (seen.about().equals(about.id())) {
                long age = seen.ageMillis() < 0 ? -1 : seen.ageMillis() + Freshness.ageMillis(peer, now);
                return new Sighting(
                        name,
                        seen.reach(),
                        age,
                        Phrase.of("sight.verdict", seen.verdict()),
                        Phrase.of(seen.suspects() ? "sight.suspects" : "sight.verdict", seen.verdict()));
            }
        }
        return new Sighting(name, Reach.UNKNOWN, -1, Phrase.of("sight.follows.not"));
    }

    private static Sighting telemetry(MemberView member, GroupView group, ClusterView view, long now) {
        long age = Freshness.age(member.telemetryMillis(), now);
        if (view.telemetryMillis() < 0) {
            return new Sighting(TELEMETRY, Reach.UNKNOWN, -1, Phrase.of("sight.nothing"));
        }
        if (Freshness.heardByTelemetry(member, group, now)) {
            return new Sighting(TELEMETRY, Reach.OK, age, claims(member));
        }
        boolean silent =
                now - view.telemetryMillis() > group.timing().suspectMillis() + Freshness.TELEMETRY_GRACE_MILLIS;
        return silent
                ? new Sighting(TELEMETRY, Reach.UNKNOWN, age, Phrase.of("sight.silent"))
                : new Sighting(TELEMETRY, Reach.TIMEOUT, age, claims(member));
    }

    private static Sighting console(MemberView member, long now) {
        Phrase brief = claims(member);
        return new Sighting(
                CONSOLE,
                member.reach(),
                Freshness.age(member.linkMillis(), now),
                brief,
                member.rttMicros() < 0 ? brief : Phrase.of("sight.link", brief, member.rttMicros() / 1_000));
    }

    private static Phrase claims(MemberView member) {
        MemberStatus status = member.status();
        return status == null ? Phrase.of("sight.unheard") : Phrase.of("sight.claims", status.role(), status.epoch());
    }
}
