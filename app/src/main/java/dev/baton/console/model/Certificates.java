package dev.baton.console.model;

import dev.baton.model.Live;
import dev.baton.model.ServiceId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Whose certificate ends soon: one alert for each process, since all its members show the same one. Pure. */
final class Certificates {
    static final long WARNING_MILLIS = Duration.ofDays(21).toMillis();
    static final long ALARM_MILLIS = Duration.ofDays(3).toMillis();

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Certificates() {}

    static List<Alert> of(ClusterView view, long now) {
        Map<ServiceId, MemberView> ending = new TreeMap<>();
        for (GroupView group : view.groups().values()) {
            for (MemberView member : group.members().values()) {
                if (leftMillis(member, now) < WARNING_MILLIS) {
                    ending.putIfAbsent(member.id().service(), member);
                }
            }
        }
        return ending.values().stream().map(member -> alert(member, now)).toList();
    }

    /** How long the member's certificate is still valid; the largest number where it named none. */
    private static long leftMillis(MemberView member, long now) {
        Live live = member.live();
        return live == null || live.certificateUntil() == null ? Long.MAX_VALUE : live.certificateUntil() - now;
    }

    private static Alert alert(MemberView member, long now) {
        long left = leftMillis(member, now);
        String until = MINUTE.format(Instant.ofEpochMilli(now + left));
        Live live = member.live();
        String fingerprint = live == null || live.fingerprint() == null ? "" : live.fingerprint();
        Phrase text = left <= 0
                ? Phrase.of("found.certificate.over", member.id(), until)
                : Phrase.of(
                        "found.certificate",
                        member.id(),
                        Phrase.number(left / Duration.ofDays(1).toMillis(), "words.day.one", "words.day.many"),
                        until,
                        WARNING_MILLIS / Duration.ofDays(1).toMillis());
        Alert alert = Alert.of(
                Alert.Kind.CERTIFICATE,
                left < ALARM_MILLIS ? Alert.Severity.ALARM : Alert.Severity.WARNING,
                Phrase.of(
                        left <= 0 ? "found.certificate.over.head" : "found.certificate.head",
                        member.id().service()),
                text,
                List.of(Phrase.of("found.certificate.store", member.id(), until, fingerprint)),
                -1);
        return new Alert(
                alert.kind(),
                alert.severity(),
                member.id().group(),
                null,
                member.id().service().value(),
                until,
                alert.headline(),
                alert.text(),
                alert.evidence(),
                -1,
                Map.of(),
                List.of());
    }
}
