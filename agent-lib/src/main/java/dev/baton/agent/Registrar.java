package dev.baton.agent;

import dev.baton.model.Acknowledgement;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.OpenAction;
import dev.baton.model.Policy;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers one member: makes the group's nodes where there are none, rewrites the member's own record with this incarnation (each start
 * does so first), and keeps its ephemeral (spec: Lease.tla KeepRecord; Promise.tla Join, Return, Register). Every write is conditional; a lost
 * race is read again.
 *
 * <p>Runs on the agent's registrar thread, which may wait for the store, each wait bounded.
 */
final class Registrar {
    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final CoordinationStore store;
    private final MemberId member;
    private final Incarnation incarnation;
    private final int priority;
    private final java.util.Map<String, String> tags;
    private final Policy policy;
    private String lastTrouble = "";
    private boolean named;

    Registrar(
            CoordinationStore store,
            MemberId member,
            Incarnation incarnation,
            AgentConfig.Hosted hosted,
            Policy policy) {
        this.store = store;
        this.member = member;
        this.incarnation = incarnation;
        this.priority = hosted.priority();
        this.tags = hosted.tags();
        this.policy = policy;
    }

    /** One attempt; true once everything stands. Safe to repeat. */
    boolean ensure(String endpoint) {
        try {
            return group() && alerts() && record() && elector() && live(endpoint);
        } catch (CompletionException | Json.MalformedException e) {
            trouble(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private boolean group() {
        GroupId g = member.group();
        ReadResult found = read(StoreLayout.openAction(g)); // Created last, so where it is all the others are.
        if (found instanceof ReadResult.Found) {
            return true;
        }
        if (found instanceof ReadResult.Unknown u) {
            trouble(u.detail());
            return false;
        }
        Set<MemberId> first = witness() ? Set.of() : Set.of(member);
        Lease lease = new Lease(Epoch.NONE, null, null, policy.timing().leaseMillis(), first, 0);
        Leadership leadership = new Leadership(
                Epoch.NONE, null, null, LeadershipState.VACANT, Hlc.ZERO, Cause.INITIAL, null, null, Set.of(), null);
        byte[] none = new byte[0];
        WriteResult made = write(List.of(
                new StoreOp.Create(StoreLayout.group(g), none, false),
                new StoreOp.Create(StoreLayout.policy(g), Json.bytes(policy), false),
                new StoreOp.Create(StoreLayout.lease(g), Json.bytes(lease), false),
                new StoreOp.Create(StoreLayout.leadership(g), Json.bytes(leadership), false),
                new StoreOp.Create(StoreLayout.members(g), none, false),
                new StoreOp.Create(StoreLayout.lives(g), none, false),
                new StoreOp.Create(StoreLayout.epochs(g), none, false),
                new StoreOp.Create(StoreLayout.actions(g), none, false),
                new StoreOp.Create(StoreLayout.alerts(g), Json.bytes(AlertAcknowledgements.NONE), false),
                new StoreOp.Create(StoreLayout.acknowledged(g), Json.bytes(Acknowledgement.NONE), false),
                new StoreOp.Create(StoreLayout.openAction(g), Json.bytes(OpenAction.NONE), false)));
        return accepted(made, StoreLayout.group(g));
    }

    /** Groups of earlier versions have none, and operators cannot make it where only agents may. */
    private boolean alerts() {
        String path = StoreLayout.alerts(member.group());
        ReadResult found = read(path);
        if (found instanceof ReadResult.Unknown u) {
            trouble(u.detail());
            return false;
        }
        if (found instanceof ReadResult.Found) {
            return true;
        }
        WriteResult made = write(List.of(new StoreOp.Create(path, Json.bytes(AlertAcknowledgements.NONE), false)));
        return accepted(made, path) || exists(made);
    }

    private static boolean exists(WriteResult made) {
        return made instanceof WriteResult.Refused r && r.why() == WriteResult.Why.NODE_EXISTS;
    }

    private boolean record() throws Json.MalformedException {
        String path = StoreLayout.member(member);
        ReadResult found = read(path);
        if (found instanceof ReadResult.Absent) {
            MemberRecord fresh = new MemberRecord(member, incarnation, priority, tags, null, false);
            return accepted(write(List.of(new StoreOp.Create(path, Json.bytes(fresh), false))), path);
        }
        if (!(found instanceof ReadResult.Found node)) {
            trouble(((ReadResult.Unknown) found).detail());
            return false;
        }
        MemberRecord.@Nullable FenceRecord fence = null;
        if (node.data().length > 0) {
            MemberRecord before = Json.read(node.data(), MemberRecord.class, path);
            if (before.incarnation().equals(incarnation)) {
                return true;
            }
            fence = before.fence(); // A fenced member stays fenced across restarts until it is reinstated.
        }
        MemberRecord next = new MemberRecord(member, incarnation, priority, tags, fence, false);
        return accepted(write(List.of(new StoreOp.Set(path, Json.bytes(next), node.version()))), path);
    }

    /**
     * Before the first grant nobody holds the lease who could name new electors, and no guard can be open: each member names itself. From
     * the first epoch on only the holder and a grant do.
     */
    private boolean elector() throws Json.MalformedException {
        if (named || witness()) {
            return true;
        }
        String path = StoreLayout.lease(member.group());
        if (!(read(path) instanceof ReadResult.Found node)) {
            return false;
        }
        Lease lease = Json.read(node.data(), Lease.class, path);
        if (lease.epoch().isAfter(Epoch.NONE) || lease.electors().contains(member)) {
            named = true;
            return true;
        }
        Set<MemberId> electors = new TreeSet<>(lease.electors());
        electors.add(member);
        Lease next = new Lease(Epoch.NONE, null, null, lease.durationMillis(), electors, 0);
        WriteResult written = write(List.of(new StoreOp.Set(path, Json.bytes(next), node.version())));
        if (written instanceof WriteResult.Refused r && r.why() == WriteResult.Why.BAD_VERSION) {
            return false; // Another member named itself, or the first grant is through: look again.
        }
        return accepted(written, path);
    }

    private boolean witness() {
        return "true".equals(tags.get(MemberRecord.WITNESS));
    }

    private boolean live(String endpoint) throws Json.MalformedException {
        String path = StoreLayout.live(member);
        Live live = new Live(member, incarnation, endpoint);
        ReadResult found = read(path);
        if (found instanceof ReadResult.Found node) {
            Live before = Json.read(node.data(), Live.class, path);
            if (before.incarnation().equals(incarnation)) {
                return true;
            }
            // An earlier life's session has not run out yet: its ephemeral gives way to ours.
            return accepted(
                    write(List.of(
                            new StoreOp.Delete(path, node.version()),
                            new StoreOp.Create(path, Json.bytes(live), true))),
                    path);
        }
        if (found instanceof ReadResult.Unknown u) {
            trouble(u.detail());
            return false;
        }
        return accepted(write(List.of(new StoreOp.Create(path, Json.bytes(live), true))), path);
    }

    private boolean accepted(WriteResult result, String path) {
        if (result instanceof WriteResult.Applied) {
            lastTrouble = "";
            return true;
        }
        if (result instanceof WriteResult.Refused r && r.why() == WriteResult.Why.NODE_EXISTS) {
            return false; // Somebody was faster: read again.
        }
        trouble(path + ": " + result);
        return false;
    }

    private void trouble(String what) {
        if (!what.equals(lastTrouble)) {
            lastTrouble = what;
            LOG.warn("{} is not registered yet, trying on: {}", member, what);
        }
    }

    private ReadResult read(String path) {
        return store.read(path, TIMEOUT).toCompletableFuture().join();
    }

    private WriteResult write(List<StoreOp> ops) {
        return store.write(ops, TIMEOUT).toCompletableFuture().join();
    }
}
