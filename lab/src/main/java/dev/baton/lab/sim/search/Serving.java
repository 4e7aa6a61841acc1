package dev.baton.lab.sim.search;

import dev.baton.model.Epoch;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.protocol.Input;
import dev.baton.protocol.Member;
import dev.baton.protocol.ResourceView;

/** What happens at each tick by itself: links that notice a dead process, writes of those who serve, heartbeats. */
final class Serving {
    private Serving() {}

    static Input tick(SmallWorld w) {
        return new Input.Tick(new ResourceView(w.log.end(), 0, 0, true, "ready", w.bounds.receipts()));
    }

    /** A dead process resets its links and refuses new ones. */
    static void tellGone(SmallWorld w, SmallMember m) {
        if (!m.runs()) {
            return;
        }
        for (SmallMember gone : w.members) {
            int bit = 1 << gone.index;
            if (gone.alive) {
                m.told &= ~bit;
            } else if ((m.told & bit) == 0) {
                m.told |= bit;
                Hands.step(w, m, new Input.PeerLink(gone.id, Reach.RESET, "reset"));
                Hands.step(w, m, new Input.PeerLink(gone.id, Reach.REFUSED, "refused"));
            }
        }
    }

    /**
     * One write a tick of each member that serves, whatever its guard says: S2 and S3 must hold without it. A paused member's last commit
     * may still arrive; nobody acknowledges it.
     */
    static void write(SmallWorld w, SmallMember m) {
        if (!m.alive || !m.serving || m.writesPaused) {
            return;
        }
        if (w.accepts(m.token)) {
            w.append(m.resourceEpoch);
            if (m.runs()) {
                w.log = w.log.acknowledge();
            }
        } else if (m.runs()) {
            w.tally.count(Seen.WRITER_FENCED);
            m.serving = false;
            Hands.step(w, m, new Input.ResourceFenced(new Epoch(m.resourceEpoch), "fenced"));
        }
    }

    /** The heartbeats of those that have something to say arrive at all who run. */
    static void beats(SmallWorld w) {
        MemberStatus[] said = new MemberStatus[w.members.length];
        for (SmallMember m : w.members) {
            if (m.runs() && m.beat && m.mute < 0) {
                MemberStatus status = Member.status(m.state, w.now());
                said[m.index] = status;
                if (status.ask() != null) {
                    w.tally.count(Seen.ASKED_FOR_PROMISE);
                }
                if (status.promise() != null && status.promise().given()) {
                    w.tally.count(Seen.PROMISED);
                }
            }
            m.beat = false;
        }
        for (SmallMember m : w.members) {
            for (MemberStatus status : said) {
                if (m.runs() && status != null && !status.member().equals(m.id)) {
                    Hands.step(w, m, new Input.PeerHeard(status, w.nanos()));
                }
            }
        }
    }
}
