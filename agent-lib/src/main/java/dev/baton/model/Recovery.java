package dev.baton.model;

import java.util.List;
import java.util.Objects;

/**
 * Where the time of a takeover went, measured by the new primary on its own monotonic clock.
 *
 * @param parts in their order; a part that did not take place, such as DETECT in a switchover, is left out
 * @param heardPosition the last position heard of the predecessor, or -1: what it had at least
 * @param position the first position of the new primary
 */
public record Recovery(List<Part> parts, long heardPosition, long position) {
    /** What a takeover consists of. */
    public enum Phase {
        /** From the predecessor's last sign of serving until it was suspected, or its lease had run out. */
        DETECT,
        /** Until the grant was asked for: the quorum of the monitors, the rank's delay, whatever blocked. */
        DECIDE,
        /** Until the store had granted the epoch. */
        GRANT,
        /** Until the resource refused every earlier epoch. */
        FENCE,
        /** Until the resource had replayed to the end and was ready. */
        CATCH_UP,
        /** Until PRIMARY was acknowledged and the guard was open. */
        ACTIVATE,
        /** Until the first effect of the epoch was committed: from then on clients are served. */
        SERVE
    }

    /** One part. */
    public record Part(Phase phase, long micros) {
        public Part {
            Objects.requireNonNull(phase, "parts.phase is missing");
        }
    }

    public Recovery {
        parts = List.copyOf(parts);
    }

    public long totalMicros() {
        return parts.stream().mapToLong(Part::micros).sum();
    }

    /** Records that the predecessor had and the new primary has not: the measured RPO. 0 where nothing was heard of it. */
    public long lostRecords() {
        return heardPosition < 0 ? 0 : Math.max(0, heardPosition - position);
    }
}
