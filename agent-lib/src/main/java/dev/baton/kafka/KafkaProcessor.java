package dev.baton.kafka;

import dev.baton.kafka.Inbox.Command;
import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import dev.baton.port.Resource;
import dev.baton.state.StateStore;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * An active-passive processor of Kafka topics with a state of keys and values. The primary reads all partitions of the inputs, by assignment,
 * and writes the outputs, the changes of the state, the positions of the inputs and the dead letters of each batch in one transaction; the
 * standbys follow the changelog. So outputs, state and positions change together or not at all, across every failure and takeover.
 *
 * <p>The broker fences: all members of a group write under one transactional id, and an epoch begins with a marker in the changelog
 * (protocol, The Kafka resource). The changelog needs one partition and no compaction; nothing but this class may write to it. It needs
 * unlimited retention, or snapshots: a member that finds a gap between its state, the snapshots and the changelog is not ready. A rehearsal
 * needs a topic of the changelog's name with {@code .rehearsal} behind it and is left out where there is none.
 *
 * <p>An input whose processing throws, or whose changes or outputs cannot be written, goes to the dead-letter topic with the reason, in the
 * same transaction; the position moves on.
 *
 * <p>Threading: as {@link Resource} says; one worker thread owns all.
 */
public final class KafkaProcessor implements Resource {
    private final Settings settings;
    private final ProcessorSettings processor;
    private final WorkerShell shell;
    private final Rehearsal rehearsal;
    private final ClientSecurity secured;

    KafkaProcessor(Settings settings, ProcessorSettings processor, ClientSecurity secured) {
        this.settings = settings;
        this.secured = secured;
        this.processor = processor;
        this.shell = new WorkerShell(settings);
        Settings dummy = settings.rehearsal();
        this.rehearsal = new Rehearsal(dummy, () -> ProcessorDummy.of(dummy, processor.largestRecord()));
    }

    /** Begins to describe one. */
    public static KafkaProcessorBuilder builder(Processing processing) {
        return new KafkaProcessorBuilder(processing);
    }

    @Override
    public void start(Guard guard, Consumer<Report> reports) {
        shell.start(reports, inbox -> make(inbox, guard, reports));
    }

    private Worker make(Inbox inbox, Guard guard, Consumer<Report> reports) {
        StateStore store = processor.store().open();
        try {
            Vault vault = new Vault(settings, processor, store);
            ProcessorReplica replica = new ProcessorReplica(settings, store, vault, inbox::waiting);
            Inputs inputs = new Inputs(settings, processor.offsetsGroup());
            ProcessorServing serving = new ProcessorServing(settings, processor, replica, guard, inputs::group);
            return new Worker(settings, replica, serving, inputs, inbox, reports, rehearsal::takeoverMillis);
        } catch (RuntimeException failed) {
            store.close();
            throw failed;
        }
    }

    @Override
    public void prepare() {
        shell.tell(new Command.Prepare());
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
