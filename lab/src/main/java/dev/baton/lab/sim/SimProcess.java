package dev.baton.lab.sim;

import dev.baton.agent.GuardCell;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.protocol.Input;
import dev.baton.protocol.Member;
import dev.baton.protocol.MemberState;
import dev.baton.protocol.ResourceView;
import dev.baton.protocol.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One life of a service: the agent's loop around the core, as the shipped one runs it, with its clients and its resource. While it is
 * paused everything that comes waits and then comes at once; while only the loop is stalled, its clients and its resource go on.
 */
final class SimProcess {
    private record Mail(Source source, Runnable work) {}

    final SimHost host;
    final World world;
    final MemberId id;
    final Incarnation incarnation;
    final GuardCell guard;
    final StoreClient store;
    final WatchFeed watch;
    final Registrar registrar;
    final SimResource resource;
    private final Effects effects;
    private final int life;
    private final Alarm tickAlarm = new Alarm(this, this::tickIfDue);
    private final Alarm beatAlarm = new Alarm(this, this::beatIfDue);
    private final Deque<Mail> backlog = new ArrayDeque<>();
    private final Deque<Input> inbox = new ArrayDeque<>();
    private MemberState state;
    private ResourceView view = ResourceView.UNKNOWN;
    private boolean alive = true;
    private boolean paused;
    private boolean stalled;
    private long nextTick;
    private long nextBeat;
    private boolean beating;
    private boolean toldToStop;

    @Nullable
    MemberStatus lastStatus;

    SimProcess(SimHost host, Incarnation incarnation) {
        this.host = host;
        this.world = host.world;
        this.id = host.id;
        this.incarnation = incarnation;
        this.life = host.lives();
        this.state = world.people == null
                ? new MemberState(id, incarnation, host.priority)
                : Member.closed(id, incarnation, host.priority);
        this.guard = new GuardCell(host.clock);
        this.store = new StoreClient(world, this, 2);
        this.watch = new WatchFeed(world, this);
        this.registrar = new Registrar(world, this);
        this.resource = host.witness()
                ? new WitnessResource(this)
                : world.plain ? new PlainResource(world, this) : new LogResource(world, this);
        this.effects = new Effects(world, this);
    }

    void open() {
        world.store.watch(watch);
        resource.open();
        store.open();
        registrar.again();
        nextTick = host.clock.nanos();
        nextBeat = nextTick;
        arm();
    }

    boolean alive() {
        return alive;
    }

    int life() {
        return life;
    }

    boolean paused() {
        return paused;
    }

    /** Whether it ever was given a reason to step down by itself. */
    boolean toldToStop() {
        return toldToStop;
    }

    MemberState state() {
        return state;
    }

    /** Something happens on one of the process's threads: now, or once the process runs again. */
    void run(Source source, Runnable work) {
        if (!alive) {
            return;
        }
        if (paused) {
            backlog.add(new Mail(source, work));
        } else {
            work.run();
        }
    }

    void later(long delayNanos, Source source, Runnable work) {
        world.time.after(delayNanos, () -> run(source, work));
    }

    /** Into the loop's inbox. */
    void input(Input input) {
        if (!alive) {
            return;
        }
        toldToStop |= input instanceof Input.Close
                || (input instanceof Input.MemberSeen seen
                        && seen.record().member().equals(id)
                        && seen.record().fenced())
                || input instanceof Input.PromotionRefused
                || input instanceof Input.PromotionFailed;
        if (stalled || paused) {
            inbox.add(input);
        } else {
            step(input);
        }
    }

    void follow(MemberId peer) {
        world.links.follow(this, peer);
    }

    private void step(Input input) {
        world.checks.told(this, input);
        Step step;
        try {
            step = Member.step(state, host.clock.now(), input);
        } catch (RuntimeException broken) {
            world.checks.violated("CORE", id + " threw on " + input + ": " + broken);
            return;
        }
        state = step.state();
        world.mix(input.getClass().getName().hashCode());
        boolean soon = !step.effects().isEmpty() && effects.run(step.effects());
        if (!alive) {
            return;
        }
        long nanos = host.clock.nanos();
        long wake = Member.wakeNanos(state, nanos);
        if (nanos + wake - nextTick < 0) {
            nextTick = nanos + wake;
        }
        if (soon) {
            beat();
        }
        arm();
        world.checks.stepped(this, wake, view);
    }

    private void arm() {
        tickAlarm.set(nextTick);
        beatAlarm.set(nextBeat);
    }

    private void tickIfDue() {
        if (stalled) {
            return;
        }
        if (host.clock.nanos() - nextTick >= 0) {
            tick();
        } else {
            arm();
        }
    }

    private void tick() {
        nextTick = host.clock.nanos() + Long.MAX_VALUE / 4;
        view = resource.view();
        step(new Input.Tick(view));
    }

    private void beatIfDue() {
        if (stalled) {
            return;
        }
        if (host.clock.nanos() - nextBeat >= 0) {
            beat();
        }
        arm();
    }

    private void beat() {
        if (beating) {
            return;
        }
        beating = true;
        MemberStatus status = Member.status(state, host.clock.now());
        lastStatus = status;
        nextBeat = host.clock.nanos() + state.timing().heartbeatMillis() * 1_000_000L;
        world.checks.published(this, status);
        world.links.beat(this, status);
        beating = false;
    }

    void pause() {
        if (!paused) {
            paused = true;
            store.stoodStill();
        }
    }

    void resume() {
        if (!paused || host.clock.suspended()) {
            return;
        }
        paused = false;
        store.healed();
        List<Mail> all = inSomeOrder(backlog);
        backlog.clear();
        for (Mail mail : all) {
            run(mail.source(), mail.work());
        }
        runLoop();
    }

    /** Each thread's work in its order; which thread is first after a pause is a matter of luck. */
    private List<Mail> inSomeOrder(Deque<Mail> mail) {
        List<Mail> all = new ArrayList<>(mail);
        if (world.rng.chance(0.5)) {
            int first = world.rng.below(5);
            all.sort((a, b) ->
                    Integer.compare(a.source().after(first), b.source().after(first)));
        }
        return all;
    }

    void stall() {
        stalled = true;
    }

    void unstall() {
        if (stalled) {
            stalled = false;
            runLoop();
        }
    }

    private void runLoop() {
        while (alive && !paused && !stalled && !inbox.isEmpty()) {
            step(inbox.remove());
        }
        if (alive && !paused && !stalled) {
            arm();
        }
    }

    void end(boolean inOrder) {
        alive = false;
        backlog.clear();
        inbox.clear();
        store.gone(inOrder);
        world.store.unwatch(watch);
        world.checks.ended(this);
    }
}
