package dev.baton.protocol;

import dev.baton.model.Cause;
import dev.baton.model.Event;
import dev.baton.model.Recovery;
import dev.baton.model.Recovery.Part;
import dev.baton.model.Recovery.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * The instants of a takeover on this member's own clock, until the first effect ends it. Nothing is decided by them.
 *
 * @param lastNanos the predecessor's last sign of serving
 * @param triggeredNanos when the takeover was first due
 * @param fenceNanos how long the resource took to fence, by its own measure; 0 where it does not tell
 * @param position where the resource stood when it was ready
 * @param heardPosition the last position heard of the predecessor, or -1
 */
record Marks(
        Cause cause,
        long lastNanos,
        long triggeredNanos,
        long askedNanos,
        long grantedNanos,
        long fenceNanos,
        long promotedNanos,
        long activeNanos,
        long position,
        long heardPosition) {
    private static final long NANOS_PER_MICRO = 1_000L;

    static Marks asked(Trigger why, MemberState s, Now now) {
        return new Marks(
                why.cause(),
                s.predecessorLastNanos,
                why.sinceNanos(),
                now.nanos(),
                now.nanos(),
                0,
                now.nanos(),
                now.nanos(),
                -1,
                s.predecessorPosition);
    }

    Marks granted(long nanos) {
        return new Marks(
                cause,
                lastNanos,
                triggeredNanos,
                askedNanos,
                nanos,
                fenceNanos,
                promotedNanos,
                activeNanos,
                position,
                heardPosition);
    }

    Marks promoted(long nanos, Input.Promoted in) {
        return new Marks(
                cause,
                lastNanos,
                triggeredNanos,
                askedNanos,
                grantedNanos,
                Math.min(in.fenceNanos(), Math.max(0, nanos - grantedNanos)),
                nanos,
                activeNanos,
                in.position(),
                heardPosition);
    }

    Marks active(long nanos) {
        return new Marks(
                cause,
                lastNanos,
                triggeredNanos,
                askedNanos,
                grantedNanos,
                fenceNanos,
                promotedNanos,
                nanos,
                position,
                heardPosition);
    }

    /** Where the time went until the resource was ready; what stands in the store. */
    Recovery untilReady() {
        return new Recovery(parts(), heardPosition, position);
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        boolean unplanned = cause == Cause.CRASHED || cause == Cause.HUNG || cause == Cause.LEASE_EXPIRED;
        if (unplanned) {
            add(parts, Phase.DETECT, triggeredNanos - lastNanos);
        }
        add(parts, Phase.DECIDE, askedNanos - triggeredNanos);
        add(parts, Phase.GRANT, grantedNanos - askedNanos);
        add(parts, Phase.FENCE, fenceNanos);
        add(parts, Phase.CATCH_UP, promotedNanos - grantedNanos - fenceNanos);
        return parts;
    }

    private static void add(List<Part> parts, Phase phase, long nanos) {
        parts.add(new Part(phase, Math.max(0, nanos) / NANOS_PER_MICRO));
    }

    /** The resource has committed its first effect in the epoch that this member holds: the takeover is over, and told. */
    static void effective(MemberState s, Now now, Input.Effective in) {
        Marks marks = s.marks;
        if (marks == null || s.hold == null || !s.hold.epoch().equals(in.epoch())) {
            return;
        }
        s.marks = null;
        List<Part> parts = marks.parts();
        add(parts, Phase.ACTIVATE, marks.activeNanos - marks.promotedNanos);
        add(parts, Phase.SERVE, now.nanos() - marks.activeNanos);
        s.emit(new Effect.Emit(new Event.Recovered(
                s.stamp(now),
                s.id.value(),
                s.id.group(),
                s.id,
                in.epoch(),
                marks.cause,
                new Recovery(parts, marks.heardPosition, marks.position))));
    }
}
