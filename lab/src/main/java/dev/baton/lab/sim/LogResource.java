package dev.baton.lab.sim;

import dev.baton.lab.sim.Takeover.Outcome;
import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import dev.baton.protocol.Input;
import dev.baton.protocol.ResourceView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stateful consumer, as the shipped worker runs it: one thing at a time, commands in their order; a demotion cuts short what is at hand.
 * A write is acknowledged only once its commit is answered; a commit without an answer ends the serving until the next promotion.
 */
final class LogResource implements SimResource {
    private enum Phase {
        FOLLOWING,
        /** Promoted and not serving: not yet activated, or paused. */
        READY,
        SERVING,
        /** The outcome of the last transaction is unknown. */
        LOST
    }

    private static final int LARGEST_BATCH = 5;

    private final World world;
    private final SimProcess process;
    private final LogClient client;
    private final Replica replica;
    private final LogFollower follower;
    private final Deque<Runnable> commands = new ArrayDeque<>();
    private Phase phase = Phase.FOLLOWING;
    private Epoch term = Epoch.NONE;
    private boolean serve;
    private boolean drain;
    private boolean busy;
    private boolean hung;
    private long endings;
    private long producer = -1;
    /** The epoch for which the producer has fenced before its grant was answered. */
    private Epoch ahead = Epoch.NONE;

    /** The last epoch in which it committed something. */
    private Epoch effective = Epoch.NONE;

    private long committed;
    private String note = "";

    LogResource(World world, SimProcess process) {
        this.world = world;
        this.process = process;
        this.client = new LogClient(world, process);
        this.replica = new Replica(world.log, process.id);
        this.follower = new LogFollower(world, process, replica);
    }

    @Override
    public void open() {
        follower.open(() -> phase == Phase.FOLLOWING && !hung);
    }

    @Override
    public ResourceView view() {
        boolean following = phase == Phase.FOLLOWING;
        if (following && !hung && !busy) {
            follower.follow();
        }
        String wrong = following ? follower.problem() : phase == Phase.LOST ? note : "";
        boolean ready = wrong.isEmpty() && phase != Phase.LOST;
        long lag = following ? follower.lag() : phase == Phase.LOST ? -1 : 0;
        return new ResourceView(replica.position(), lag, committed, ready, ready ? "ready" : wrong, true);
    }

    @Override
    public void fenceAhead(Epoch epoch) {
        offer(() -> {
            if (phase == Phase.FOLLOWING) {
                busy = true;
                client.<Long>ask(world.log::init, token -> fencedAhead(epoch, token), false);
            }
        });
    }

    @Override
    public void promote(Epoch epoch) {
        long asked = endings;
        offer(() -> startTakeover(epoch, asked));
    }

    @Override
    public void activate(Epoch epoch) {
        offer(() -> proceed(epoch));
    }

    @Override
    public void resume(Epoch epoch) {
        offer(() -> proceed(epoch));
    }

    @Override
    public void pause(Epoch epoch) {
        offer(() -> pauseNow(epoch));
    }

    @Override
    public void demote() {
        endings++;
        client.cutShort();
        offer(this::demoteNow);
    }

    @Override
    public void rejoin(Epoch fencedIn) {
        boolean done = world.rng.chance(0.9);
        process.later(
                world.rng.between(100_000L, 2_000_000_000L),
                Source.RESOURCE,
                () -> process.input(new Input.Rejoined(fencedIn, done, 0, done ? "" : "its disk is full")));
    }

    @Override
    public void hang(boolean now) {
        hung = now;
        turn();
    }

    @Override
    public boolean serving() {
        return phase == Phase.SERVING;
    }

    private void offer(Runnable command) {
        commands.add(command);
        process.later(world.rng.between(20_000L, 400_000L), Source.RESOURCE, this::turn);
    }

    /** The worker looks what there is to do. */
    @Override
    public void turn() {
        while (!busy && !hung && process.alive()) {
            Runnable command = commands.poll();
            if (command != null) {
                command.run();
            } else if (phase != Phase.SERVING || !serveOnce()) {
                return;
            }
        }
    }

    private void fencedAhead(Epoch epoch, @Nullable Long token) {
        producer = token == null ? -1 : token;
        ahead = token == null ? Epoch.NONE : epoch;
        idle();
    }

    private void idle() {
        busy = false;
        turn();
    }

