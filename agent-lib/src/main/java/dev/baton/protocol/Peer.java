package dev.baton.protocol;

import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A peer as the direct link shows it.
 *
 * @param heardNanos of the last heartbeat; meaningless while {@code status} is absent
 * @param reachNanos when {@code reach} last changed
 * @param verdict the last one told, so that a change is told once
 */
record Peer(@Nullable MemberStatus status, long heardNanos, Reach reach, long reachNanos, Verdict verdict) {
    static final Peer UNHEARD = new Peer(null, 0, Reach.UNKNOWN, 0, Verdict.UNKNOWN);

    Peer heard(MemberStatus now, long nanos) {
        return new Peer(now, nanos, Reach.OK, reach == Reach.OK ? reachNanos : nanos, verdict);
    }

    Peer reach(Reach now, long nanos) {
        return now == reach ? this : new Peer(status, heardNanos, now, nanos, verdict);
    }

    Peer judged(Verdict now) {
        return now == verdict ? this : new Peer(status, heardNanos, reach, reachNanos, now);
    }
}
