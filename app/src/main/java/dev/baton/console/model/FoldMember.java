package dev.baton.console.model;

import dev.baton.model.Event;
import dev.baton.model.Hlc;

/** What members say of themselves, and how this console reaches them. */
final class FoldMember {
    private FoldMember() {}

    /**
     * One heartbeat, which may have come before by the other way: each way keeps its own time of hearing, the status is the newest by the
     * member's own timestamp (which, within one incarnation, is the order of {@code seq}), and the lane holds each beat once.
     */
    static MemberView heartbeat(MemberView member, Event.Heartbeat beat, Via via, long receivedMillis) {
        Lane lane = member.lane()
                .beat(beat.at().millis())
                .seen(beat.at(), beat.status().role(), beat.status().epoch(), "");
        long offset =
                Math.min(member.clockOffsetMillis(), receivedMillis - beat.at().millis());
        long link = member.linkMillis();
        long telemetry = member.telemetryMillis();
        switch (via) {
            case LINK, CONSOLE -> link = Math.max(link, receivedMillis);
            case TELEMETRY -> telemetry = Math.max(telemetry, beat.at().millis() + offset);
            case STORE -> {}
        }
        MemberView heard = member.withHeard(link, telemetry, offset, lane);
        return newer(member, beat) ? heard.withStatus(beat.status(), beat.seq(), beat.at()) : heard;
    }

    private static boolean newer(MemberView member, Event.Heartbeat beat) {
        if (member.status() == null) {
            return true;
        }
        return member.status().incarnation().equals(beat.status().incarnation())
                ? beat.seq() > member.statusSeq()
                : beat.at().compareTo(member.statusAt()) > 0;
    }

    static MemberView transition(MemberView member, Event.Transition e) {
        return member.withLane(member.lane().seen(e.at(), e.to(), e.epoch(), e.reason()));
    }

    static MemberView reached(MemberView member, Event.Reached e) {
        boolean older =
                e.at().compareTo(member.reachAt()) < 0 && !member.reachAt().equals(Hlc.ZERO);
        return older ? member : member.withReach(e.reach(), e.at(), e.detail(), e.rttMicros());
    }
}
