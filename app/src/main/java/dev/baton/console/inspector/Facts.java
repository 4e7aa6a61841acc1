package dev.baton.console.inspector;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Judgement;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.Stored;
import dev.baton.console.model.Verdicts;
import dev.baton.console.theme.Tone;
import dev.baton.console.theme.Words;
import dev.baton.model.Evidence;
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
        String old = stale && status != null ? " · " + Freshness.words(Freshness.ageMillis(member, now)) + " old" : "";
        return new Facts(
                member.id().value(),
                new Fact(Words.of(judgement.verdict()), Tone.of(judgement.verdict())),
                status == null
                        ? new Fact("never heard", Tone.QUIET)
                        : new Fact(
                                Words.of(status.role()) + (old.isEmpty() ? " · epoch " : " e") + status.epoch() + old,
                                stale ? Tone.QUIET : claimTone(status, judgement)),
                storeSays(group),
                guard(status, member, stale, now),
                position(status, old),
                new Fact(
                        member.live() == null ? "no session" : member.live().endpoint(),
                        member.live() == null ? Tone.QUIET : Tone.INFO),
                matrix(judgement),
                sentence(member.id(), judgement, group),
                succession(status, group, member.id()),
                health(status, stale),
                stale);
    }

    private static Tone claimTone(MemberStatus status, Judgement judgement) {
        return judgement.verdict() == Verdict.STALE_PRIMARY ? Tone.BAD : Tone.of(status.role());
    }

    private static Fact storeSays(GroupView group) {
        Stored<Leadership> leadership = group.leadership();
        if (leadership == null) {
            return new Fact("nothing read yet", Tone.QUIET);
        }
        MemberId holder = leadership.value().holder();
        return new Fact(
                (holder == null ? "nobody" : holder.value()) + " · epoch "
                        + leadership.value().epoch(),
                Tone.INFO);
    }

    private static Fact guard(@Nullable MemberStatus status, MemberView member, boolean stale, long now) {
        if (status == null) {
            return new Fact("unknown", Tone.QUIET);
        }
        if (status.guardMillis() < 0) {
            return new Fact("shut", Tone.QUIET);
        }
        long left = status.guardMillis() - Math.max(0, Freshness.ageMillis(member, now));
        if (stale) {
            return left > 0
                    ? new Fact("at most " + Words.span(left) + " more", Tone.WARN)
                    : new Fact("ran out " + Words.span(-left) + " ago", Tone.QUIET);
        }
        return new Fact("open · expires in " + Words.span(Math.max(0, left)), left < 250 ? Tone.WARN : Tone.OK);
    }

    private static Fact position(@Nullable MemberStatus status, String old) {
        if (status == null) {
            return new Fact("–", Tone.QUIET);
        }
        String lag = status.role() == Role.PRIMARY ? "" : " · " + Words.standing(status);
        return new Fact(Words.count(status.position()) + lag, old.isEmpty() ? Tone.INFO : Tone.QUIET);
    }

    private static List<Seen> matrix(Judgement judgement) {
        List<Seen> rows = new ArrayList<>();
        for (Evidence row : judgement.evidence()) {
            rows.add(new Seen(
                    vantage(row.vantage()),
                    new Fact(Words.of(row.reach()), Tone.of(row.reach())),
                    row.ageMillis() < 0 ? "–" : Words.span(row.ageMillis()),
                    brief(row.says()),
                    row.says()));
        }
        return rows;
    }

    /** For a narrow column: the age stands in a column of its own. */
    private static String brief(String says) {
        int comma = says.indexOf(", ");
        String first = comma < 0 ? says : says.substring(0, comma);
        return first.startsWith("suspects: ") ? first.substring("suspects: ".length()) : first;
    }

    private static String vantage(String name) {
        return switch (name) {
            case "store" -> "Store session";
            case "lease" -> "Lease";
            case "telemetry" -> "Telemetry";
            case "console" -> "This console";
            default -> name;
        };
    }

    private static String sentence(MemberId id, Judgement judgement, GroupView group) {
        boolean holder = group.leadership() != null
                && id.equals(group.leadership().value().holder());
        String advice =
                switch (judgement.verdict()) {
                    case STALE_PRIMARY -> " The fenced log refuses what it writes; a restart is not needed.";
                    case CRASHED ->
                        holder
                                ? " The others take over by themselves; restart it when convenient."
                                : " The group goes on without it; restart it when convenient.";
                    case HUNG -> " A suspicion is not a death: it may come back.";
                    case PARTITIONED -> " It is alive: do not restart it, look at the network.";
                    case HEALTHY, SLOW, FENCED, UNKNOWN -> "";
                };
        return judgement.says() + "." + advice;
    }

    private static Fact succession(@Nullable MemberStatus status, GroupView group, MemberId id) {
        if (status == null) {
            return new Fact("unknown: never heard", Tone.QUIET);
        }
        if (group.leadership() != null
                && id.equals(group.leadership().value().holder())
                && status.role() == Role.PRIMARY) {
            return new Fact("is the primary", Tone.OK);
        }
        if (status.role() == Role.PRIMARY) {
            return new Fact("claims to be primary itself", Tone.QUIET);
        }
        String sign = status.eligible() ? "✓ " : "✕ ";
        return new Fact(sign + status.reason(), status.eligible() ? Tone.OK : Tone.WARN);
    }

    private static Fact health(@Nullable MemberStatus status, boolean stale) {
        if (status == null) {
            return new Fact("? unknown", Tone.QUIET);
        }
        Tone tone = stale ? Tone.QUIET : status.ready() ? Tone.OK : Tone.WARN;
        return new Fact((status.ready() ? "✓ " : "! ") + status.health(), tone);
    }
}
