package dev.baton.protocol;

import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who carries out what is bound to no member: the primary, or where none is heard, the first by name of those that are. Each decides by what it
 * hears, so that two may think so for a moment; what they write is conditional on one version, and one of them is refused.
 */
final class Runner {
    private Runner() {}

    /** Whether it is this member's turn; never that of {@code barred}. */
    static boolean first(MemberState s, Now now, @Nullable MemberId barred) {
        if (s.id.equals(barred) || s.phase instanceof Phase.Closed || s.phase instanceof Phase.Demoting) {
            return false;
        }
        if (s.phase instanceof Phase.Serving) {
            return true;
        }
        for (Peer peer : s.peers.values()) {
            MemberStatus status = peer.status();
            if (status == null || status.member().equals(barred) || !Prechecks.fresh(s, now, status.member())) {
                continue;
            }
            boolean goesFirst = status.role() == Role.PRIMARY
                    || (takesPart(status.role()) && status.member().compareTo(s.id) < 0);
            if (goesFirst) {
                return false;
            }
        }
        return true;
    }

    private static boolean takesPart(Role role) {
        return switch (role) {
            case PRIMARY, STANDBY, PROMOTING, DETACHED, FENCED -> true;
            case DEMOTING, OFFLINE -> false;
        };
    }
}
