package dev.baton.console.model;

import dev.baton.model.Event;
import dev.baton.model.Hlc;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;

/** What members say of themselves, and how this console reaches them. */
final class FoldMember {
    private FoldMember() {}

    /**
     * One heartbeat, which may have come before by the other way. Over the telemetry it carries the member's own stamp and count; over the
     * link it carries neither ({@code seq} is -1), so when the member said it is worked out from the time of receipt. Each way keeps its own
     * time of hearing; the lane holds each beat once. One from the history is by its own stamp, never later than now.
     */
    static MemberView heartbeat(
            MemberView member, Event.Heartbeat beat, Via via, long receivedMillis, long heartbeatMillis) {
        boolean stamped = beat.seq() >= 0;
        boolean timely = stamped && via != Via.HISTORY;
        long offset = timely ? offset(member, beat.at(), receivedMillis) : member.clockOffsetMillis();
        long known = offset == Long.MAX_VALUE ? 0 : offset;
        long saidMillis = stamped ? Math.min(receivedMillis, beat.at().millis() + known) : receivedMillis;
        Hlc at = stamped ? beat.at() : new Hlc(receivedMillis - known, 0);
        Lane lane = member.lane().beat(at.millis(), heartbeatMillis, beat.status());
        MemberStatus status = beat.status();
        if (stamped || lane.changes(status.role(), status.epoch(), at.millis() - heartbeatMillis)) {
            lane = lane.seen(at, status.role(), status.epoch(), "");
        }
        long link = member.linkMillis();
        long telemetry = member.telemetryMillis();
        switch (via) {
            case LINK, CONSOLE -> link = Math.max(link, saidMillis);
            case TELEMETRY, HISTORY -> telemetry = Math.max(telemetry, saidMillis);
            case STORE -> {}
        }
        return newer(member, beat, saidMillis)
                ? member.withWord(link, telemetry, offset, lane, status, beat.seq(), at, saidMillis)
                : member.withHeard(link, telemetry, offset, lane);
    }

    private static long offset(MemberView member, Hlc at, long receivedMillis) {
        return Math.min(member.clockOffsetMillis(), receivedMillis - at.millis());
    }

    private static boolean newer(MemberView member, Event.Heartbeat beat, long saidMillis) {
        MemberStatus known = member.status();
        if (known == null) {
            return true;
        }
        boolean counted = member.statusSeq() >= 0 && beat.seq() >= 0;
        if (!counted) {
            return saidMillis >= member.statusMillis();
        }
        return known.incarnation().equals(beat.status().incarnation())
                ? beat.seq() > member.statusSeq()
                : beat.at().compareTo(member.statusAt()) > 0;
    }

    static MemberView transition(MemberView member, Event.Transition e) {
        Lane lane = member.lane().seen(e.at(), e.to(), e.epoch(), e.reason());
        int severity = severity(e.to());
        return member.withLane(severity == 0 ? lane : lane.marked(e.at().millis(), severity));
    }

    /** How much a change of role must stay in sight, as {@link Marker} has it. */
    private static int severity(Role role) {
        return switch (role) {
            case STANDBY -> 0;
            case PRIMARY, PROMOTING, DEMOTING -> 1;
            case DETACHED, OFFLINE -> 2;
            case FENCED -> 3;
        };
    }

    static MemberView reached(MemberView member, Event.Reached e) {
        boolean older =
                e.at().compareTo(member.reachAt()) < 0 && !member.reachAt().equals(Hlc.ZERO);
        return older ? member : member.withReach(e.reach(), e.at(), e.detail(), e.rttMicros());
    }
}
