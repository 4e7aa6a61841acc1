package dev.baton.protocol;

import dev.baton.model.Event;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.StandbyKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One member process in the simulated world: the shipped core, a fake resource over the shared log, and faults. */
final class SimMember {
    final MemberId id;
    final int priority;
    final SimWorld world;
    MemberState state;
    boolean alive = true;
    boolean paused;
    boolean storeCut;
    /** The policy does not come through: another node, another watch. */
    boolean policyUnread;
    /** The next answers that are lost although the write is applied. */
    int loseAnswers;

    private final Deque<Input> backlog = new ArrayDeque<>();
    final List<Event> events = new ArrayList<>();
    long guardEpoch;
    long guardUntil = Long.MIN_VALUE;
    long exclusiveFrom;
    private long token = -1;
    private long resourceEpoch;
    private boolean serving;
    private boolean writesPaused;

    @Nullable
    String selfFenced;

    long position;
    /** Whether its resource finds its fork, and how many records only it has. */
    boolean rejoins = true;

    long setAside;
    /** What it says of its lag, if not the truth. */
    long lagsBy;
    /** How often it used the fence devices. */
    int devicesAsked;
    /** How often its resource was told to catch up. */
    int prepared;

    SimMember(SimWorld world, MemberId id, int priority, int life, Map<String, String> tags) {
        this.world = world;
        this.id = id;
        this.priority = priority;
        this.state = new MemberState(id, new Incarnation(id + "." + life), priority);
        MemberRecord before = world.store.members.get(id);
        // A fenced member stays fenced across restarts, as the registrar has it.
        MemberRecord.FenceRecord fence = before == null ? null : before.fence();
        world.store.register(new MemberRecord(id, state.incarnation(), priority, tags, fence, false));
        world.store.watchers.add(() -> world.clock.after(world.delay(), this::observe));
        world.clock.after(0, this::observe);
        world.clock.after(0, this::tick);
        world.clock.after(0, this::beat);
        world.clock.after(0, this::write);
        input(new Input.StoreLink(2, 2));
    }

    boolean guardOpen() {
        return alive && world.clock.nanos() < guardUntil;
    }

    private void observe() {
        if (!alive || storeCut) {
            return;
        }
        SimStore s = world.store;
        s.members.forEach((m, r) -> input(new Input.MemberSeen(r, s.memberVersions.getOrDefault(m, 0), s.zxid)));
        if (!policyUnread) {
            input(new Input.PolicySeen(s.policy, s.policyVersion, s.zxid));
        }
        input(new Input.LeaseSeen(s.lease, s.leaseVersion, s.zxid, world.clock.nanos()));
        input(new Input.LeadershipSeen(s.leadership, s.leadershipVersion, s.zxid));
        input(new Input.AcknowledgedSeen(s.acknowledged, s.acknowledgedVersion, s.zxid));
        if (!s.operators.equals(state.operators)) {
            input(new Input.OperatorsSeen(s.operators));
        }
        if (s.latest != null) {
            input(new Input.ActionSeen(s.latest, s.actionVersion, s.zxid));
        }
        if (s.abort != null) {
            input(new Input.AbortSeen(s.abort, s.abortZxid));
        }
        if (s.approval != null) {
            input(new Input.ApprovalSeen(s.approval, s.approvalZxid));
        }
        input(new Input.OpenActionSeen(s.openAction, s.openActionVersion, s.zxid));
    }

    /** Whether its resource says that it could serve. */
    boolean ready = true;

    /** How much it holds while it waits, and what it says that a takeover would take. */
    StandbyKind kind = StandbyKind.hot();

    long recoveryMillis = -1;
    /** How long it takes it in truth to catch up once it was told to. */
    long catchUpMillis = 200;

    private long prepares = Long.MAX_VALUE;

