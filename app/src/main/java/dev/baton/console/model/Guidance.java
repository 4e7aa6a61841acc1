package dev.baton.console.model;

import dev.baton.model.MemberId;
import java.util.List;
import java.util.Objects;

/**
 * What may be done about an alert, and what must not. Pure.
 *
 * @param safe what is safe to do, in the order to do it
 * @param unsafe what makes it worse
 */
public record Guidance(Phrase safe, Phrase unsafe) {
    public static Guidance of(Alert alert) {
        return switch (alert.kind()) {
            case STORE_LOST -> both(alert, "safe.storelost", "unsafe.storelost");
            case STORE_SILENT -> both(alert, "safe.silent", "unsafe.silent");
            case OWN_CLOCK -> both(alert, "safe.clock", "unsafe.clock");
            case AGENTS_LOST -> both(alert, "safe.agents", "unsafe.agents");
            case TELEMETRY_LOST -> both(alert, "safe.telemetry", "unsafe.telemetry");
            case SPLIT_BRAIN -> both(alert, stale(alert).isEmpty() ? "safe.split" : "safe.split.known", "unsafe.split");
            case SPLIT_BRAIN_POSSIBLE -> both(alert, "safe.maybe", "unsafe.maybe");
            case STALE_PRIMARY -> both(alert, "safe.stale", "unsafe.stale");
            case FENCE_UNCONFIRMED -> both(alert, "safe.fence", "unsafe.fence");
            case STORE_STALL -> both(alert, "safe.stall", "unsafe.stall");
            case SERVICE_DOWN -> both(alert, "safe.service", "unsafe.service");
            case NO_PRIMARY -> both(alert, "safe.noprimary", "unsafe.noprimary");
            case QUORUM -> both(alert, "safe.quorum", "unsafe.quorum");
            case NO_STANDBY -> both(alert, "safe.nostandby", "unsafe.nostandby");
            case MEMBER_DOWN -> both(alert, "safe.down", "unsafe.down");
            case FLAPPING -> both(alert, "safe.flapping", "unsafe.flapping");
            case LAG -> both(alert, "safe.lag", "unsafe.lag");
            case CERTIFICATE -> both(alert, "safe.certificate", "unsafe.certificate");
            case CLOCK_SKEW -> both(alert, "safe.skew", "unsafe.skew");
            case CORRUPT -> both(alert, "safe.corrupt", "unsafe.corrupt");
        };
    }

    /** The places of either: who it is about, its group, who acts in an older epoch. */
    private static Guidance both(Alert alert, String safe, String unsafe) {
        Object who = alert.member() == null ? alert.subject() : alert.member();
        Object group = alert.group() == null ? Phrase.of("safe.thegroup") : alert.group();
        List<Object> values = List.of(who, group, stale(alert));
        return new Guidance(new Phrase(safe, values), new Phrase(unsafe, values));
    }

    private static List<MemberId> stale(Alert alert) {
        return alert.under().stream()
                .filter(below -> below.kind() == Alert.Kind.STALE_PRIMARY)
                .map(Alert::member)
                .filter(Objects::nonNull)
                .toList();
    }
}
