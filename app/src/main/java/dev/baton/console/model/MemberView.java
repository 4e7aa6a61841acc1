package dev.baton.console.model;

import dev.baton.model.Hlc;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import org.jspecify.annotations.Nullable;

/**
 * One member, as every vantage of this console has it.
 *
 * @param recordZxid of the write behind {@code record}; -1 never
 * @param live its ephemeral; absent while it has no session, or before the store was read
 * @param liveZxid of the last change of {@code live} that was seen; -1 never
 * @param status the newest word of the member on itself, by whichever way; absent until it was heard
 * @param statusSeq and {@code statusAt}: of that heartbeat, by the member's own count (-1: over a link, which does not count) and clock
 * @param statusMillis when the member said it, by this console's wall clock, as far as that can be told
 * @param linkMillis when the direct link last brought a heartbeat, by this console's wall clock; -1 never
 * @param telemetryMillis the same for the telemetry topic, less the time by which what it brought was older than usual
 * @param clockOffsetMillis this console's wall clock less the member's, as its fastest stamped word showed it: an upper bound;
 *     {@link Long#MAX_VALUE} before the first
 * @param reach what this console's own link gets
 * @param reachAt when that was found
 */
public record MemberView(
        MemberId id,
        @Nullable MemberRecord record,
        long recordZxid,
        @Nullable Live live,
        long liveZxid,
        @Nullable MemberStatus status,
        long statusSeq,
        Hlc statusAt,
        long statusMillis,
        long linkMillis,
        long telemetryMillis,
        long clockOffsetMillis,
        Reach reach,
        Hlc reachAt,
        String reachDetail,
        long rttMicros,
        Lane lane) {
    public static MemberView unknown(MemberId id) {
        return new MemberView(
                id,
                null,
                -1,
                null,
                -1,
                null,
                -1,
                Hlc.ZERO,
                -1,
                -1,
                -1,
                Long.MAX_VALUE,
                Reach.UNKNOWN,
                Hlc.ZERO,
                "",
                -1,
                Lane.EMPTY);
    }

    /** When this console last heard it by any way; -1 never. */
    public long heardMillis() {
        return Math.max(linkMillis, telemetryMillis);
    }

    MemberView withRecord(MemberRecord newRecord, long zxid) {
        return new MemberView(
                id,
                newRecord,
                zxid,
                live,
                liveZxid,
                status,
                statusSeq,
                statusAt,
                statusMillis,
                linkMillis,
                telemetryMillis,
                clockOffsetMillis,
                reach,
                reachAt,
                reachDetail,
                rttMicros,
                lane);
    }

    MemberView withLive(@Nullable Live newLive, long zxid) {
        return new MemberView(
                id,
                record,
                recordZxid,
                newLive,
                zxid,
                status,
                statusSeq,
                statusAt,
                statusMillis,
                linkMillis,
                telemetryMillis,
                clockOffsetMillis,
                reach,
                reachAt,
                reachDetail,
                rttMicros,
                lane);
    }

    MemberView withHeard(long link, long telemetry, long clockOffset, Lane newLane) {
        return new MemberView(
                id,
                record,
                recordZxid,
                live,
                liveZxid,
                status,
                statusSeq,
                statusAt,
                statusMillis,
                link,
                telemetry,
                clockOffset,
                reach,
                reachAt,
                reachDetail,
                rttMicros,
                newLane);
    }

    /** Both at once. */
    MemberView withWord(
            long link,
            long telemetry,
            long clockOffset,
            Lane newLane,
            MemberStatus said,
            long seq,
            Hlc at,
            long millis) {
        return new MemberView(
                id,
                record,
                recordZxid,
                live,
                liveZxid,
                said,
                seq,
                at,
                millis,
                link,
                telemetry,
                clockOffset,
                reach,
                reachAt,
                reachDetail,
                rttMicros,
                newLane);
    }

    MemberView withReach(Reach newReach, Hlc at, String detail, long micros) {
        return new MemberView(
                id,
                record,
                recordZxid,
                live,
                liveZxid,
                status,
                statusSeq,
                statusAt,
                statusMillis,
                linkMillis,
                telemetryMillis,
                clockOffsetMillis,
                newReach,
                at,
                detail,
                micros,
                lane);
    }

    MemberView withLane(Lane newLane) {
        return Same.object(newLane, lane) ? this : withHeard(linkMillis, telemetryMillis, clockOffsetMillis, newLane);
    }
}
