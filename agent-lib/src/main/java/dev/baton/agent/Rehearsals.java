package dev.baton.agent;

import dev.baton.model.Json;
import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.StoreEvent;
import dev.baton.port.StoreOp;
import dev.baton.protocol.DryHandover;
import dev.baton.protocol.DryTakeover;
import dev.baton.protocol.Effect;
import dev.baton.protocol.Member;
import dev.baton.protocol.Now;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A standby that has never taken over is slow and unproven, so each rehearses its takeover, planned and not: the decision by the core itself on a copy of its
 * state, with all that it would write, a check of the store's records by the same kind of write as a grant (which changes nothing), and the resource's part on its dummy.
 * Often after the start, then once an interval. Belongs to the loop's thread; nothing here waits.
 */
final class Rehearsals {
    /** Code gets fast by being run: by all members of a process together, since they run the same. */
    private static final int FIRST_DECISIONS = 100;

    /** Likewise of a process. Not all at once: one that has just started is needed for more than rehearsals, and its host too. */
    private static final int FIRST_ROUNDS = 60;

    /** Each member has connections of its own, and perhaps a resource of another kind. */
    private static final int LEAST = 20;

    /** What has run so often is compiled, and stays so; what connections need comes each time. */
    private static final int PAPER_EVERY = 6;

    private static final long FIRST_PAUSE_NANOS = 200_000_000L;

    /** So many reads come with each early check: the way to the store, which TLS makes long, is compiled sooner, and reads cost the store little. */
    private static final int FIRST_READS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsals.class);

    private final CoordinationStore store;
    private final long intervalNanos;
    private final int firstDecisions;
    private final int firstRounds;
    private final long firstPauseNanos;

    /** @param members how many this process hosts: one that hosts many rehearses no more at its start than one that hosts one */
    Rehearsals(CoordinationStore store, Duration interval, int members) {
        this.store = store;
        this.intervalNanos = interval.toNanos();
        this.firstDecisions = Math.max(LEAST, FIRST_DECISIONS / members);
        this.firstRounds = Math.max(LEAST, FIRST_ROUNDS / members);
        this.firstPauseNanos = FIRST_PAUSE_NANOS * members;
    }

    /** How far one member has got with it. */
    static final class Progress {
        private int decisions;
        private int rounds;
        private long nextNanos = Long.MIN_VALUE;
    }

    /** A member's turn comes with each tick. */
    void turn(Cell cell, Now now, boolean ready) {
        Progress progress = cell.rehearsal;
        boolean due = progress.nextNanos == Long.MIN_VALUE || now.nanos() - progress.nextNanos >= 0;
        if (!due && progress.decisions >= firstDecisions) {
            return; // As with nearly every tick.
        }
        if (intervalNanos == 0 || !ready || Member.status(cell.state, now).role() != Role.STANDBY) {
            return;
        }
        boolean early = progress.rounds < firstRounds;
        if (progress.decisions < firstDecisions || (due && (early || progress.rounds % PAPER_EVERY == 0))) {
            progress.decisions++;
            onPaper(cell, now);
        }
        if (!due) {
            return;
        }
        progress.rounds++;
        progress.nextNanos = now.nanos() + (early ? firstPauseNanos : intervalNanos);
        check(cell);
        for (int i = 0; early && i < FIRST_READS; i++) {
            var unused = store.read(StoreLayout.policy(cell.id.group()), timeout(cell));
        }
        cell.resource.rehearse();
    }

    /** The decisions, and all that would be written and told, as it would be; nothing is sent. */
    private static void onPaper(Cell cell, Now now) {
        DryTakeover.Result takeover = DryTakeover.run(cell.state, now);
        if (takeover != null) {
            write(cell, takeover.effects());
            write(cell, DryHandover.run(cell.state, now));
        }
    }

    private static void write(Cell cell, List<Effect> effects) {
        StoreDecoder decoder = new StoreDecoder(cell.id.group());
        for (Effect effect : effects) {
            for (StoreOp op : StoreWrites.ops(cell.id, effect)) {
                if (op instanceof StoreOp.Set set) {
                    read(decoder, set.path(), set.data());
                } else if (op instanceof StoreOp.Create create) {
                    read(decoder, create.path(), create.data());
                }
            }
            if (effect instanceof Effect.Emit emit) {
                LOG.trace("{}: would tell {} as {} bytes", cell.id, emit.event(), Json.bytes(emit.event()).length);
            }
        }
    }

    private static void read(StoreDecoder decoder, String path, byte[] data) {
        try {
            decoder.decode(new StoreEvent.Node(path, data, 1, 0, 0)); // An agent's writes follow an operator's first.
        } catch (Json.MalformedException unreadable) {
            LOG.error("what a takeover would write cannot be read: {}", unreadable.getMessage());
        }
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
                    timeout(cell));
        }
    }

    private static Duration timeout(Cell cell) {
        return Duration.ofMillis(cell.state.timing().leaseMillis());
    }
}
