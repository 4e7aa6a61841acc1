package dev.baton.console.model;

import dev.baton.model.Cause;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Two who may act at once. <em>Proven</em> where the claims overlap: each says, freshly, that its guard is open. <em>Possible</em> where only
 * what is not known overlaps: an older holder is silent, and its guard by its last word has not run out for certain. Pure.
 */
final class SplitBrains {
    private SplitBrains() {}

    /** Proven, else possible, else null. */
    static @Nullable Alert of(GroupView group, long now) {
        List<MemberView> claimants = GroupStates.claimants(group, now);
        return claimants.size() > 1 ? proven(group, claimants, now) : possible(group, claimants, now);
    }

    private static Alert proven(GroupView group, List<MemberView> claimants, long now) {
        long from =
                claimants.stream().mapToLong(m -> claimedSince(m, now)).max().orElse(now);
        long overlap = Math.max(0, now - from);
        List<Phrase> evidence =
                new ArrayList<>(claimants.stream().map(m -> claim(m, now)).toList());
        Leadership leadership =
                group.leadership() == null ? null : group.leadership().value();
        if (leadership != null) {
            evidence.add(Phrase.of("found.split.store", leadership.epoch(), String.valueOf(leadership.holder())));
        }
        evidence.add(Phrase.of("found.split.overlap", overlap));
        Map<MemberId, Long> committed = new TreeMap<>();
        for (MemberView member : claimants) {
            if (member.status() != null) {
                committed.put(member.id(), member.status().committed());
            }
        }
        return Alert.of(
                        Alert.Kind.SPLIT_BRAIN,
                        Alert.Severity.ALARM,
                        Phrase.of("found.split.head", group.id()),
                        Phrase.of(
                                "found.split",
                                claimants.stream().map(SplitBrains::acts).toList(),
                                overlap),
                        evidence,
                        from)
                .about(group, marks(claimants))
                .committing(committed);
    }

    private static @Nullable Alert possible(GroupView group, List<MemberView> claimants, long now) {
        Stored<Leadership> leadership = group.leadership();
        if (leadership == null
                || leadership.value().state() != LeadershipState.PRIMARY
                || shutBefore(leadership.value().cause())
                || fenced(group, leadership.value())) {
            return null;
        }
        for (MemberView member : group.members().values()) {
            MemberStatus status = member.status();
            if (status == null
                    || status.role() != Role.PRIMARY
                    || !status.epoch().isBefore(leadership.value().epoch())
                    || member.reach() == Reach.REFUSED
                    || claimants.stream().anyMatch(c -> c.id().equals(member.id()))) {
                continue;
            }
            long uncertain = group.timing().heartbeatMillis() + Math.max(0, member.rttMicros() / 1_000);
            long shut = member.statusMillis() + status.guardMillis();
            if (status.guardMillis() > 0 && now <= shut + uncertain) {
                return Alert.of(
                                Alert.Kind.SPLIT_BRAIN_POSSIBLE,
                                Alert.Severity.WARNING,
                                Phrase.of("found.maybe.head", group.id()),
                                Phrase.of(
                                        "found.maybe",
                                        member.id(),
                                        status.epoch(),
                                        shut + uncertain - now,
                                        String.valueOf(leadership.value().holder()),
                                        leadership.value().epoch()),
                                List.of(
                                        Phrase.of(
                                                "found.maybe.guard",
                                                member.id(),
                                                Freshness.words(Math.max(0, now - member.statusMillis())),
                                                status.guardMillis()),
                                        Phrase.of("found.maybe.uncertain", uncertain),
                                        Phrase.of(
                                                "found.maybe.store",
                                                leadership.value().epoch(),
                                                String.valueOf(
                                                        leadership.value().holder()),
                                                Freshness.words(Math.max(0, now - leadership.seenMillis())))),
                                leadership.seenMillis())
                        .about(
                                group,
                                "e" + status.epoch() + "+e" + leadership.value().epoch());
            }
        }
        return null;
    }

    /** Whether a receipt ended all earlier authority before this one began to serve: then nothing is left that could overlap. */
    private static boolean fenced(GroupView group, Leadership leadership) {
        for (EpochView epoch : group.epochs()) {
            if (epoch.record().epoch().equals(leadership.epoch())) {
                return epoch.activation() != null && epoch.activation().proof().equals("receipts");
            }
        }
        return false;
    }

    /** Whether the holder before shut its guard before it let go (protocol, Handover). */
    private static boolean shutBefore(Cause cause) {
        return switch (cause) {
            case INITIAL, VACATED, SWITCHOVER, ROLLBACK -> true;
            case LEASE_EXPIRED, CRASHED, HUNG, FAILOVER, DRILL -> false;
        };
    }

    private static Phrase acts(MemberView member) {
        MemberStatus status = member.status();
        return Phrase.of("found.split.acts", member.id(), status == null ? "?" : status.epoch());
    }

    private static Phrase claim(MemberView member, long now) {
        MemberStatus status = member.status();
        return status == null
                ? Phrase.of("found.unheard", member.id())
                : Phrase.of(
                        "found.split.claim",
                        member.id(),
                        status.epoch(),
                        status.guardMillis(),
                        Freshness.words(Freshness.ageMillis(member, now)));
    }

    private static String marks(List<MemberView> claimants) {
        return claimants.stream()
                .filter(m -> m.status() != null)
                .map(m -> "e" + m.status().epoch())
                .sorted()
                .collect(Collectors.joining("+"));
    }

    /** When its present claim began, by this console's clock; a claim that is on no lane began now. */
    private static long claimedSince(MemberView member, long now) {
        MemberStatus status = member.status();
        List<Lane.Span> spans = member.lane().spans();
        if (status == null || spans.isEmpty()) {
            return now;
        }
        Lane.Span last = spans.getLast();
        boolean same = last.role() == Role.PRIMARY && last.epoch().equals(status.epoch());
        long offset = member.clockOffsetMillis() == Long.MAX_VALUE ? 0 : member.clockOffsetMillis();
        return same ? Math.min(now, last.fromMillis() + offset) : now;
    }
}
