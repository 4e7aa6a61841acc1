package dev.baton.console.model;

import dev.baton.model.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the role changes hands again and again without anybody asking for it. Pure. */
final class Flapping {
    /** So many changes within the window are too many. */
    static final int CHANGES = 3;

    static final long WINDOW_MILLIS = 10 * 60_000;

    private Flapping() {}

    /** Null where it does not flap. */
    static @Nullable Alert of(GroupView group, long now) {
        if (group.epochs().size() < CHANGES) {
            return null;
        }
        List<EpochView> lately = group.epochs().stream()
                .takeWhile(epoch -> now - epoch.record().at().millis() <= WINDOW_MILLIS)
                .filter(epoch -> unasked(epoch.record().cause()))
                .toList();
        if (lately.size() < CHANGES) {
            return null;
        }
        return Alert.of(
                        Alert.Kind.FLAPPING,
                        Alert.Severity.WARNING,
                        "Flapping - " + group.id(),
                        "The primary of " + group.id() + " changed " + lately.size()
                                + " times by itself within 10 minutes: expected fewer than " + CHANGES + ".",
                        lately.stream()
                                .limit(AlertText.LINES)
                                .map(epoch -> "store: epoch " + epoch.record().epoch() + " to "
                                        + epoch.record().holder() + ", "
                                        + epoch.record().cause().name() + ", "
                                        + Freshness.words(Math.max(
                                                0, now - epoch.record().at().millis())) + " ago")
                                .toList(),
                        lately.getLast().record().at().millis())
                .about(group, "");
    }

    private static boolean unasked(Cause cause) {
        return switch (cause) {
            case LEASE_EXPIRED, CRASHED, HUNG, VACATED -> true;
            case INITIAL, SWITCHOVER, FAILOVER, ROLLBACK, DRILL -> false;
        };
    }
}
