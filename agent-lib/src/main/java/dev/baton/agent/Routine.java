package dev.baton.agent;

import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.Verdict;
import java.util.List;
import java.util.Objects;

/**
 * Which heartbeats of a peer bring nothing that anybody could wait for: the same word as a moment ago, from one who is well and sees all others
 * well, with nothing open. Only then may it lie until the loop wakes anyway. Pure.
 */
final class Routine {
    /** A peer that was not heard for longer than this may be under suspicion, here or elsewhere: its next word is news. */
    private static final long SILENT_NANOS = 200_000_000L;

    private Routine() {}

    /** What was heard last of one member. */
    record Word(MemberStatus status, long nanos) {}

    /** Whether {@code now}, after {@code before}, is routine. */
    static boolean is(Word before, Word now) {
        MemberStatus was = before.status();
        MemberStatus says = now.status();
        return now.nanos() - before.nanos() <= SILENT_NANOS
                && says.action() == null
                && says.ask() == null
                && was.role() == says.role()
                && was.epoch().equals(says.epoch())
                && was.incarnation().equals(says.incarnation())
                && (was.guardMillis() >= 0) == (says.guardMillis() >= 0)
                && was.ready() == says.ready()
                && was.eligible() == says.eligible()
                && was.priority() == says.priority()
                && was.storeConnections() == says.storeConnections()
                && was.health().equals(says.health())
                && was.reason().equals(says.reason())
                && was.standby().equals(says.standby())
                && Objects.equals(was.action(), says.action())
                && Objects.equals(was.ask(), says.ask())
                && Objects.equals(was.promise(), says.promise())
                && sameViews(was.peers(), says.peers());
    }

    private static boolean sameViews(List<PeerView> was, List<PeerView> says) {
        if (was.size() != says.size()) {
            return false;
        }
        for (int i = 0; i < was.size(); i++) {
            PeerView a = was.get(i);
            PeerView b = says.get(i);
            if (b.verdict() != Verdict.HEALTHY
                    || a.reach() != b.reach()
                    || a.verdict() != b.verdict()
                    || !a.about().equals(b.about())) {
                return false;
            }
        }
        return true;
    }
}
