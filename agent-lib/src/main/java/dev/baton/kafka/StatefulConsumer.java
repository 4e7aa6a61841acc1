package dev.baton.kafka;

import dev.baton.kafka.Inbox.Command;
import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import dev.baton.port.Resource;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

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
    private static final long RETRY_MILLIS = 500;

    private final Settings settings;
    private final Logic<S> logic;
    private final Consumer<Ack> acknowledged;
    private final Inbox inbox = new Inbox();
    private final Rehearsal rehearsal;
    private volatile @Nullable Worker<S> worker;
    /** Why there is no worker. */
    private volatile String absent = "not started";

    private @Nullable Thread thread;
    private @Nullable Consumer<Report> sink;

    StatefulConsumer(Settings settings, Logic<S> logic, Consumer<Ack> acknowledged) {
        this.settings = settings;
        this.logic = logic;
        this.acknowledged = acknowledged;
        this.rehearsal = new Rehearsal(settings.rehearsal());
    }

    /** Begins to describe one. */
    public static <S> StatefulConsumerBuilder<S> builder(Logic<S> logic) {
        return new StatefulConsumerBuilder<>(logic);
    }

    @Override
    public void start(Guard guard, Consumer<Report> reports) {
        if (thread != null) {
            throw new IllegalStateException(settings.member() + " is started already");
        }
        sink = reports;
        thread = new Thread(() -> live(guard, reports), "baton-" + settings.member());
        thread.setDaemon(true);
        thread.start();
    }

    private void live(Guard guard, Consumer<Report> reports) {
        Worker<S> fresh = null;
        while (fresh == null) {
            try {
                fresh = new Worker<>(settings, logic, inbox, guard, reports, acknowledged);
            } catch (KafkaException unusable) {
                Throwable cause = unusable.getCause() == null ? unusable : unusable.getCause();
                absent = "cannot use Kafka at " + settings.bootstrap() + ": " + cause.getMessage();
                Command command = inbox.await(RETRY_MILLIS);
                if (command instanceof Command.Stop) {
                    return;
                } else if (command instanceof Command.Promote promote) {
                    reports.accept(new Report.Failed(promote.epoch(), absent));
                } else if (command instanceof Command.Demote) {
                    reports.accept(new Report.Demoted(Epoch.NONE));
                }
            }
        }
        worker = fresh;
        fresh.run();
    }

    @Override
    public void promote(Epoch epoch) {
        rehearsal.giveWay();
        if (!tell(new Command.Promote(epoch, inbox.endings())) && sink != null) {
            sink.accept(new Report.Failed(epoch, "the worker is too far behind with earlier commands"));
        }
    }

    @Override
    public void activate(Epoch epoch) {
        tell(new Command.Activate(epoch));
    }

    @Override
    public void pause(Epoch epoch) {
        tell(new Command.Pause(epoch));
    }

    @Override
    public void resume(Epoch epoch) {
        tell(new Command.Resume(epoch));
    }

    @Override
    public void demote() {
        end(new Command.Demote());
    }

    /** A few takeovers on the dummy at the first call, then one at each; on a thread of its own, and none while one runs. */
    @Override
    public boolean fences() {
        return true;
    }

    @Override
    public void rehearse() {
        rehearsal.request();
    }

    @Override
    public Status status() {
        Worker<S> running = worker;
        return running == null ? new Status(0, -1, 0, false, absent) : running.status();
    }

    @Override
    public void stop(Duration limit) {
        rehearsal.close();
        Thread running = thread;
        if (running == null) {
            return;
        }
        end(new Command.Stop());
        try {
            running.join(Math.max(1, limit.toMillis()));
            if (running.isAlive()) {
                running.interrupt();
            }
        } catch (InterruptedException hurry) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private boolean tell(Command command) {
        boolean fits = inbox.offer(command);
        Worker<S> running = worker;
        if (running != null) {
            running.wakeup();
        }
        return fits;
    }

    private void end(Command command) {
        inbox.offerEnding(command);
        Worker<S> running = worker;
        if (running != null) {
            running.cutShort();
        }
    }
}
