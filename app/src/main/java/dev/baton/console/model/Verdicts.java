package dev.baton.console.model;

import dev.baton.model.Epoch;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells down from slow from cut off, for this console's eyes. Pure; decides nothing: the members decide. */
public final class Verdicts {
    private static final Phrase WELL = Phrase.of("judge.well");

    private Verdicts() {}

    /** The verdict on one member as of {@code nowMillis}, with the rows of its who-sees-whom matrix. */
    public static Judgement of(MemberView member, GroupView group, ClusterView view, long nowMillis) {
        List<Sighting> evidence = Vantages.of(member, group, view, nowMillis);
        if (fenced(member)) {
            return new Judgement(Verdict.FENCED, Fences.phrase(member, group), evidence);
        }
        if (stalePrimary(member, group, nowMillis)) {
            return new Judgement(
                    Verdict.STALE_PRIMARY, Phrase.of("judge.stale", epoch(member), storeEpoch(group)), evidence);
        }
        return Freshness.heard(member, group, nowMillis)
                ? heard(member, group, view, nowMillis, evidence)
                : silent(member, group, nowMillis, evidence);
    }

    static boolean fenced(MemberView member) {
        return (member.record() != null && member.record().fenced())
                || (member.status() != null && member.status().role() == Role.FENCED);
    }

    /**
     * Whether it claims, in a heartbeat that is younger than the store's news, to be primary of an epoch that is over. Within one heartbeat
     * of the grant it may simply not have spoken yet.
     */
    static boolean stalePrimary(MemberView member, GroupView group, long now) {
        Stored<Leadership> leadership = group.leadership();
        MemberStatus status = member.status();
        return leadership != null
                && status != null
                && status.role() == Role.PRIMARY
                && status.epoch().isBefore(leadership.value().epoch())
                && Freshness.heard(member, group, now)
                && member.heardMillis()
                        > leadership.seenMillis() + group.timing().heartbeatMillis();
    }

    private static Judgement heard(
            MemberView member, GroupView group, ClusterView view, long now, List<Sighting> evidence) {
        List<Object> cutFrom = new ArrayList<>();
        MemberStatus status = member.status();
        boolean sessionGone = view.storeReadable() && member.live() == null && member.record() != null;
        if (sessionGone || (status != null && status.storeConnections() == 0)) {
            cutFrom.add(Phrase.of("judge.the.store"));
        }
        group.members().values().stream()
                .filter(peer -> deafTo(peer, member.id(), group, now))
                .forEach(peer -> cutFrom.add(peer.id().value()));
        if (member.linkMillis() >= 0 && !Freshness.heardByLink(member, group, now)) {
            cutFrom.add(Phrase.of("judge.this.console"));
        }
        if (!cutFrom.isEmpty()) {
            return new Judgement(Verdict.PARTITIONED, Phrase.of("judge.cut", cutFrom), evidence);
        }
        return Freshness.stale(member, group, now) || member.reach() == Reach.LATE
                ? new Judgement(
                        Verdict.SLOW,
                        Phrase.of("judge.late", Freshness.words(Freshness.ageMillis(member, now))),
                        evidence)
                : new Judgement(Verdict.HEALTHY, WELL, evidence);
    }

    private static Judgement silent(MemberView member, GroupView group, long now, List<Sighting> evidence) {
        List<String> hearers = group.members().values().stream()
                .filter(peer -> hears(peer, member.id(), group, now))
                .map(peer -> peer.id().value())
                .toList();
        if (!hearers.isEmpty()) {
            return new Judgement(Verdict.PARTITIONED, Phrase.of("judge.unseen", hearers), evidence);
        }
        boolean refused = evidence.stream().anyMatch(row -> row.reach() == Reach.REFUSED);
        if (renewing(evidence) && (!refused || renewedSince(member, group))) {
            return new Judgement(Verdict.PARTITIONED, Phrase.of("judge.renews"), evidence);
        }
        if (refused) {
            return new Judgement(Verdict.CRASHED, Phrase.of("judge.crashed"), evidence);
        }
        if (member.live() == null && member.record() != null && member.reach() == Reach.UNKNOWN) {
            return new Judgement(Verdict.UNKNOWN, Phrase.of("judge.registered"), evidence);
        }
        boolean hung = evidence.stream().anyMatch(row -> row.reach() == Reach.TIMEOUT) || member.linkMillis() >= 0;
        return hung
                ? new Judgement(Verdict.HUNG, Phrase.of("judge.hung"), evidence)
                : new Judgement(Verdict.UNKNOWN, Phrase.of("judge.unheard"), evidence);
    }

    private static boolean renewing(List<Sighting> evidence) {
        return evidence.stream()
                .anyMatch(row ->
                        row.vantage().equals(Vantages.LEASE) && (row.reach() == Reach.OK || row.reach() == Reach.LATE));
    }

    /** Whether the lease was renewed after this console's link was refused: a process that is gone cannot do that. */
    private static boolean renewedSince(MemberView member, GroupView group) {
        return group.lease() != null
                && group.lease().seenMillis()
                        > member.reachAt().millis() + group.timing().heartbeatMillis();
    }

    private static boolean deafTo(MemberView peer, MemberId about, GroupView group, long now) {
        PeerView seen = view(peer, about, group, now);
        return seen != null
                && switch (seen.reach()) {
                    case TIMEOUT, RESET, REFUSED -> true;
                    case OK, LATE, UNKNOWN -> seen.suspects();
                };
    }

    private static boolean hears(MemberView peer, MemberId about, GroupView group, long now) {
        PeerView seen = view(peer, about, group, now);
        return seen != null && (seen.reach() == Reach.OK || seen.reach() == Reach.LATE) && !seen.suspects();
    }

    private static @Nullable PeerView view(MemberView peer, MemberId about, GroupView group, long now) {
        MemberStatus status = peer.status();
        if (status == null || peer.id().equals(about) || !Freshness.heard(peer, group, now)) {
            return null;
        }
        return status.peers().stream()
                .filter(seen -> seen.about().equals(about))
                .findFirst()
                .orElse(null);
    }

    private static Epoch epoch(MemberView member) {
        return member.status() == null ? Epoch.NONE : member.status().epoch();
    }

    private static Epoch storeEpoch(GroupView group) {
        return group.leadership() == null
                ? Epoch.NONE
                : group.leadership().value().epoch();
    }
}
