package dev.baton.agent;

import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.StoreOp;
import dev.baton.protocol.DryTakeover;
import dev.baton.protocol.Member;
import dev.baton.protocol.Now;
import java.time.Duration;
import java.util.List;

/**
 * A standby that has never taken over is slow and unproven, so each rehearses its takeover: the decision by the core itself on a copy of its
 * state, a check of the store's records by the same kind of write as a grant (which changes nothing), and the resource's part on its dummy.
 * Often after the start, then once an interval. Belongs to the loop's thread; nothing here waits.
 */
final class Rehearsals {
    /** Code gets fast by being run. */
    private static final int FIRST_DECISIONS = 100;

    /** Not all at once: a process that has just started is needed for more than rehearsals, and its host too. */
    private static final int FIRST_ROUNDS = 12;

    private static final long FIRST_PAUSE_NANOS = 500_000_000L;

    private final CoordinationStore store;
    private final long intervalNanos;

    Rehearsals(CoordinationStore store, Duration interval) {
        this.store = store;
        this.intervalNanos = interval.toNanos();
    }

    /** How far one member has got with it. */
    static final class Progress {
        private int decisions;
        private int rounds;
        private long nextNanos = Long.MIN_VALUE;
    }

    /** A member's turn comes with each tick. */
    void turn(Cell cell, Now now, boolean ready) {
        if (intervalNanos == 0 || !ready || Member.status(cell.state, now).role() != Role.STANDBY) {
            return;
        }
        Progress progress = cell.rehearsal;
        if (progress.decisions < FIRST_DECISIONS) {
            progress.decisions++;
            DryTakeover.run(cell.state, now);
        }
        if (progress.nextNanos != Long.MIN_VALUE && now.nanos() - progress.nextNanos < 0) {
            return;
        }
        progress.rounds++;
        progress.nextNanos = now.nanos() + (progress.rounds < FIRST_ROUNDS ? FIRST_PAUSE_NANOS : intervalNanos);
        DryTakeover.run(cell.state, now);
        check(cell);
        cell.resource.rehearse();
    }

    /** Refused where something moved in between, which is no matter: the way there and back is what counts. */
    private void check(Cell cell) {
        int policy = cell.state.policyVersion();
        int own = cell.state.ownVersion();
        if (policy >= 0 && own >= 0) {
            var unused = store.write(
                    List.of(
                            new StoreOp.Check(StoreLayout.policy(cell.id.group()), policy),
                            new StoreOp.Check(StoreLayout.member(cell.id), own)),
                    Duration.ofMillis(cell.state.timing().leaseMillis()));
        }
    }
}
