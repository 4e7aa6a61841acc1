package dev.baton.console.inspector;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Judgement;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.Sighting;
import dev.baton.console.model.Stored;
import dev.baton.console.model.Verdicts;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Succession;
import dev.baton.console.theme.Tone;
import dev.baton.console.theme.Words;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import dev.baton.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the inspector says of one member, in words. Pure.
 *
 * @param stale whether the member's own word is old: what it claims greys then
 */
record Facts(
        String name,
        Fact verdict,
        Fact claims,
        Fact storeSays,
        Fact guard,
        Fact position,
        Fact endpoint,
        List<Seen> matrix,
        String sentence,
        Fact succession,
        Fact health,
        boolean stale) {
    /** A value and what it means. */
    record Fact(String text, Tone tone) {}

    /** One row of who sees whom. */
    record Seen(String vantage, Fact reach, String heard, String says, String inFull) {}

    static Facts of(ClusterView view, GroupView group, MemberView member, long now) {
        Judgement judgement = Verdicts.of(member, group, view, now);
        MemberStatus status = member.status();
        boolean stale = Freshness.stale(member, group, now);
        String old = stale && status != null ? Words.span(Freshness.ageMillis(member, now)) : "";
        return new Facts(
                member.id().value(),
                new Fact(Words.of(judgement.verdict()), Tone.of(judgement.verdict())),
                status == null
                        ? new Fact(Messages.of("inspect.unheard"), Tone.QUIET)
                        : new Fact(
                                Messages.of(
                                        old.isEmpty() ? "inspect.claim" : "inspect.claim.old",
                                        Words.of(status.role()),
                                        status.epoch(),
                                        old),
                                stale ? Tone.QUIET : claimTone(status, judgement)),
                storeSays(group),
                guard(status, member, stale, now),
                position(status, old),
                new Fact(
                        member.live() == null
                                ? Messages.of("inspect.nosession")
                                : member.live().endpoint(),
                        member.live() == null ? Tone.QUIET : Tone.INFO),
                matrix(judgement),
                sentence(member.id(), judgement, group),
                succession(member, group, now),
                health(status, stale),
                stale);
    }

    private static Tone claimTone(MemberStatus status, Judgement judgement) {
        return judgement.verdict() == Verdict.STALE_PRIMARY ? Tone.BAD : Tone.of(status.role());
    }

    private static Fact storeSays(GroupView group) {
        Stored<Leadership> leadership = group.leadership();
        if (leadership == null) {
            return new Fact(Messages.of("inspect.nothing"), Tone.QUIET);
        }
        MemberId holder = leadership.value().holder();
        return new Fact(
                Messages.of(
                        "inspect.claim",
                        holder == null ? Messages.of("words.nobody") : holder.value(),
                        leadership.value().epoch()),
                Tone.INFO);
    }

    private static Fact guard(@Nullable MemberStatus status, MemberView member, boolean stale, long now) {
        if (status == null) {
            return new Fact(Messages.of("inspect.unknown"), Tone.QUIET);
        }
        if (status.guardMillis() < 0) {
            return new Fact(Messages.of("inspect.shut"), Tone.QUIET);
        }
        long left = status.guardMillis() - Math.max(0, Freshness.ageMillis(member, now));
        if (stale) {
            return left > 0
                    ? new Fact(Messages.of("inspect.atmost", Words.span(left)), Tone.WARN)
                    : new Fact(Messages.of("inspect.ranout", Words.span(-left)), Tone.QUIET);
        }
        return new Fact(Messages.of("inspect.guard", Words.span(Math.max(0, left))), left < 250 ? Tone.WARN : Tone.OK);
    }

    private static Fact position(@Nullable MemberStatus status, String old) {
        if (status == null) {
            return new Fact(Messages.of("words.never"), Tone.QUIET);
        }
        String at = Words.count(status.position());
        String text = status.role() == Role.PRIMARY ? at : Words.joined(at, Words.standing(status));
        return new Fact(text, old.isEmpty() ? Tone.INFO : Tone.QUIET);
    }

    private static List<Seen> matrix(Judgement judgement) {
        List<Seen> rows = new ArrayList<>();
        for (Sighting row : judgement.evidence()) {
            rows.add(new Seen(
                    vantage(row.vantage()),
                    new Fact(Words.of(row.reach()), Tone.of(row.reach())),
                    Words.span(row.ageMillis()),
                    Messages.of(row.brief()),
                    Messages.of(row.says())));
        }
        return rows;
    }

    private static String vantage(String name) {
        return switch (name) {
            case "store" -> Messages.of("inspect.store");
            case "lease" -> Messages.of("inspect.lease");
            case "telemetry" -> Messages.of("inspect.telemetry");
            case "console" -> Messages.of("inspect.console");
            default -> name;
        };
    }

    private static String sentence(MemberId id, Judgement judgement, GroupView group) {
        boolean holder = group.leadership() != null
                && id.equals(group.leadership().value().holder());
        String key =
                switch (judgement.verdict()) {
                    case STALE_PRIMARY -> "inspect.says.stale";
                    case CRASHED -> holder ? "inspect.says.crashed.holder" : "inspect.says.crashed";
                    case HUNG -> "inspect.says.hung";
                    case PARTITIONED -> "inspect.says.partitioned";
                    case HEALTHY, SLOW, FENCED, UNKNOWN -> "inspect.says";
                };
        return Messages.of(key, judgement.says());
    }

    private static Fact succession(MemberView member, GroupView group, long now) {
        MemberStatus status = member.status();
        MemberId id = member.id();
        if (status == null) {
            return new Fact(Messages.of("inspect.unknown.unheard"), Tone.QUIET);
        }
        if (group.leadership() != null
                && id.equals(group.leadership().value().holder())
                && status.role() == Role.PRIMARY) {
            return new Fact(Messages.of("inspect.isprimary"), Tone.OK);
        }
        if (status.role() == Role.PRIMARY) {
            return new Fact(Messages.of("inspect.claims"), Tone.QUIET);
        }
        String sign = status.eligible() ? "inspect.sign.would" : "inspect.sign.wouldnot";
        return new Fact(
                Messages.of(sign, Succession.words(group, member, status, now)),
                status.eligible() ? Tone.OK : Tone.WARN);
    }

    private static Fact health(@Nullable MemberStatus status, boolean stale) {
        if (status == null) {
            return new Fact(Messages.of("inspect.sign.unknown"), Tone.QUIET);
        }
        Tone tone = stale ? Tone.QUIET : status.ready() ? Tone.OK : Tone.WARN;
        return new Fact(
                Messages.of(status.ready() ? "inspect.sign.would" : "inspect.sign.unready", status.health()), tone);
    }
}
