package dev.baton.console.theme;

import dev.baton.console.model.GroupState;
import dev.baton.model.Cause;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberStatus;
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
            return "–";
        }
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", Math.floorDiv(millis, 100) / 10.0);
        }
        long seconds = millis / 1_000;
        if (seconds < 3_600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", seconds / 3_600, seconds / 60 % 60);
    }

    /** With thin groups of three: "184 220 913". */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u00a0');
    }

    /** How far behind a standby is: its lag; of one that does not replay all the time also its kind and predicted recovery. */
    public static String standing(MemberStatus status) {
        String lag = status.lag() < 0 ? "lag unknown" : "lag " + count(status.lag());
        if (status.standby().replaysAlways()) {
            return lag;
        }
        String recovery = status.recoveryMillis() < 0 ? "unknown" : span(status.recoveryMillis());
        return lag + " · " + status.standby().word() + ", recovery " + recovery;
    }

    public static String zxid(long zxid) {
        return "0x" + Long.toHexString(zxid);
    }

    public static String of(GroupState state) {
        return plain(state);
    }

    public static String of(Verdict verdict) {
        return plain(verdict);
    }

    public static String of(Role role) {
        return plain(role);
    }

    /** With its sign, so that it reads without colour. */
    public static String of(Reach reach) {
        return switch (reach) {
            case OK -> "✓ ok";
            case LATE -> "~ late";
            case TIMEOUT -> "✕ timeout";
            case RESET -> "✕ reset";
            case REFUSED -> "✕ refused";
            case UNKNOWN -> "? unknown";
        };
    }

    public static String of(Cause cause) {
        return switch (cause) {
            case INITIAL -> "first grant";
            case LEASE_EXPIRED -> "lease expired";
            case CRASHED -> "crashed";
            case HUNG -> "hung";
            case VACATED -> "left of its own accord";
            case SWITCHOVER -> "switchover";
            case FAILOVER -> "forced failover";
            case ROLLBACK -> "rollback";
            case DRILL -> "drill";
        };
    }

    /** "handover", as in a sentence. */
    public static String lower(LeadershipState state) {
        return plain(state).toLowerCase(Locale.ROOT);
    }

    private static String plain(Enum<?> word) {
        return word.name().replace('_', ' ');
    }
}
