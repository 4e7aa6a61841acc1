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
                        Phrase.of("found.flapping.head", group.id()),
                        Phrase.of("found.flapping", group.id(), lately.size(), WINDOW_MILLIS / 60_000, CHANGES),
                        lately.stream()
                                .limit(AlertText.LINES)
                                .map(epoch -> change(epoch, now))
                                .toList(),
                        lately.getLast().record().at().millis())
                .about(group, "");
    }

    private static Phrase change(EpochView epoch, long now) {
        long ago = Math.max(0, now - epoch.record().at().millis());
        return Phrase.of(
                "found.flapping.epoch",
                epoch.record().epoch(),
                epoch.record().holder(),
                epoch.record().cause(),
                Freshness.words(ago));
    }

    private static boolean unasked(Cause cause) {
        return switch (cause) {
            case LEASE_EXPIRED, CRASHED, HUNG, VACATED -> true;
            case INITIAL, SWITCHOVER, FAILOVER, ROLLBACK, DRILL -> false;
        };
    }
}
