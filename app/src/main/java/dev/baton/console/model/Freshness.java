package dev.baton.console.model;

import dev.baton.model.Reach;
import dev.baton.model.Timing;

/** How old is too old. All ages are by this console's wall clock. */
public final class Freshness {
    /** Telemetry goes through a queue and a broker: it may be later than a link by this much before that says anything. */
    static final long TELEMETRY_GRACE_MILLIS = 1_000;

    private Freshness() {}

    /** A member's data is stale, and greys out, once it is older than this: three heartbeats. */
    public static long staleAfterMillis(GroupView group) {
        return 3 * group.timing().heartbeatMillis();
    }

    /** Since this console last heard the member by any way; -1 where it never did. */
    public static long ageMillis(MemberView member, long nowMillis) {
        return age(member.heardMillis(), nowMillis);
    }

    /** Whether what is shown of the member is too old to act on. */
    public static boolean stale(MemberView member, GroupView group, long nowMillis) {
        long age = ageMillis(member, nowMillis);
        return age < 0 || age > staleAfterMillis(group);
    }

    /** Whether the member was heard within {@code suspect}, by any way, and its host has not refused this console since. */
    public static boolean heard(MemberView member, GroupView group, long nowMillis) {
        return !refusedSince(member)
                && (heardByLink(member, group, nowMillis) || heardByTelemetry(member, group, nowMillis));
    }

    /** Whether no process listens there any more since its last word: then that word, however young, is not of the living. */
    private static boolean refusedSince(MemberView member) {
        return member.reach() == Reach.REFUSED && member.reachAt().millis() >= member.heardMillis();
    }

    static boolean heardByLink(MemberView member, GroupView group, long nowMillis) {
        long age = age(member.linkMillis(), nowMillis);
        return age >= 0 && age <= silence(group.timing());
    }

    static boolean heardByTelemetry(MemberView member, GroupView group, long nowMillis) {
        long age = age(member.telemetryMillis(), nowMillis);
        return age >= 0 && age <= silence(group.timing()) + TELEMETRY_GRACE_MILLIS;
    }

    private static long silence(Timing timing) {
        return Math.max(timing.suspectMillis(), 3 * timing.heartbeatMillis());
    }

    static long age(long millis, long nowMillis) {
        return millis < 0 ? -1 : Math.max(0, nowMillis - millis);
    }

    /** An age for a person: "84 ms", "3.1 s", "never". */
    public static Phrase words(long ageMillis) {
        if (ageMillis < 0) {
            return Phrase.of("found.never");
        }
        return ageMillis < 1_000 ? Phrase.of("words.millis", ageMillis) : tenths(ageMillis);
    }

    private static Phrase tenths(long millis) {
        long minutes = millis / 60_000;
        return minutes >= 2
                ? Phrase.of("found.minutes", minutes)
                : Phrase.of("words.tenths", millis / 1_000 + "." + millis % 1_000 / 100);
    }
}