    /** How long its resource takes for a promotion, beyond the log's answers. */
    long promotionMillis;
    /** Whether its resource fails each promotion. */
    boolean failsPromotions;
    /** Whether the store refuses its grants, as it does where the lease was renewed meanwhile. */
    boolean grantsRefused;
    /** How often it was told to fence for a grant that was not answered yet. */
    int fencedAhead;

    private boolean follows() {
        return kind.replaysAlways() || state.holds() || world.clock.nanos() >= prepares;
    }

    private ResourceView view() {
        return new ResourceView(
                position,
                lagsBy == 0 ? world.log.entries.size() - position : lagsBy,
                0,
                ready,
                ready ? "ready" : "its disk is full",
                true,
                kind,
                recoveryMillis);
    }

    private void tick() {
        if (alive) {
            if (!paused) {
                position = Math.max(position, follows() ? world.log.entries.size() : 0);
                input(new Input.Tick(view()));
            }
            world.clock.after(5_000_000L, this::tick);
        }
    }

    private void beat() {
        if (alive) {
            if (!paused) {
                world.beat(this, Member.status(state, world.now()));
            }
            world.clock.after(state.timing().heartbeatMillis() * 1_000_000L, this::beat);
        }
    }

    /** The service: a write every 5 ms while it believes that it may, checking the guard as the contract asks. */
    private void write() {
        if (!alive) {
            return;
        }
        if (!paused && serving && !writesPaused && guardOpen() && guardEpoch == resourceEpoch) {
            if (!world.log.append(id, token, resourceEpoch)) {
                serving = false;
                long fencedEpoch = resourceEpoch;
                input(new Input.ResourceFenced(new dev.baton.model.Epoch(fencedEpoch), "fenced"));
            }
        }
        world.clock.after(5_000_000L, this::write);
    }

    void heard(MemberStatus status) {
        input(new Input.PeerHeard(status, world.clock.nanos()));
    }

    void link(MemberId peer, Reach reach) {
        input(new Input.PeerLink(peer, reach, reach.name()));
    }

    void input(Input input) {
        if (!alive) {
            return;
        }
        if (paused) {
            if (!(input instanceof Input.Tick)) {
                backlog.add(input);
            }
            return;
        }
        Step step = Member.step(state, world.now(), input);
        state = step.state();
        for (Effect effect : step.effects()) {
            run(effect);
        }
        world.check();
    }

    void resume() {
        paused = false;
        while (!backlog.isEmpty()) {
            input(backlog.remove());
        }
    }

    private void run(Effect effect) {
        if (effect instanceof Effect.Grant e) {
            send(e.request(), effect);
        } else if (effect instanceof Effect.Renew e) {
            send(e.request(), effect);
        } else if (effect instanceof Effect.Lead e) {
            send(e.request(), effect);
        } else if (effect instanceof Effect.WriteAction e) {
            send(e.request(), effect);
        } else if (effect instanceof Effect.ReadLease e) {
            answerLater(
                    () -> new Input.LeaseRead(e.request(), world.store.lease, world.store.leaseVersion),
                    new Input.LeaseRead(e.request(), null, -1));
        } else if (effect instanceof Effect.ReadLeadership e) {
            answerLater(
                    () -> new Input.LeadershipRead(e.request(), world.store.leadership, world.store.leadershipVersion),
                    new Input.LeadershipRead(e.request(), null, -1));
        } else if (effect instanceof Effect.OpenGuard e) {
            guardEpoch = e.epoch().value();
            guardUntil = e.untilNanos();
            exclusiveFrom = e.exclusiveFromNanos();
        } else if (effect instanceof Effect.ShutGuard) {
            guardUntil = Long.MIN_VALUE;
        } else if (effect instanceof Effect.Prepare) {
            prepared++;
            prepares = world.clock.nanos() + catchUpMillis * 1_000_000L;
        } else if (effect instanceof Effect.Activated e) {
            send(e.request(), effect);
        } else if (effect instanceof Effect.FenceAhead) {
            fencedAhead++;
            world.clock.after(world.delay(), () -> world.log.init(id));
        } else if (effect instanceof Effect.Promote e) {
            promote(e.epoch().value());
        } else if (effect instanceof Effect.Activate) {
            serving = true;
            writesPaused = false;
        } else if (effect instanceof Effect.Pause e) {
            writesPaused = true;
            world.clock.after(world.delay(), () -> input(new Input.Drained(e.epoch(), world.log.entries.size())));
        } else if (effect instanceof Effect.Resume) {
            writesPaused = false;
        } else if (effect instanceof Effect.Demote e) {
            serving = false;
            token = -1;
            world.clock.after(world.delay(), () -> input(new Input.Demoted(e.epoch())));
        } else if (effect instanceof Effect.Emit e) {
            events.add(e.event());
        } else if (effect instanceof Effect.FenceOff e) {
            fenceOff(e);
        } else if (effect instanceof Effect.Rejoin e) {
            world.clock.after(
                    world.delay(),
                    () -> input(new Input.Rejoined(e.fencedIn(), rejoins, setAside, "the disk is full")));
        } else if (effect instanceof Effect.Beat) {
            world.clock.after(0, () -> world.beat(this, Member.status(state, world.now())));
        } else if (effect instanceof Effect.SelfFence e) {
            selfFenced = e.reason();
            alive = false;
        }
    }

