package dev.baton.lab.workload;

import dev.baton.lab.LabException;
import dev.baton.lab.LabFiles;
import dev.baton.lab.process.Pause;
import dev.baton.lab.secure.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;

/** The load as a process: {@code WorkloadMain CONFIG.json}. Prints {@code READY pid}; ends on SIGTERM. */
public final class WorkloadMain {
    private static final int EVERY_MILLIS = 10;

    private WorkloadMain() {}

    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("expected CONFIG.json");
            System.exit(64);
        }
        AtomicBoolean stop = new AtomicBoolean();
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(stop, main), "workload-stop"));
        try (Access access = access(args[0]);
                Workload workload = Workload.start(config(args[0]), access.security())) {
            System.out.println("READY " + ProcessHandle.current().pid());
            while (!stop.get() && Pause.millis(EVERY_MILLIS)) {
                workload.sendDue(System.nanoTime());
            }
        } catch (LabException | KafkaException | IOException failed) {
            System.err.println("the workload ended: " + failed.getMessage());
            if (!stop.get()) {
                System.exit(1);
            }
        }
    }

    private static WorkloadConfig config(String file) throws LabException {
        return LabFiles.read(Path.of(file), WorkloadConfig.class);
    }

    private static Access access(String file) throws LabException {
        String security = config(file).security();
        return Access.open(security == null ? null : Path.of(security));
    }

    private static void awaitEnd(AtomicBoolean stop, Thread main) {
        stop.set(true);
        try {
            main.join(2_000);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
