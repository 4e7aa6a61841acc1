package dev.baton.agent;

import dev.baton.model.Event;
import dev.baton.port.Telemetry;
import dev.baton.protocol.Effect;
import dev.baton.protocol.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what a step asked for, in its order, on the loop's thread; only what is to be told waits until {@link #tell}, since nobody
 * decides by it. Nothing here waits.
 */
final class Effects {
    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

    private final StoreWrites writes;
    private final List<Telemetry> outlets;
    private final Watchdog watchdog;
    private final Runnable selfFence;
    private final Fences fences;
    private final List<Event> untold = new ArrayList<>();

    Effects(StoreWrites writes, List<Telemetry> outlets, Watchdog watchdog, Runnable selfFence, Fences fences) {
        this.writes = writes;
        this.outlets = List.copyOf(outlets);
        this.watchdog = watchdog;
        this.selfFence = selfFence;
        this.fences = fences;
    }

    /** True where the step asked for a heartbeat now. */
    boolean run(Cell cell, List<Effect> effects) {
        boolean beat = false;
        if (!cell.state.holds()) {
            watchdog.disarm(cell.id);
        }
        Duration timeout = Duration.ofMillis(cell.state.timing().leaseMillis());
        for (Effect effect : effects) {
            if (effect instanceof Effect.OpenGuard e) {
                cell.guard.open(e.epoch(), e.untilNanos(), e.offsetMillis(), e.exclusiveFromNanos());
                watchdog.arm(cell.id, e.untilNanos());
            } else if (effect instanceof Effect.ShutGuard e) {
                cell.guard.shut(e.reason());
            } else if (effect instanceof Effect.Renew e) {
                writes.write(cell, e.request(), e, timeout);
            } else if (effect instanceof Effect.Grant e) {
                writes.write(cell, e.request(), e, timeout);
            } else if (effect instanceof Effect.Lead e) {
                writes.write(cell, e.request(), e, timeout);
            } else if (effect instanceof Effect.WriteAction e) {
                writes.write(cell, e.request(), e, timeout);
            } else if (effect instanceof Effect.Activated e) {
                writes.write(cell, e.request(), e, timeout);
            } else if (effect instanceof Effect.ReadLease e) {
                writes.readLease(cell, e.request(), timeout);
            } else if (effect instanceof Effect.ReadLeadership e) {
                writes.readLeadership(cell, e.request(), timeout);
            } else if (effect instanceof Effect.Prepare) {
                cell.resource.prepare();
            } else if (effect instanceof Effect.FenceAhead e) {
                cell.resource.fenceAhead(e.epoch());
            } else if (effect instanceof Effect.Promote e) {
                cell.resource.promote(e.epoch());
            } else if (effect instanceof Effect.Activate e) {
                cell.resource.activate(e.epoch());
            } else if (effect instanceof Effect.Pause e) {
                cell.resource.pause(e.epoch());
            } else if (effect instanceof Effect.Resume e) {
                cell.resource.resume(e.epoch());
            } else if (effect instanceof Effect.Demote) {
                cell.resource.demote();
            } else if (effect instanceof Effect.Rejoin e) {
                rejoin(cell, e);
            } else if (effect instanceof Effect.FenceOff e) {
                fences.off(cell.id.group(), e);
            } else if (effect instanceof Effect.Emit e) {
                untold.add(e.event());
            } else if (effect instanceof Effect.Beat) {
                beat = true;
            } else if (effect instanceof Effect.SelfFence e) {
                LOG.error("ending this process: {}", e.reason());
                selfFence.run();
            } else if (effect instanceof Effect.Closed) {
                cell.closed = true;
            } else {
                throw new IllegalStateException("effect " + effect.getClass().getName() + " has no hand");
            }
        }
        return beat;
    }

    private void rejoin(Cell cell, Effect.Rejoin e) {
        if (cell.resource.rejoins()) {
            cell.resource.rejoin(e.fencedIn());
        } else {
            // Its state comes from the group's own log, so that there is nothing that only this member has.
            cell.inbox.accept(new Input.Rejoined(e.fencedIn(), true, 0, "all of its state is the group's"));
        }
    }

    /** Tells all that has happened since the last time, once what it led to is on its way. */
    void tell() {
        untold.forEach(this::publish);
        untold.clear();
    }

    private void publish(Event event) {
        if (event instanceof Event.Transition t) {
            LOG.info("{} {} -> {} in epoch {}: {}", t.member(), t.from(), t.to(), t.epoch(), t.reason());
        } else if (event instanceof Event.VerdictChanged v) {
            LOG.info("{} sees {} {}: {}", v.source(), v.about(), v.verdict(), v.evidence());
        } else if (event instanceof Event.Blocked b) {
            LOG.info("{} blocked: {}: {}", b.member(), b.decision(), b.blocker());
        }
        if (event instanceof Event.Recovered r) {
            LOG.info("{} serves epoch {} ({}): {}", r.member(), r.epoch(), r.cause(), r.recovery());
        }
        for (Telemetry outlet : outlets) {
            outlet.publish(event);
        }
    }
}
