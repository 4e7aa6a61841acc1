package dev.baton.console.theme;

import dev.baton.console.model.GroupState;
import dev.baton.model.Cause;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberStatus;
import dev.baton.model.OperatorRole;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How values read on the screen: the same word for the same thing everywhere. Times are UTC. */
public final class Words {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TENTHS =
            DateTimeFormatter.ofPattern("HH:mm:ss.S", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /** "operator". */
    public static String lower(OperatorRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    public static String clock(long millis) {
        return SECONDS.format(Instant.ofEpochMilli(millis));
    }

    public static String clockTenths(long millis) {
        return TENTHS.format(Instant.ofEpochMilli(millis));
    }

    public static String clockMillis(long millis) {
        return MILLIS.format(Instant.ofEpochMilli(millis));
    }

    /** "84 ms", "3.1 s", "4 min 05 s", "2 h 10 min"; a dash for a negative one, which means never. */
    public static String span(long millis) {
        if (millis < 0) {
            return Messages.of("words.never");
        }
        if (millis < 1_000) {
            return Messages.of("words.millis", millis);
        }
        if (millis < 60_000) {
            return Messages.of("words.tenths", millis / 1_000 + "." + millis % 1_000 / 100);
        }
        long seconds = millis / 1_000;
        if (seconds < 3_600) {
            return Messages.of("words.minutes", seconds / 60, two(seconds % 60));
        }
        return Messages.of("words.hours", seconds / 3_600, two(seconds / 60 % 60));
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    /** "84 ms ago". */
    public static String ago(long millis) {
        return Messages.of("words.ago", span(millis));
    }

    /** "e7". */
    public static String brief(Object epoch) {
        return Messages.of("words.epoch.brief", epoch);
    }

    /** Both, with a dot between. */
    public static String joined(Object first, Object second) {
        return Messages.of("words.two", first, second);
    }

    /** With thin groups of three: "184 220 913". */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u00a0');
    }

    /** How far behind a standby is: its lag; of one that does not replay all the time also its kind and predicted recovery. */
    public static String standing(MemberStatus status) {
        String lag =
                status.lag() < 0 ? Messages.of("words.lag.unknown") : Messages.of("words.lag", count(status.lag()));
        if (status.standby().replaysAlways()) {
            return lag;
        }
        String recovery = status.recoveryMillis() < 0 ? Messages.of("words.unknown") : span(status.recoveryMillis());
        return Messages.of("words.standing", lag, status.standby().word(), recovery);
    }

    public static String zxid(long zxid) {
        return "0x" + Long.toHexString(zxid);
    }

    public static String of(GroupState state) {
        return Messages.of(
                switch (state) {
                    case HEALTHY -> "words.state.healthy";
                    case DEGRADED -> "words.state.degraded";
                    case FAILING_OVER -> "words.state.failing";
                    case NO_PRIMARY -> "words.state.noprimary";
                    case HELD_BY_PROMISE -> "words.state.promise";
                    case SPLIT_BRAIN -> "words.state.split";
                    case PAUSED -> "words.state.paused";
                    case UNKNOWN -> "words.state.unknown";
                });
    }

    public static String of(Verdict verdict) {
        return Messages.of(
                switch (verdict) {
                    case HEALTHY -> "words.verdict.healthy";
                    case SLOW -> "words.verdict.slow";
                    case HUNG -> "words.verdict.hung";
                    case CRASHED -> "words.verdict.crashed";
                    case PARTITIONED -> "words.verdict.partitioned";
                    case FENCED -> "words.verdict.fenced";
                    case STALE_PRIMARY -> "words.verdict.stale";
                    case UNKNOWN -> "words.verdict.unknown";
                });
    }

    public static String of(Role role) {
        return Messages.of(
                switch (role) {
                    case PRIMARY -> "words.role.primary";
                    case STANDBY -> "words.role.standby";
                    case PROMOTING -> "words.role.promoting";
                    case DEMOTING -> "words.role.demoting";
                    case FENCED -> "words.role.fenced";
                    case DETACHED -> "words.role.detached";
                    case OFFLINE -> "words.role.offline";
                });
    }

    /** With its sign, so that it reads without colour. */
    public static String of(Reach reach) {
        return switch (reach) {
            case OK -> Messages.of("words.reach.ok");
            case LATE -> Messages.of("words.reach.late");
            case TIMEOUT -> Messages.of("words.reach.timeout");
            case RESET -> Messages.of("words.reach.reset");
            case REFUSED -> Messages.of("words.reach.refused");
            case UNKNOWN -> Messages.of("words.reach.unknown");
        };
    }

    public static String of(Cause cause) {
        return switch (cause) {
            case INITIAL -> Messages.of("words.cause.initial");
            case LEASE_EXPIRED -> Messages.of("words.cause.lease");
            case CRASHED -> Messages.of("words.cause.crashed");
            case HUNG -> Messages.of("words.cause.hung");
            case VACATED -> Messages.of("words.cause.vacated");
            case SWITCHOVER -> Messages.of("words.cause.switchover");
            case FAILOVER -> Messages.of("words.cause.failover");
            case ROLLBACK -> Messages.of("words.cause.rollback");
            case DRILL -> Messages.of("words.cause.drill");
        };
    }

    /** "handover", as in a sentence. */
    public static String lower(LeadershipState state) {
        return Messages.of(
                switch (state) {
                    case PRIMARY -> "words.held.primary";
                    case PROMOTING -> "words.held.promoting";
                    case HANDOVER -> "words.held.handover";
                    case VACANT -> "words.held.vacant";
                });
    }
}