    private void startTakeover(Epoch epoch, long asked) {
        long fenced = ahead.equals(epoch) ? producer : -1;
        producer = -1;
        ahead = Epoch.NONE;
        phase = Phase.FOLLOWING;
        if (!epoch.equals(term)) {
            term = epoch;
            serve = false;
            drain = false;
        }
        busy = true;
        world.checks.takeover(process, epoch);
        Takeover takeover =
                new Takeover(world, process, client, replica, epoch, () -> endings != asked, this::tookOver);
        if (fenced < 0) {
            takeover.run();
        } else {
            takeover.goOn(fenced);
        }
    }

    private void tookOver(Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> {
                producer = done.producer();
                phase = Phase.READY;
                note = "";
                world.checks.receipt(term);
                process.input(new Input.Promoted(term, replica.position(), true));
                if (drain) {
                    drain = false;
                    process.input(new Input.Drained(term, replica.position()));
                } else if (serve) {
                    proceed(term);
                }
            }
            case Outcome.Refused refused -> {
                world.checks.refused(process, term);
                process.input(new Input.PromotionRefused(term, new Epoch(replica.topEpoch()), refused.why()));
            }
            case Outcome.Fenced fenced -> process.input(new Input.ResourceFenced(term, fenced.why()));
            case Outcome.Failed failed -> process.input(new Input.PromotionFailed(term, failed.why()));
            case Outcome.Abandoned _ -> {
                // The demotion behind it reports.
            }
        }
        idle();
    }

    private void proceed(Epoch epoch) {
        if (!epoch.equals(term)) {
            return;
        }
        serve = true;
        drain = false;
        if (phase == Phase.READY) {
            phase = Phase.SERVING;
        } else if (phase == Phase.LOST) {
            process.input(new Input.ResourceFenced(term, "the writer is gone: " + note));
        }
    }

    private void pauseNow(Epoch epoch) {
        if (!epoch.equals(term)) {
            return;
        }
        serve = false;
        if (phase == Phase.SERVING || phase == Phase.READY) {
            phase = Phase.READY;
            process.input(new Input.Drained(term, replica.position()));
        } else {
            drain = true; // The outcome of the last transaction is known only after the next promotion.
        }
    }

    private void demoteNow() {
        producer = -1;
        ahead = Epoch.NONE;
        phase = Phase.FOLLOWING;
        serve = false;
        drain = false;
        Epoch over = term;
        term = Epoch.NONE;
        process.input(new Input.Demoted(over));
    }

    /** Takes what inputs there are into one transaction; false where there are none. */
    private boolean serveOnce() {
        long first = replica.nextInput();
        long last = Math.min(world.workload.produced(), first + LARGEST_BATCH - 1);
        if (first > last) {
            return false;
        }
        busy = true;
        List<SimLog.Entry> results = new ArrayList<>();
        for (long in = first; in <= last; in++) {
            results.add(new SimLog.Entry(term.value(), process.id, process.life(), in));
        }
        long by = producer;
        long asked = endings;
        world.checks.attempted(results);
        try {
            process.guard.check(term);
        } catch (Guard.NotPrimaryException shut) {
            world.time.after(world.net.hop(), () -> world.log.abort(by));
            lose(String.valueOf(shut.getMessage()), asked);
            return true;
        }
        client.<SimLog.CommitAnswer>ask(
                reply -> appendAndCommit(by, results, reply), commit -> committed(commit, results, asked), true);
        return true;
    }

    /** The records are sent as they come; the commit follows once the broker has them all. */
    private void appendAndCommit(long by, List<SimLog.Entry> results, Consumer<SimLog.CommitAnswer> reply) {
        if (world.log.append(by, results) < 0) {
            reply.accept(new SimLog.CommitAnswer(null));
        } else {
            world.time.after(2 * world.net.hop(), () -> world.log.commit(by, reply));
        }
    }

    private void committed(SimLog.@Nullable CommitAnswer commit, List<SimLog.Entry> results, long asked) {
        if (commit == null) {
            lose("no answer from the log to a commit", asked);
        } else if (commit.done() == null) {
            lose("fenced by a later writer of the group", asked);
        } else {
            replica.through(commit.done());
            committed += results.size();
            world.checks.acknowledged(process, results);
            if (!term.equals(effective)) {
                effective = term;
                process.input(new Input.Effective(term));
            }
            idle();
        }
    }

    private void lose(String why, long asked) {
        producer = -1;
        phase = Phase.LOST;
        note = why;
        if (endings == asked) {
            process.input(new Input.ResourceFenced(term, note));
        }
        idle();
    }
}
