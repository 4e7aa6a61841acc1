package dev.baton.kafka;

import dev.baton.kafka.Inbox.Command;
import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.port.Resource.Report;
import dev.baton.port.Resource.Status;
import dev.baton.state.StateException;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The thread of a {@link Worker} and the agent's way to it: made again and again until it can be made, told, ended. */
final class WorkerShell {
    private static final long RETRY_MILLIS = 500;

    private final MemberId member;
    private final Inbox inbox = new Inbox();
    private volatile @Nullable Worker worker;
    /** What there is to say as long as there is no worker. */
    private volatile Status absent;

    private final Settings settings;
    private @Nullable Thread thread;
    private @Nullable Consumer<Report> sink;

    /** Makes the worker, on the worker's own thread; may fail and is tried again then. */
    interface Maker {
        Worker make(Inbox inbox);
    }

    WorkerShell(Settings settings) {
        this.settings = settings;
        this.member = settings.member();
        this.absent = absent("not started");
    }

    private Status absent(String why) {
        return new Status(0, -1, 0, false, why, settings.standby(), -1);
    }

    void start(Consumer<Report> reports, Maker maker) {
        if (thread != null) {
            throw new IllegalStateException(member + " is started already");
        }
        sink = reports;
        thread = new Thread(() -> live(reports, maker), "baton-" + member);
        thread.setDaemon(true);
        thread.start();
    }

    private void live(Consumer<Report> reports, Maker maker) {
        Worker fresh = null;
        while (fresh == null) {
            try {
                fresh = maker.make(inbox);
            } catch (KafkaException | StateException unusable) {
                Throwable cause = unusable.getCause() == null ? unusable : unusable.getCause();
                String what = unusable instanceof StateException
                        ? "cannot use its state: "
                        : "cannot use Kafka at " + settings.bootstrap() + ": ";
                absent = absent(what + cause.getMessage());
                if (!wait(reports)) {
                    return;
                }
            }
        }
        worker = fresh;
        fresh.run();
    }

    /** Answers what comes in while there is no worker; false once it is over. */
    private boolean wait(Consumer<Report> reports) {
        Command command = inbox.await(RETRY_MILLIS);
        if (command instanceof Command.Promote promote) {
            reports.accept(new Report.Failed(promote.epoch(), absent.health()));
        } else if (command instanceof Command.Demote) {
            reports.accept(new Report.Demoted(Epoch.NONE));
        }
        return !(command instanceof Command.Stop);
    }

    void promote(Epoch epoch) {
        if (!tell(new Command.Promote(epoch, inbox.endings())) && sink != null) {
            sink.accept(new Report.Failed(epoch, "the worker is too far behind with earlier commands"));
        }
    }

    void fenceAhead(Epoch epoch) {
        tell(new Command.FenceAhead(epoch));
    }

    boolean tell(Command command) {
        boolean fits = inbox.offer(command);
        Worker running = worker;
        if (running != null) {
            running.wakeup();
        }
        return fits;
    }

    /** A command that makes all before it pointless. */
    void end(Command command) {
        inbox.offerEnding(command);
        Worker running = worker;
        if (running != null) {
            running.cutShort();
        }
    }

    Status status() {
        Worker running = worker;
        return running == null ? absent : running.status();
    }

    void stop(Duration limit) {
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
}
