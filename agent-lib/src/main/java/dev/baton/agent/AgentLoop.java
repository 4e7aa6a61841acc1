package dev.baton.agent;

import dev.baton.health.Health;
import dev.baton.model.Event;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.MemberStatus;
import dev.baton.port.Resource;
import dev.baton.port.Telemetry;
import dev.baton.port.Ticker;
import dev.baton.protocol.Input;
import dev.baton.protocol.Member;
import dev.baton.protocol.Now;
import dev.baton.protocol.ResourceView;
import dev.baton.protocol.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that owns the members' states: takes an input, steps the core, carries out the effects, beats. */
final class AgentLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentLoop.class);

    private final Ticker ticker;
    private final Inbox inbox;
    private final Map<GroupId, Cell> cells;
    private final Effects effects;
    private final Consumer<List<MemberStatus>> beat;
    private final @Nullable Telemetry telemetry;
    private final Supplier<Health> health;
    private final Rehearsals rehearsals;
    private final CountDownLatch allClosed = new CountDownLatch(1);
    private volatile List<MemberStatus> statuses = List.of();
    private volatile boolean stopped;
    private long nextBeatNanos;
    private long nextTickNanos;
    private Hlc beatStamp = Hlc.ZERO;

    AgentLoop(
            Ticker ticker,
            Inbox inbox,
            Map<GroupId, Cell> cells,
            Effects effects,
            Consumer<List<MemberStatus>> beat,
            @Nullable Telemetry telemetry,
            Supplier<Health> health,
            Rehearsals rehearsals) {
        this.ticker = ticker;
        this.inbox = inbox;
        this.cells = cells;
        this.effects = effects;
        this.beat = beat;
        this.telemetry = telemetry;
        this.health = health;
        this.rehearsals = rehearsals;
    }

    List<MemberStatus> statuses() {
        return statuses;
    }

    CountDownLatch allClosed() {
        return allClosed;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        nextTickNanos = ticker.nanos();
        nextBeatNanos = ticker.nanos();
        while (!stopped) {
            try {
                turn();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // A fault in the loop must not leave an open guard behind: shut them all, then let the process decide.
                LOG.error("the agent's loop failed; shutting every guard", e);
                cells.values().forEach(c -> c.guard.shut("the agent's loop failed: " + e));
                throw e;
            }
        }
    }

    private void turn() throws InterruptedException {
        boolean soon = false;
        for (Inbox.Mail mail : inbox.take(Math.min(nextTickNanos, nextBeatNanos) - ticker.nanos())) {
            Cell cell = cells.get(mail.group());
            if (cell != null) {
                soon |= step(cell, mail.input());
            }
        }
        long now = ticker.nanos();
        boolean beats = now - nextBeatNanos >= 0;
        // A heartbeat takes the next tick along, or the two would drift apart and wake this thread one after the other.
        if (beats || now - nextTickNanos >= 0) {
            soon |= tick();
        }
        if (soon || beats) {
            beat(now);
        }
        effects.tell();
        if (allMembersClosed()) {
            allClosed.countDown();
        }
    }

    private boolean allMembersClosed() {
        for (Cell cell : cells.values()) {
            if (!cell.closed) {
                return false;
            }
        }
        return true;
    }

    private boolean tick() {
        boolean soon = false;
        nextTickNanos = ticker.nanos() + Long.MAX_VALUE / 4; // Each step brings it nearer.
        Health checks = health.get();
        for (Cell cell : cells.values()) {
            Resource.Status r = Checked.status(cell.resource.status(), checks.notReady(cell.id.group()));
            soon |= step(
                    cell,
                    new Input.Tick(new ResourceView(
                            r.position(),
                            r.lag(),
                            r.committed(),
                            r.ready(),
                            r.health(),
                            cell.resource.fences(),
                            r.kind(),
                            r.recoveryMillis())));
            rehearsals.turn(cell, ticker.now(), r.ready());
        }
        return soon;
    }

    private boolean step(Cell cell, Input input) {
        Step step = Member.step(cell.state, ticker.now(), input);
        cell.state = step.state();
        boolean soon = effects.run(cell, step.effects());
        long nanos = ticker.nanos();
        long wake = nanos + Member.wakeNanos(cell.state, nanos);
        if (wake - nextTickNanos < 0) {
            nextTickNanos = wake;
        }
        return soon;
    }

    private void beat(long nanos) {
        Now now = ticker.now();
        List<MemberStatus> all = new ArrayList<>();
        long interval = Long.MAX_VALUE;
        for (Cell cell : cells.values()) {
            MemberStatus status = Member.status(cell.state, now);
            all.add(status);
            interval = Math.min(interval, cell.state.timing().heartbeatMillis());
        }
        statuses = List.copyOf(all);
        beat.accept(statuses);
        if (telemetry != null) {
            publish(telemetry, statuses, now);
        }
        nextBeatNanos = nanos + interval * 1_000_000L;
    }

    private void publish(Telemetry to, List<MemberStatus> all, Now now) {
        int i = 0;
        for (Cell cell : cells.values()) {
            beatStamp = beatStamp.tick(now.wallMillis());
            to.publish(new Event.Heartbeat(beatStamp, cell.id.value(), ++cell.beats, all.get(i++)));
        }
    }
}
