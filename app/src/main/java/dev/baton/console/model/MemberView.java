package dev.baton.console.model;

import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import org.jspecify.annotations.Nullable;

/**
 * One member, as every vantage of this console has it.
 *
 * @param status the newest word of the member on itself, by whichever way; absent until it was heard
 * @param linkMillis when the direct link last brought a heartbeat, by this console's wall clock; -1 never
 * @param telemetryMillis the same for the telemetry topic
 * @param reach what this console's own link gets
 */
public record MemberView(
        MemberId id,
        @Nullable MemberRecord record,
        @Nullable Live live,
        @Nullable MemberStatus status,
        long statusSeq,
        long linkMillis,
        long telemetryMillis,
        Reach reach,
        long rttMicros,
        Lane lane) {
    public static MemberView unknown(MemberId id) {
        return new MemberView(id, null, null, null, -1, -1, -1, Reach.UNKNOWN, -1, Lane.EMPTY);
    }

    /** When this console last heard it by any way; -1 never. */
    public long heardMillis() {
        return Math.max(linkMillis, telemetryMillis);
    }
}
