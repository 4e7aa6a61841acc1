package dev.baton.lab;

import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.secure.Access;
import dev.baton.lab.secure.LabSecurity;
import dev.baton.lab.verify.Verifier;
import dev.baton.lab.verify.VerifyReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A practice ground in a folder: real ZooKeeper, Kafka, service processes and load on this machine, with a proxy in every path between
 * them. Its processes outlive the caller; {@link #open} finds them again.
 *
 * <p>Thread-safe: it holds no state but the folder. Every method blocks until done, for a bounded time.
 */
public final class Lab {
    private final LabFiles files;

    private Lab(LabFiles files) {
        this.files = files;
    }

    /**
     * Starts a lab; returns when every group has a primary and has committed a first result.
     *
     * @throws LabException where the options are wrong, a lab already runs in the folder, or a part does not start; then nothing that was
     *     started still runs
     */
    public static Lab up(LabOptions options, Progress progress) throws LabException {
        List<String> problems = options.problems();
        if (!problems.isEmpty()) {
            throw new LabException(String.join("\n", problems));
        }
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            throw new LabException("the lab needs Linux: it tells its processes by /proc, which is not there");
        }
        if (options.fencing()) {
            LabFencing.requirePossible();
        }
        LabFiles files = new LabFiles(options.dir());
        files.requireOwn();
        try (LabLock _ = LabLock.take(files)) {
            if (Files.exists(files.state())) {
                requireDead(LabFiles.read(files.state(), LabState.class));
            }
            files.prepare();
            LabUp.run(options, files, progress);
        }
        return new Lab(files);
    }

    /**
     * The lab of a folder, running or not.
     *
     * @throws LabException where the folder holds none
     */
    public static Lab open(Path dir) throws LabException {
        LabFiles files = new LabFiles(dir.toAbsolutePath().normalize());
        if (!Files.exists(files.state())) {
            throw new LabException("there is no lab in " + files.dir() + ": expected " + files.state()
                    + ". Start one with `baton lab up --dir " + files.dir() + "`.");
        }
        LabFiles.read(files.state(), LabState.class);
        return new Lab(files);
    }

    /** The record as it was last written, with the pids and states as they are now. Asks nobody. */
    public LabState state() throws LabException {
        return LabFiles.read(files.state(), LabState.class).looked();
    }

    /** The record with everything as it is now; groups are UNKNOWN where the store does not answer. */
    public LabState status() throws LabException {
        LabState state = LabFiles.read(files.state(), LabState.class).asked();
        if (state.stores().stream().anyMatch(s -> s.mode() != null)) {
            try {
                return state.withGroups(LabGroups.read(state), state.ready());
            } catch (LabException silent) {
                // Said by the groups' state.
            }
        }
        return state.withGroups(
                state.groups().stream()
                        .map(g -> LabState.Group.unknown(g.group()))
                        .toList(),
                state.ready());
    }

    /** What lies where. */
    public LabFiles files() {
        return files;
    }

    /**
     * Stops every process of the lab; its files stay.
     *
     * @throws LabException naming what could not be stopped
     */
    public void down() throws LabException {
        try (LabLock _ = LabLock.take(files)) {
            LabState state = LabFiles.read(files.state(), LabState.class);
            List<ProcessRef> left = LabDown.stop(state);
            if (!left.isEmpty()) {
                throw new LabException("still running after SIGKILL: " + names(left));
            }
            if (Files.exists(files.plan())) {
                LabDown.removeNet(LabFiles.read(files.plan(), LabPlan.class));
            }
        }
    }

    /** Does to the lab what the fault says. */
    public void fault(Fault fault) throws LabException {
        switch (fault.kind()) {
            case START -> start(fault.target());
            case RESTART -> {
                try (LabLock _ = LabLock.take(files)) {
                    new LabRestart(files).rolling(fault.target());
                }
            }
            case KILL, PAUSE, RESUME, CUT, HEAL, SLOW, GC, DISK_FULL -> new LabFaults(state()).apply(fault);
        }
    }

    /** Starts what was killed of a fault's target, by the same ports and files; returns when it is ready. */
    public void start(String target) throws LabException {
        try (LabLock _ = LabLock.take(files)) {
            new LabRestart(files).start(target);
        }
    }

    /**
     * Gives every process of a secured lab a new key and certificate of the same authority. None is started anew: each takes the new files into use by
     * itself, within seconds.
     *
     * @param validity for how long they are good from now on
     * @return whose they are
     */
    public List<String> rotate(Duration validity) throws LabException {
        try (LabLock _ = LabLock.take(files)) {
            LabState state = state();
            if (!state.secured()) {
                throw new LabException("the lab in " + files.dir()
                        + " is open and has no certificates: expected one that was started without --plain");
            }
            List<String> services =
                    state.services().stream().map(LabState.Service::id).toList();
            return new LabSecurity(files.security()).rotate(services, Instant.now(), validity);
        }
    }

    /** What a fault can be aimed at, by name. */
    public List<String> targets() throws LabException {
        return LabTargets.names(state());
    }

    /** Checks what the services committed against what was acknowledged; also while the lab runs. */
    public VerifyReport verify() throws LabException {
        LabState state = state();
        try (Access access = state.access()) {
            return Verifier.verify(files, state.kafka(), access.security(), state.groupIds());
        }
    }

    private static void requireDead(LabState state) throws LabException {
        List<ProcessRef> alive = state.alive();
        if (!alive.isEmpty()) {
            throw new LabException("a lab runs already in " + state.dir() + ": " + names(alive)
                    + ". Stop it with `baton lab down --dir " + state.dir()
                    + "`, or choose another folder with --dir.");
        }
    }

    private static String names(List<ProcessRef> processes) {
        return processes.stream().map(ProcessRef::toString).collect(Collectors.joining(", "));
    }
}
