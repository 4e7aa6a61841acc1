package dev.baton.lab;

import dev.baton.lab.process.Launched;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.Stopper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts processes of a lab anew, by the same ports and files. The caller holds the folder's lock. */
final class LabRestart {
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_GRACE = Duration.ofSeconds(6);

    private final LabFiles files;
    private final LabStart start;
    private LabState state;

    LabRestart(LabFiles files) throws LabException {
        this.files = files;
        this.state = LabFiles.read(files.state(), LabState.class);
        this.start = new LabStart(files, state.secured());
    }

    /**
     * Starts what does not run of the target, all at once, and returns when all of it is ready.
     *
     * @throws LabException where all of it runs already, or does not get ready
     */
    void start(String target) throws LabException {
        List<ProcessRef> known = new LabTargets(state).processes(target);
        List<ProcessRef> dead = known.stream().filter(p -> !p.alive()).toList();
        if (dead.isEmpty()) {
            throw new LabException(known + " runs already: kill it first, or use `restart`");
        }
        List<Launched> launched = new ArrayList<>();
        for (ProcessRef process : dead) {
            launched.add(launch(process.name()));
        }
        for (Launched each : launched) {
            each.awaitReady(READY_LIMIT);
        }
    }

    /** Stops each process of the target in its own good order and starts it again; the next one only when it is ready. */
    void rolling(String target) throws LabException {
        for (ProcessRef process : new LabTargets(state).leaderLast(target)) {
            if (!Stopper.stop(List.of(process), STOP_GRACE).isEmpty()) {
                throw new LabException(process + " is still there after SIGKILL");
            }
            launch(process.name()).awaitReady(READY_LIMIT);
        }
    }

    private Launched launch(String name) throws LabException {
        Launched launched = start.again(name);
        LabFencing.machine(files, launched.process());
        state = state.with(launched.process()).looked();
        LabFiles.write(files.state(), state);
        return launched;
    }
}
