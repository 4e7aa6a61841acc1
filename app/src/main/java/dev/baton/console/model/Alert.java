package dev.baton.console.model;

import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator must know. Derived from the view, so it goes when its cause goes; {@link AlertBook} remembers it.
 *
 * @param subject what it is about, unique within its kind: a group, a member, a service; empty where there is only one of the kind
 * @param mark tells this occurrence from others, by what every console knows: an epoch, an incarnation; empty where nothing does
 * @param headline in four words: "Split brain - payments"
 * @param text one sentence: who says what
 * @param evidence the observations behind it, one line each
 * @param sinceMillis since when, as far as this console can tell; -1 where it cannot
 * @param committed how many results each claimant of a split brain has committed; empty for other kinds
 * @param under what follows from it or belongs to it: one incident, one alert
 */
public record Alert(
        Kind kind,
        Severity severity,
        @Nullable GroupId group,
        @Nullable MemberId member,
        String subject,
        String mark,
        Phrase headline,
        Phrase text,
        List<Phrase> evidence,
        long sinceMillis,
        Map<MemberId, Long> committed,
        List<Alert> under) {
    /** Gravest first within a severity. */
    public enum Kind {
        STORE_LOST,
        OWN_CLOCK,
        STORE_SILENT,
        AGENTS_LOST,
        SPLIT_BRAIN,
        STALE_PRIMARY,
        FENCE_UNCONFIRMED,
        STORE_STALL,
        SERVICE_DOWN,
        NO_PRIMARY,
        SPLIT_BRAIN_POSSIBLE,
        QUORUM,
        NO_STANDBY,
        MEMBER_DOWN,
        FLAPPING,
        LAG,
        CERTIFICATE,
        TELEMETRY_LOST,
        CLOCK_SKEW,
        CORRUPT;

        /** Whether it is about what this console itself can do: no other console sees it, and its acknowledgement is kept here. */
        public boolean own() {
            return switch (this) {
                case STORE_LOST, OWN_CLOCK, STORE_SILENT, AGENTS_LOST, TELEMETRY_LOST -> true;
                case SPLIT_BRAIN, STALE_PRIMARY, FENCE_UNCONFIRMED, STORE_STALL, SERVICE_DOWN, NO_PRIMARY -> false;
                case SPLIT_BRAIN_POSSIBLE, QUORUM, NO_STANDBY, MEMBER_DOWN, FLAPPING, LAG -> false;
                case CLOCK_SKEW, CORRUPT, CERTIFICATE -> false;
            };
        }

        /** Whether it can be told without reading the store: members say it of themselves. */
        boolean withoutStore() {
            return own() || this == SPLIT_BRAIN || this == STALE_PRIMARY;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public enum Severity {
        WARNING,
        ALARM
    }

    public Alert {
        evidence = List.copyOf(evidence);
        committed = Map.copyOf(committed);
        under = List.copyOf(under);
    }

    /** About nothing in particular, or about a group or member that {@link #about} names. */
    static Alert of(Kind kind, Severity severity, Phrase headline, Phrase text, List<Phrase> evidence, long since) {
        return new Alert(kind, severity, null, null, "", "", headline, text, evidence, since, Map.of(), List.of());
    }

    /** The same for all consoles: {@code member-down-orders-a}. */
    public String id() {
        return subject.isEmpty() ? kind.word() : kind.word() + "-" + subject;
    }

    /** Whether it, or something under it, is about that group. */
    public boolean touches(GroupId some) {
        return some.equals(group) || under.stream().anyMatch(alert -> alert.touches(some));
    }

    /** The group in whose record its acknowledgement is kept; null where there is none. */
    public @Nullable GroupId home() {
        if (kind.own()) {
            return null;
        }
        if (group != null) {
            return group;
        }
        return under.stream()
                .map(Alert::home)
                .filter(java.util.Objects::nonNull)
                .min(GroupId::compareTo)
                .orElse(null);
    }

    Alert about(GroupView some, String itsMark) {
        return of(some.id(), member, some.id().value(), itsMark);
    }

    Alert about(MemberView some, String itsMark) {
        return of(some.id().group(), some.id(), some.id().value(), itsMark);
    }

    Alert named(String itsSubject, String itsMark) {
        return of(group, member, itsSubject, itsMark);
    }

    private Alert of(@Nullable GroupId itsGroup, @Nullable MemberId itsMember, String itsSubject, String itsMark) {
        return new Alert(
                kind,
                severity,
                itsGroup,
                itsMember,
                itsSubject,
                itsMark,
                headline,
                text,
                evidence,
                sinceMillis,
                committed,
                under);
    }

    Alert committing(Map<MemberId, Long> counts) {
        return new Alert(
                kind, severity, group, member, subject, mark, headline, text, evidence, sinceMillis, counts, under);
    }

    /** With these under it as well; as grave as the gravest of them. */
    Alert over(List<Alert> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Alert> all = new ArrayList<>(under);
        all.addAll(more);
        boolean alarm = severity == Severity.ALARM || more.stream().anyMatch(a -> a.severity() == Severity.ALARM);
        return new Alert(
                kind,
                alarm ? Severity.ALARM : severity,
                group,
                member,
                subject,
                mark,
                headline,
                text,
                evidence,
                sinceMillis,
                committed,
                all);
    }
}
