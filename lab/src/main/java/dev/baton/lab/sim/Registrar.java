package dev.baton.lab.sim;

import dev.baton.model.Acknowledgement;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.Hlc;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.OpenAction;
import dev.baton.model.StoreLayout;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Registers a member as the shipped registrar does: the group's nodes where there are none, the own record with this incarnation, the own
 * name among the first electors, the ephemeral; again after each change of a connection, and now and then.
 */
final class Registrar {
    private static final long TIMEOUT_MILLIS = 3_000;
    private static final long RETRY_NANOS = 200_000_000L;
    private static final long LOOK_NANOS = 5_000_000_000L;

    private static final String NOTHING = "";

    private final World world;
    private final SimProcess process;
    private final String recordPath;
    private final String livePath;
    private boolean named;
    private boolean busy;
    private boolean wanted;
    private long round;

    Registrar(World world, SimProcess process) {
        this.world = world;
        this.process = process;
        this.recordPath = StoreLayout.member(process.id);
        this.livePath = StoreLayout.live(process.id);
    }

    void again() {
        if (busy) {
            wanted = true;
            return;
        }
        busy = true;
        wanted = false;
        round++;
        group(all -> {
            busy = false;
            if (wanted) {
                again();
                return;
            }
            long of = round;
            process.later(all ? LOOK_NANOS : RETRY_NANOS, Source.STORE, () -> {
                if (of == round && !busy) {
                    again();
                }
            });
        });
    }

    private void group(Consumer<Boolean> end) {
        read(world.paths.openAction, found -> {
            switch (found) {
                case Reply.Found _ -> record(end);
                case Reply.Absent _ -> make(end);
                case Reply.Unknown _, Reply.Applied _, Reply.Refused _ -> end.accept(false);
            }
        });
    }

    private void make(Consumer<Boolean> end) {
        long d = world.policy.timing().leaseMillis();
        Set<MemberId> first = process.host.witness() ? Set.of() : Set.of(process.id);
        Lease lease = new Lease(Epoch.NONE, null, null, d, first, 0);
        Leadership leadership = new Leadership(
                Epoch.NONE, null, null, LeadershipState.VACANT, Hlc.ZERO, Cause.INITIAL, null, null, Set.of(), null);
        Paths p = world.paths;
        List<Op> ops = List.of(
                new Op.Create(p.group, NOTHING, false),
                new Op.Create(p.policy, world.policy, false),
                new Op.Create(p.lease, lease, false),
                new Op.Create(p.leadership, leadership, false),
                new Op.Create(p.members, NOTHING, false),
                new Op.Create(p.lives, NOTHING, false),
                new Op.Create(p.epochs, NOTHING, false),
                new Op.Create(p.actions, NOTHING, false),
                new Op.Create(p.acknowledged, Acknowledgement.NONE, false),
                new Op.Create(p.openAction, OpenAction.NONE, false));
        write(ops, ok -> {
            if (ok) {
                record(end);
            } else {
                end.accept(false);
            }
        });
    }

    private void record(Consumer<Boolean> end) {
        read(recordPath, found -> {
            switch (found) {
                case Reply.Absent _ ->
                    write(List.of(new Op.Create(recordPath, mine(null), false)), ok -> then(ok, end));
                case Reply.Found f
                when f.data() instanceof MemberRecord before -> {
                    if (before.incarnation().equals(process.incarnation)) {
                        elector(end);
                    } else {
                        write(List.of(new Op.Set(recordPath, mine(before.fence()), f.version())), ok -> then(ok, end));
                    }
                }
                case Reply.Found _, Reply.Unknown _, Reply.Applied _, Reply.Refused _ -> end.accept(false);
            }
        });
    }

    private void then(boolean ok, Consumer<Boolean> end) {
        if (ok) {
            elector(end);
        } else {
            end.accept(false);
        }
    }

    private MemberRecord mine(MemberRecord.@org.jspecify.annotations.Nullable FenceRecord fence) {
        return new MemberRecord(
                process.id, process.incarnation, process.host.priority, process.host.tags, fence, false);
    }

    private void elector(Consumer<Boolean> end) {
        if (named || process.host.witness()) {
            live(end);
            return;
        }
        read(world.paths.lease, found -> {
            if (!(found instanceof Reply.Found f) || !(f.data() instanceof Lease lease)) {
                end.accept(false);
            } else if (lease.epoch().isAfter(Epoch.NONE) || lease.electors().contains(process.id)) {
                named = true;
                live(end);
            } else {
                Set<MemberId> electors = new TreeSet<>(lease.electors());
                electors.add(process.id);
                Lease next = new Lease(Epoch.NONE, null, null, lease.durationMillis(), electors, 0);
                write(List.of(new Op.Set(world.paths.lease, next, f.version())), ok -> {
                    if (ok) {
                        live(end);
                    } else {
                        end.accept(false);
                    }
                });
            }
        });
    }

    private void live(Consumer<Boolean> end) {
        Live live = new Live(process.id, process.incarnation, process.id.service() + ":1");
        read(livePath, found -> {
            switch (found) {
                case Reply.Found f
                when f.data() instanceof Live before -> {
                    if (before.incarnation().equals(process.incarnation)) {
                        end.accept(true);
                    } else {
                        write(List.of(new Op.Delete(livePath, f.version()), new Op.Create(livePath, live, true)), end);
                    }
                }
                case Reply.Absent _ -> write(List.of(new Op.Create(livePath, live, true)), end);
                case Reply.Found _, Reply.Unknown _, Reply.Applied _, Reply.Refused _ -> end.accept(false);
            }
        });
    }

    private void read(String path, Consumer<Reply> answer) {
        process.store.read(path, TIMEOUT_MILLIS, answer);
    }

    private void write(List<Op> ops, Consumer<Boolean> applied) {
        process.store.write(ops, TIMEOUT_MILLIS, reply -> applied.accept(reply instanceof Reply.Applied));
    }
}
