package dev.baton.lab.sim;

import dev.baton.model.Epoch;
import dev.baton.model.MemberStatus;
import dev.baton.protocol.Effect;
import dev.baton.protocol.Input;
import dev.baton.protocol.ResourceView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold at every instant: told of everything that happens, and keeps what was broken. */
final class Checks {
    private final World world;
    private final List<SimResult.Violation> violations = new ArrayList<>();
    private final EpochCheck epochs;
    private final GuardCheck guards;
    private final LogCheck log;
    private final ActionCheck actions;
    private final QuorumCheck quorum;
    private final PromiseCheck promises;
    private final CooldownCheck cooldown;
    private final PauseCheck pauses;
    private final WakeCheck wakes;
    /** Null where the cluster has no operators. */
    private final @Nullable AuthorityCheck authority;

    Checks(World world, int wakesOfEvery) {
        this.world = world;
        epochs = new EpochCheck(world, this);
        guards = new GuardCheck(world, this);
        log = new LogCheck(this);
        actions = new ActionCheck(world, this);
        quorum = new QuorumCheck(world, this);
        promises = new PromiseCheck(world, this);
        cooldown = new CooldownCheck(world, this);
        pauses = new PauseCheck(world, this);
        wakes = new WakeCheck(world, this, wakesOfEvery);
        authority = world.people == null ? null : new AuthorityCheck(world, this, world.people);
    }

    List<SimResult.Violation> violations() {
        return violations;
    }

    void violated(String check, String detail) {
        world.story.tell("CHECK", check + " violated: " + detail);
        violations.add(new SimResult.Violation(check, world.time.millis(), detail));
    }

    /** All is over, and everything is well so far. */
    void finish() {
        log.finish();
        if (authority != null) {
            authority.finish();
        }
    }

    LogCheck log() {
        return log;
    }

    EpochCheck epochs() {
        return epochs;
    }

    @Nullable
    AuthorityCheck authority() {
        return authority;
    }

    /** That process is about to take that input. */
    void told(SimProcess by, Input input) {
        if (authority != null) {
            authority.told(by, input);
        }
    }

    /** A step of that process asks for those effects. */
    void emitted(SimProcess by, List<Effect> effects) {
        if (authority != null) {
            authority.emitted(by, effects);
        }
    }

    /** A multi was applied; {@code by} is null where an operator wrote it. */
    void written(@Nullable SimProcess by, List<Op> ops) {
        world.story.written(ops, world.store.zxid());
        quorum.written(by, ops);
        promises.written(ops);
        cooldown.written(by, ops);
        pauses.written(by, ops);
        actions.written(by, ops);
        epochs.written(ops);
        if (authority != null) {
            authority.written(by, ops);
        }
    }

    void asked(SimProcess by, Effect.Grant grant) {
        quorum.asked(by, grant);
        cooldown.asked(by);
        pauses.asked(by);
    }

    void published(SimProcess by, MemberStatus status) {
        quorum.published(by, status);
        promises.published(by, status);
    }

    void guardOpened(SimProcess by, Effect.OpenGuard opened) {
        guards.opened(by, opened);
    }

    void guardShut(SimProcess by) {
        guards.shut(by);
    }

    void ended(SimProcess process) {
        guards.shut(process);
    }

    /** @param wakeNanos in how long that process asked to step again */
    void stepped(SimProcess by, long wakeNanos, ResourceView resource) {
        guards.check();
        wakes.stepped(by, wakeNanos, resource);
    }

    void takeover(SimProcess by, Epoch epoch) {
        log.takeover(by.incarnation.toString(), epoch.value());
    }

    void refused(SimProcess by, Epoch epoch) {
        log.refused(by.incarnation.toString(), epoch.value());
    }

    void receipt(Epoch epoch) {
        log.receipt(epoch.value());
    }

    /** An effect through a resource that fences nobody. */
    void effect(SimProcess by, Epoch epoch) {
        log.effect(by.id.value(), epoch.value(), world.time.nanos());
    }

    /** A process is about to carry out a step that stops its resource. */
    void stopping(SimProcess by, Epoch epoch) {
        guards.stopping(by, epoch);
    }

    void attempted(List<SimLog.Entry> entries) {
        log.attempted(entries);
    }

    void committed(SimLog.Transaction done) {
        log.committed(done);
    }

    void acknowledged(SimProcess by, List<SimLog.Entry> entries) {
        log.acknowledged(entries, world.time.nanos());
    }
}
