package dev.baton.console.inspector;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Cooldowns;
import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.Ranking;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Succession;
import dev.baton.console.theme.Tone;
import dev.baton.console.theme.Words;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What would happen if the primary were gone now: who would succeed, and of each other candidate why not. Pure.
 *
 * @param sentence "payments-c would succeed", or that nobody would, with the reason
 * @param candidates best first, then those that would not
 * @param cooldown what keeps an automatic failover back until somebody acknowledges the last one; null where nothing does
 */
record Readiness(
        String sentence,
        Tone tone,
        List<Candidate> candidates,
        @Nullable String cooldown) {
    /** {@code reason}: with the rule and the value where it would not. */
    record Candidate(String name, boolean would, String reason, Tone tone) {}

    static Readiness of(ClusterView view, GroupView group, long now) {
        Leadership leadership =
                group.leadership() == null ? null : group.leadership().value();
        MemberId holder = leadership == null ? null : leadership.holder();
        List<MemberView> standing = new ArrayList<>(group.members().values());
        standing.removeIf(member -> member.id().equals(holder) || retired(member));
        List<MemberId> ranked = Ranking.of(group, now);
        standing.sort(Comparator.comparing((MemberView m) -> refusal(m, group, now) != null)
                .thenComparingInt(m -> place(ranked, m))
                .thenComparing(MemberView::status, Comparator.nullsLast(MemberStatus.BEST_FIRST))
                .thenComparing(MemberView::id));
        List<Candidate> candidates =
                standing.stream().map(member -> candidate(member, group, now)).toList();
        String cooldown = Cooldowns.of(group, now);
        return new Readiness(
                sentence(view, group, candidates, cooldown, now),
                tone(view, group, candidates, cooldown, now),
                candidates,
                cooldown);
    }

    private static int place(List<MemberId> ranked, MemberView member) {
        int at = ranked.indexOf(member.id());
        return at < 0 ? ranked.size() : at;
    }

    private static boolean retired(MemberView member) {
        return member.record() != null && member.record().retired();
    }

    private static Candidate candidate(MemberView member, GroupView group, long now) {
        String refusal = refusal(member, group, now);
        MemberStatus status = member.status();
        if (refusal == null && status != null) {
            return new Candidate(
                    member.id().value(),
                    true,
                    Words.joined(Succession.brief(group, member, status, now), Words.standing(status)),
                    Tone.OK);
        }
        boolean unknown = status == null || Freshness.stale(member, group, now);
        return new Candidate(
                member.id().value(), false, refusal == null ? "" : refusal, unknown ? Tone.QUIET : Tone.WARN);
    }

    /** Why it would not take over, as far as this console can tell; null where nothing speaks against it. */
    private static @Nullable String refusal(MemberView member, GroupView group, long now) {
        MemberRecord record = member.record();
        if (record != null && record.fence() != null) {
            return Messages.of(
                    "ready.fenced", record.fence().epoch(), record.fence().reason());
        }
        if (record != null && record.witness()) {
            return Messages.of("ready.witness");
        }
        if (record != null && "true".equals(record.tags().get(MemberRecord.NO_FAILOVER))) {
            return Messages.of("ready.tag", MemberRecord.NO_FAILOVER);
        }
        MemberStatus status = member.status();
        if (status == null) {
            return Messages.of("ready.unheard");
        }
        if (!Freshness.heard(member, group, now)) {
            return Messages.of("ready.silent", Words.span(Freshness.ageMillis(member, now)));
        }
        if (member.live() == null) {
            return Messages.of("ready.nosession");
        }
        if (status.role() != Role.STANDBY) {
            return Messages.of("ready.role", Words.of(status.role()));
        }
        return status.eligible() ? null : status.reason();
    }

    private static String sentence(
            ClusterView view, GroupView group, List<Candidate> candidates, @Nullable String cooldown, long now) {
        if (!view.storeReadable()) {
            return Messages.of("ready.unreadable");
        }
        if (candidates.isEmpty()) {
            return Messages.of("ready.alone");
        }
        Candidate first = candidates.getFirst();
        if (!first.would()) {
            return candidates.size() == 1
                    ? Messages.of("ready.one", first.name(), first.reason())
                    : Messages.of("ready.none");
        }
        if (GroupStates.paused(group, now)) {
            return Messages.of("ready.paused", first.name());
        }
        return cooldown == null
                ? Messages.of("ready.yes", first.name())
                : Messages.of("ready.cooldown", cooldown, first.name());
    }

    private static Tone tone(
            ClusterView view, GroupView group, List<Candidate> candidates, @Nullable String cooldown, long now) {
        if (!view.storeReadable()) {
            return Tone.QUIET;
        }
        boolean would = !candidates.isEmpty() && candidates.getFirst().would();
        return !would
                ? Tone.BAD
                : GroupStates.paused(group, now) ? Tone.SPECIAL : cooldown != null ? Tone.WARN : Tone.OK;
    }

    /** Who asks for promises, and who has given them: "asks every elector · b given · c refused: has asked itself". */
    static Facts.Fact promises(GroupView group) {
        MemberView holder = GroupStates.holder(group);
        MemberStatus status = holder == null ? null : holder.status();
        if (holder == null || status == null || status.ask() == null) {
            return new Facts.Fact(Messages.of("promise.none"), Tone.QUIET);
        }
        StringJoiner words = new StringJoiner(" · ");
        words.add(Messages.of(
                "promise.asked", holder.id(), Words.span(status.ask().millis())));
        boolean refused = false;
        for (MemberView member : group.members().values()) {
            if (member.id().equals(holder.id()) || member.status() == null) {
                continue;
            }
            var word = member.status().promise();
            boolean answers = word != null
                    && word.to().equals(holder.id())
                    && word.epoch().equals(status.ask().epoch());
            words.add(
                    word == null || !answers
                            ? Messages.of("promise.noanswer", member.id())
                            : word.given()
                                    ? Messages.of("promise.given", member.id())
                                    : Messages.of("promise.refused", member.id(), word.reason()));
            refused |= !answers || (word != null && !word.given());
        }
        return new Facts.Fact(words.toString(), refused ? Tone.BAD : Tone.WARN);
    }
}
