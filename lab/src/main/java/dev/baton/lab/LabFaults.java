package dev.baton.lab;

import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.ProcessRef.Signal;
import dev.baton.lab.process.Stopper;
import dev.baton.lab.proxy.Condition;
import dev.baton.lab.proxy.Condition.Mode;
import dev.baton.lab.proxy.ProxyClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Does to a running lab what a {@link Fault} says. */
final class LabFaults {
    private static final Duration GONE_LIMIT = Duration.ofSeconds(5);

    private final LabState state;
    private final ProxyClient proxy;

    LabFaults(LabState state) {
        this.state = state;
        this.proxy = new ProxyClient(state.proxy());
    }

    /** All but START, which changes the lab's record. */
    void apply(Fault fault) throws LabException {
        ProcessRef process = service(fault.service());
        switch (fault.kind()) {
            case KILL -> {
                send(process, Signal.KILL);
                if (!Stopper.awaitGone(List.of(process), GONE_LIMIT).isEmpty()) {
                    throw new LabException(
                            process + " was killed and is still there after " + GONE_LIMIT.toSeconds() + " s");
                }
            }
            case PAUSE -> {
                if (!fault.limit().isZero()) {
                    proxy.signalLater(process, Signal.CONT, fault.limit());
                }
                send(process, Signal.STOP);
            }
            case RESUME -> send(process, Signal.CONT);
            case CUT -> proxy.fault(fault.service(), fault.from(), new Condition(Mode.CUT, 0), fault.limit());
            case HEAL -> proxy.fault(fault.service(), fault.from(), Condition.PASS, Duration.ZERO);
            case SLOW ->
                proxy.fault(
                        fault.service(),
                        fault.from(),
                        new Condition(Mode.SLOW, fault.delay().toMillis()),
                        fault.limit());
            case START -> throw new IllegalArgumentException("a start is not a fault of the running process");
        }
    }

    /** The process of that service, whether or not it runs. */
    ProcessRef service(String id) throws LabException {
        if (state.services().stream().noneMatch(s -> s.id().equals(id))) {
            throw new LabException("service '" + id + "' is unknown: expected one of "
                    + state.services().stream().map(LabState.Service::id).collect(Collectors.joining(", ")));
        }
        return state.process(LabState.serviceProcess(id))
                .orElseThrow(() -> new LabException("service " + id + " was never started"));
    }

    private static void send(ProcessRef process, Signal signal) throws LabException {
        if (!process.signal(signal)) {
            throw new LabException(process + " does not run: start it with `baton lab fault start "
                    + process.name().substring("service-".length()) + "`");
        }
    }
}