    private void fenceOff(Effect.FenceOff e) {
        devicesAsked++;
        if (world.devices == null) {
            world.clock.after(
                    world.delay(), () -> input(new Input.FencedOff(e.action(), null, "no fence device is configured")));
            return;
        }
        boolean off = world.devices;
        world.clock.after(300_000_000L, () -> {
            if (off) {
                world.member(e.target()).alive = false;
            }
            input(new Input.FencedOff(
                    e.action(),
                    off ? MemberRecord.Off.Kind.DEVICE : null,
                    off ? "ipmi-1 says off" : "ipmi-1: wrong password"));
        });
    }

    private void promote(long epoch) {
        world.clock.after(world.delay() + promotionMillis * 1_000_000L, () -> {
            if (!alive) {
                return;
            }
            if (failsPromotions) {
                input(new Input.PromotionFailed(new dev.baton.model.Epoch(epoch), "not today"));
                return;
            }
            boolean again = serving || resourceEpoch == epoch;
            token = world.log.init(id);
            resourceEpoch = epoch;
            long held = world.log.highestEpoch();
            world.clock.after(world.delay(), () -> {
                if (held > epoch) {
                    input(new Input.PromotionRefused(
                            new dev.baton.model.Epoch(epoch), new dev.baton.model.Epoch(held), "log"));
                } else if (world.log.append(id, token, epoch)) {
                    serving = again;
                    input(new Input.Promoted(new dev.baton.model.Epoch(epoch), world.log.entries.size(), true));
                } else {
                    input(new Input.ResourceFenced(new dev.baton.model.Epoch(epoch), "fenced while promoting"));
                }
            });
        });
    }

    private void send(long request, Effect effect) {
        world.clock.after(world.delay(), () -> {
            if (storeCut) {
                world.clock.after(
                        1_000_000_000L, () -> input(new Input.Written(request, new Answer.Unknown("timeout"))));
                return;
            }
            Answer answer = grantsRefused && effect instanceof Effect.Grant
                    ? new Answer.Refused("/lease", "renewed meanwhile")
                    : world.store.apply(id, effect);
            if (loseAnswers > 0) {
                loseAnswers--;
                world.clock.after(1_000_000_000L, () -> input(new Input.Written(request, new Answer.Unknown("lost"))));
            } else {
                world.clock.after(world.delay(), () -> input(new Input.Written(request, answer)));
            }
        });
    }

    private void answerLater(java.util.function.Supplier<Input> read, Input none) {
        world.clock.after(2 * world.delay(), () -> {
            if (!storeCut) {
                input(read.get());
            } else {
                world.clock.after(1_000_000_000L, () -> input(none));
            }
        });
    }
}
