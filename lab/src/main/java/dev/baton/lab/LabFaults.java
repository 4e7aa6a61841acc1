package dev.baton.lab;

import dev.baton.lab.process.DiskFull;
import dev.baton.lab.process.Pause;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.ProcessRef.Signal;
import dev.baton.lab.process.Stopper;
import dev.baton.lab.proxy.Condition;
import dev.baton.lab.proxy.Condition.Mode;
import dev.baton.lab.proxy.Direction;
import dev.baton.lab.proxy.ProxyClient;
import dev.baton.lab.proxy.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Does to a running lab what a {@link Fault} says. */
final class LabFaults {
    private static final Duration GONE_LIMIT = Duration.ofSeconds(5);

    private final LabState state;
    private final LabTargets targets;
    private final ProxyClient proxy;

    LabFaults(LabState state) {
        this.state = state;
        this.targets = new LabTargets(state);
        LabFiles files = new LabFiles(Path.of(state.dir()));
        this.proxy = new ProxyClient(state.proxy(), state.secured() ? files.proxyToken() : null);
    }

    /** All but START and RESTART, which change the lab's record. */
    void apply(Fault fault) throws LabException {
        switch (fault.kind()) {
            case KILL -> kill(running(fault.target()));
            case PAUSE -> {
                for (ProcessRef process : running(fault.target())) {
                    if (!fault.limit().isZero()) {
                        proxy.signalLater(process, Signal.CONT, fault.limit());
                    }
                    if (fault.limit().isZero()) {
                        send(process, Signal.STOP);
                    } else {
                        process.signal(Signal.STOP);
                    }
                }
            }
            case RESUME -> {
                for (ProcessRef process : running(fault.target())) {
                    send(process, Signal.CONT);
                }
            }
            case CUT -> route(fault, new Condition(Mode.CUT, 0), fault.limit());
            case HEAL -> heal(fault);
            case SLOW -> route(fault, new Condition(Mode.SLOW, fault.delay().toMillis()), fault.limit());
            case GC -> {
                if (fault.limit().isZero()) {
                    throw new LabException(
                            "gc needs a time: for example `baton lab fault gc " + fault.target() + " --for 10m`");
                }
                for (ProcessRef process : running(fault.target())) {
                    proxy.pauses(process, Fault.GC_PAUSE, Fault.GC_EVERY, fault.limit());
                }
            }
            case DISK_FULL -> {
                for (ProcessRef process : running(fault.target())) {
                    DiskFull.fill(process);
                    if (!fault.limit().isZero()) {
                        proxy.roomLater(process, fault.limit());
                    }
                }
            }
            case START, RESTART -> throw new IllegalArgumentException(fault.kind() + " changes the lab's record");
        }
    }

    private void heal(Fault fault) throws LabException {
        boolean everything = fault.from().size() == Route.Kind.values().length;
        if (targets.isService(fault.target()) || !everything) {
            route(fault.oneWay(Direction.BOTH), Condition.PASS, Duration.ZERO);
        }
        if (everything) {
            for (ProcessRef process : targets.processes(fault.target())) {
                if (process.alive()) {
                    DiskFull.clear(process);
                }
            }
        }
    }

    private static void kill(List<ProcessRef> processes) throws LabException {
        processes.forEach(p -> p.signal(Signal.KILL));
        List<ProcessRef> left = Stopper.awaitGone(processes, GONE_LIMIT);
        if (!left.isEmpty()) {
            throw new LabException(left + " was killed and is still there after " + GONE_LIMIT.toSeconds() + " s");
        }
    }

    /** Returns when the process is as the signal wants it: a signal takes a moment to arrive. */
    private static void send(ProcessRef process, Signal signal) throws LabException {
        boolean paused = signal == Signal.STOP;
        long deadlineNanos = System.nanoTime() + GONE_LIMIT.toNanos();
        process.signal(signal);
        while (process.alive() && process.paused() != paused) {
            if (System.nanoTime() > deadlineNanos || !Pause.millis(1)) {
                throw new LabException(
                        process + " did not follow SIG" + signal + " within " + GONE_LIMIT.toSeconds() + " s");
            }
        }
    }

    private void route(Fault fault, Condition condition, Duration limit) throws LabException {
        if (!targets.isService(fault.target())) {
            throw new LabException("'" + fault.target() + "' has no routes of its own: expected a service, one of "
                    + state.services().stream().map(LabState.Service::id).collect(Collectors.joining(", ")));
        }
        proxy.fault(fault.target(), fault.from(), condition, fault.direction(), limit);
    }

    /** What runs of the target: at least one. */
    private List<ProcessRef> running(String target) throws LabException {
        List<ProcessRef> known = targets.processes(target);
        List<ProcessRef> running = known.stream().filter(ProcessRef::alive).toList();
        if (running.isEmpty()) {
            throw new LabException(known + " does not run: start it with `baton lab fault start " + target + "`");
        }
        return running;
    }
}
