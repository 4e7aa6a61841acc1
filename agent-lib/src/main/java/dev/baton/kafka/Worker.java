package dev.baton.kafka;

import dev.baton.kafka.Inbox.Command;
import dev.baton.kafka.Promotion.Outcome;
import dev.baton.model.Epoch;
import dev.baton.port.Resource.Report;
import dev.baton.port.Resource.Status;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns state, clients and phase of a resource on Kafka (spec: KafkaFence.tla Serve, Unknown, Fenced, UnknownReinits).
 */
final class Worker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long IDLE_MILLIS = 250;
    private static final long RETRY_MILLIS = 100;

    enum Phase {
        FOLLOWING,
        /** Promoted and not serving: not yet activated, or paused. */
        READY,
        SERVING,
        /** The writer is gone and the outcome of its last transaction unknown. */
        LOST
    }

    private final Settings settings;
    private final Inbox inbox;
    private final Consumer<Report> sink;
    private final Replica replica;
    private final Tail tail;
    private final Inputs inputs;
    private final Standby standby;
    private final WriterSlot slot = new WriterSlot();
    private final Promotion promotion;
    private final WorkerStatus status;
    private final Round round;

    private Phase phase = Phase.FOLLOWING;
    private Epoch term = Epoch.NONE;
    /** The last epoch in which this worker committed something. */
    private Epoch effective = Epoch.NONE;

    private boolean serve;
    private boolean drain;
    private boolean stopped;

    /** {@code rehearsedMillis} is asked for what a takeover by an up-to-date standby takes. */
    Worker(
            Settings settings,
            Replica replica,
            Serving serving,
            Inputs inputs,
            Inbox inbox,
            Consumer<Report> sink,
            LongSupplier rehearsedMillis) {
        this.settings = settings;
        this.inbox = inbox;
        this.sink = sink;
        this.replica = replica;
        this.tail = new Tail(settings, replica);
        this.inputs = inputs;
        this.standby = new Standby(settings, replica, tail, inputs, rehearsedMillis);
        this.promotion = new Promotion(settings, standby, tail, inputs, replica, slot);
        this.status = new WorkerStatus(settings, replica, standby);
        this.round = new Round(replica, serving, inputs, slot, inbox, this::answered);
    }

    Status status() {
        return status.last();
    }

    /** From any thread: a command waits. */
    void wakeup() {
        tail.wakeup();
        inputs.wakeup();
    }

    /** From any thread, after the ending command was put into the inbox: ends what the worker waits for. */
    void cutShort() {
        slot.kill();
        wakeup();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                step();
                status.publish(phase);
            }
        } finally {
            slot.retire();
            standby.close();
            tail.close();
            inputs.close();
            replica.close();
            status.stopped();
        }
    }

    private void step() {
        Command command = inbox.poll();
        try {
            if (command == null) {
                command = idle();
            }
            if (command != null) {
                handle(command);
            }
        } catch (WakeupException aCommandWaits) {
            // Taken in the next round.
        } catch (RuntimeException failed) {
            status.note(failed.toString());
            LOG.warn("{}: {}", settings.member(), status.note());
            Command next = inbox.await(RETRY_MILLIS);
            if (next != null) {
                handle(next);
            }
        }
    }

    private @Nullable Command idle() {
        return switch (phase) {
            case FOLLOWING -> {
                promotion.tidy();
                yield standby.follow(inbox);
            }
            case SERVING -> {
                serveOnce();
                replica.tend(false);
                yield null;
            }
            // The first results must not wait for the first inputs.
            case READY -> inputs.readAhead(Round.WAIT) ? inbox.await(IDLE_MILLIS) : null;
            case LOST -> inbox.await(IDLE_MILLIS);
        };
    }

    private void handle(Command command) {
        if (command instanceof Command.Promote promote) {
            promote(promote.epoch(), () -> inbox.endings() != promote.endings());
        } else if (command instanceof Command.FenceAhead ahead) {
            if (phase == Phase.FOLLOWING) {
                promotion.fenceAhead(ahead.epoch());
            }
        } else if (command instanceof Command.Prepare) {
            standby.hasten();
        } else if (command instanceof Command.Rehearse) {
            if (phase == Phase.FOLLOWING) {
                round.rehearse();
            }
        } else if (command instanceof Command.Activate activate) {
            proceed(activate.epoch());
        } else if (command instanceof Command.Resume resume) {
            proceed(resume.epoch());
        } else if (command instanceof Command.Pause pause) {
            pause(pause.epoch());
        } else if (command instanceof Command.Demote) {
            demote();
        } else {
            stopped = true;
        }
    }

    private void promote(Epoch epoch, BooleanSupplier over) {
        promotion.keepOnly(epoch);
        follow();
        if (!epoch.equals(term)) {
            term = epoch;
            serve = false;
            drain = false;
        }
        inputs.fetchFrom(replica::nextInput);
        Outcome outcome = promotion.run(epoch, over);
        if (outcome instanceof Outcome.Done done) {
            promoted(done.fenceNanos());
        } else if (outcome instanceof Outcome.Refused refused) {
            sink.accept(new Report.Refused(epoch, replica.topEpoch(), refused.why()));
        } else if (outcome instanceof Outcome.Failed failed) {
            sink.accept(new Report.Failed(epoch, failed.why()));
        } else if (outcome instanceof Outcome.Fenced fenced) {
            sink.accept(new Report.Fenced(epoch, fenced.why()));
        }
        // Abandoned: the demotion behind it reports.
    }

    private void answered(int inputs) {
        status.committed(inputs);
        // The first commit of an epoch ends the takeover.
        if (!term.equals(effective)) {
            effective = term;
            sink.accept(new Report.Effective(term));
        }
        status.note("");
    }

    private void promoted(long fenceNanos) {
        standby.settle();
        phase = Phase.READY;
        status.note("");
        sink.accept(new Report.Promoted(term, replica.position(), true, fenceNanos));
        inputs.goOn(replica::nextInput);
        if (drain) {
            drain = false;
            sink.accept(new Report.Drained(term, replica.position()));
        } else if (serve) {
            proceed(term);
        }
    }

    /** Serve, or serve again, in this epoch. */
    private void proceed(Epoch epoch) {
        if (!epoch.equals(term)) {
            return;
        }
        serve = true;
        drain = false;
        if (phase == Phase.READY) {
            phase = Phase.SERVING;
        } else if (phase == Phase.LOST) {
            sink.accept(new Report.Fenced(term, "the writer is gone: " + status.note()));
        }
    }

    private void pause(Epoch epoch) {
        if (!epoch.equals(term)) {
            return;
        }
        serve = false;
        if (phase == Phase.SERVING || phase == Phase.READY) {
            phase = Phase.READY;
            sink.accept(new Report.Drained(term, replica.position()));
        } else {
            // The outcome of the last transaction is known only after the next promotion.
            drain = true;
        }
    }

    private void demote() {
        slot.retire();
        if (phase != Phase.FOLLOWING) {
            standby.rest();
        }
        follow();
        standby.settle();
        serve = false;
        drain = false;
        Epoch over = term;
        term = Epoch.NONE;
        sink.accept(new Report.Demoted(over));
    }

    private void serveOnce() {
        Round.Lost lost = round.serve(term);
        if (lost == null) {
            return;
        }
        lose(lost.why());
        // Killed by a demotion: that one reports.
        if (inbox.endings() == lost.endings()) {
            sink.accept(new Report.Fenced(term, status.note()));
        }
    }

    private void lose(String why) {
        slot.retire();
        phase = Phase.LOST;
        status.note(why);
        LOG.info("{}: stopped serving epoch {}: {}", settings.member(), term, why);
        standby.prepare();
    }

    /** Back to the log, from what is surely committed. */
    private void follow() {
        if (phase != Phase.FOLLOWING) {
            phase = Phase.FOLLOWING;
            tail.align();
        }
    }
}
