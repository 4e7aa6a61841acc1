package dev.baton.console.theme;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Judgement;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.Roles;
import dev.baton.console.model.Verdicts;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A member in three lines, as a card or a table row shows it. Pure.
 *
 * @param role what it does, in words
 * @param detail readiness and rank, or what is wrong
 * @param epoch that it speaks of; empty where none
 * @param stale whether its word is too old to be the present
 * @param ageMillis of its word, or -1 where this console never heard it
 */
public record Face(String role, String detail, String epoch, Tone tone, boolean stale, long ageMillis) {
    /** What a member of {@code group} looks like at {@code nowMillis}. */
    public static Face of(ClusterView view, GroupView group, MemberView member, long nowMillis) {
        Judgement judgement = Verdicts.of(member, group, view, nowMillis);
        Role role = Roles.of(member, group, judgement.verdict(), nowMillis);
        MemberStatus status = member.status();
        // One that this console hears and that has its store session stands where it should: that another cannot reach
        // it is in the
        // detail, and red is for the other.
        boolean stands = judgement.verdict() == Verdict.PARTITIONED
                && member.live() != null
                && member.reach() == Reach.OK
                && !Freshness.stale(member, group, nowMillis);
        Verdict shown = stands ? Verdict.HEALTHY : judgement.verdict();
        String epoch = status == null || status.epoch().value() == 0 ? "" : Messages.of("words.epoch", status.epoch());
        boolean stale = Freshness.stale(member, group, nowMillis);
        long age = Freshness.ageMillis(member, nowMillis);
        return new Face(
                words(role, shown),
                detail(group, member, status, judgement, nowMillis),
                epoch,
                tone(role, shown, status),
                stale,
                age);
    }

    private static String words(Role role, Verdict verdict) {
        return switch (verdict) {
            case STALE_PRIMARY -> Messages.of("face.stale");
            case CRASHED, HUNG ->
                role == Role.OFFLINE ? Words.of(verdict) : Words.joined(Words.of(role), Words.of(verdict));
            case PARTITIONED -> Messages.of("face.partitioned", Words.of(role));
            case HEALTHY, SLOW, FENCED, UNKNOWN -> Words.of(role);
        };
    }

    private static Tone tone(Role role, Verdict verdict, @Nullable MemberStatus status) {
        return switch (verdict) {
            case STALE_PRIMARY, CRASHED, HUNG, PARTITIONED -> Tone.BAD;
            case HEALTHY, SLOW, FENCED, UNKNOWN ->
                role == Role.STANDBY && status != null && !status.ready() ? Tone.WARN : Tone.of(role);
        };
    }

    private static String detail(
            GroupView group, MemberView member, @Nullable MemberStatus status, Judgement judgement, long now) {
        if (judgement.verdict() == Verdict.STALE_PRIMARY && group.leadership() != null) {
            // What it claims stands above this already.
            return Messages.of("face.stale.detail", group.leadership().value().epoch());
        }
        if (status == null || judgement.verdict() != Verdict.HEALTHY) {
            return Messages.of(judgement.says());
        }
        String health = status.ready() ? Messages.of("face.ready") : status.health();
        return switch (status.role()) {
            case PRIMARY -> Messages.of("face.committed", health, Words.count(status.committed()));
            case STANDBY ->
                status.ready() && status.eligible()
                        ? Words.joined(health, Succession.brief(group, member, status, now))
                        : status.reason();
            case PROMOTING, DEMOTING, FENCED, DETACHED, OFFLINE -> health;
        };
    }
}
