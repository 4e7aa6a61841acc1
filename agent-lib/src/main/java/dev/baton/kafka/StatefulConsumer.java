package dev.baton.kafka;

import dev.baton.kafka.Inbox.Command;
import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import dev.baton.port.Resource;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * An active-passive consumer of one Kafka partition with a state: the primary turns inputs into results, each batch in one transaction of
 * the log, which is results topic and changelog at once; the standbys fold that log into the same state and are ready to go on where it
 * ends. The next input is derived from the log too, so results, state and offsets change together or not at all.
 *
 * <p>The broker fences: all members of a group write under one transactional id, and an epoch begins with a marker in the log
 * (protocol, The Kafka resource). The log's topic needs one partition, unlimited retention and no compaction; nothing but this class may
 * write to it. A rehearsal needs a topic of the log's name with {@code .rehearsal} behind it and is left out where there is none.
 *
 * <p>Threading: as {@link Resource} says; one worker thread owns all.
 *
 * @param <S> the state
 */
public final class StatefulConsumer<S> implements Resource {
    private final Settings settings;
    private final Logic<S> logic;
    private final Consumer<Ack> acknowledged;
    private final WorkerShell shell;
    private final Rehearsal rehearsal;
    private final ClientSecurity secured;

    StatefulConsumer(Settings settings, Logic<S> logic, Consumer<Ack> acknowledged, ClientSecurity secured) {
        this.settings = settings;
        this.secured = secured;
        this.logic = logic;
        this.acknowledged = acknowledged;
        this.shell = new WorkerShell(settings);
        Settings dummy = settings.rehearsal();
        this.rehearsal = new Rehearsal(dummy, () -> FoldDummy.of(dummy));
    }

    /** Begins to describe one. */
    public static <S> StatefulConsumerBuilder<S> builder(Logic<S> logic) {
        return new StatefulConsumerBuilder<>(logic);
    }

    @Override
    public void start(Guard guard, Consumer<Report> reports) {
        shell.start(reports, inbox -> {
            FoldReplica<S> replica = new FoldReplica<>(logic, settings);
            FoldServing<S> serving = new FoldServing<>(settings, logic, replica, guard, acknowledged);
            return new Worker(
                    settings, replica, serving, new Inputs(settings), inbox, reports, rehearsal::takeoverMillis);
        });
    }

    @Override
    public void fenceAhead(Epoch epoch) {
        rehearsal.giveWay();
        shell.fenceAhead(epoch);
    }

    @Override
    public void promote(Epoch epoch) {
        rehearsal.giveWay();
        shell.promote(epoch);
    }

    @Override
    public void activate(Epoch epoch) {
        shell.tell(new Command.Activate(epoch));
    }

    @Override
    public void pause(Epoch epoch) {
        shell.tell(new Command.Pause(epoch));
    }

    @Override
    public void resume(Epoch epoch) {
        shell.tell(new Command.Resume(epoch));
    }

    @Override
    public void demote() {
        shell.end(new Command.Demote());
    }

    @Override
    public boolean fences() {
        return true;
    }

    /**
     * A few takeovers on the dummy at the first call, then one at each; on a thread of its own, and none while one runs. Beside it the
     * worker works out, on paper, what it would write for the newest inputs.
     */
    @Override
    public void rehearse() {
        rehearsal.request();
        shell.tell(new Command.Rehearse());
    }

    @Override
    public Status status() {
        return shell.status();
    }

    @Override
    public void stop(Duration limit) {
        rehearsal.close();
        shell.stop(limit);
        secured.close();
    }
}
