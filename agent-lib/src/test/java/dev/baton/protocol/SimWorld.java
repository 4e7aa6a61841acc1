package dev.baton.protocol;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A small world on simulated time: three members of one group, a store, a log, links. After every input the safety properties are
 * checked: S1 (by the store), S2 (epochs in the log never go back) and S4 (at most one guard is open for unfenced effects).
 */
final class SimWorld {
    static final MemberId A = new MemberId("orders-a");
    static final MemberId B = new MemberId("orders-b");
    static final MemberId C = new MemberId("orders-c");

    final SimClock clock;
    final SimLog log = new SimLog();
    final Map<MemberId, SimMember> members = new TreeMap<>();
    final Random random;
    final SimStore store = new SimStore(Set.of(A, B, C));
    private final Set<String> cutLinks = new HashSet<>();
    /** Whether the fence devices turn off what they are asked to; null: there are none. */
    @Nullable
    Boolean devices;

    private int lives;
    final List<String> violations = new ArrayList<>();

    private final Map<MemberId, Map<String, String>> tags;

    SimWorld(long seed) {
        this(seed, Map.of());
    }

    SimWorld(long seed, Map<MemberId, Map<String, String>> tags) {
        this(seed, tags, 1_000_000_000L);
    }

    SimWorld(long seed, Map<MemberId, Map<String, String>> tags, long startNanos) {
        clock = new SimClock(startNanos);
        random = new Random(seed);
        this.tags = tags;
        start(A);
        start(B);
        start(C);
    }

    void start(MemberId id) {
        members.put(
                id,
                new SimMember(
                        this, id, id.equals(A) ? 0 : id.equals(B) ? 10 : 20, ++lives, tags.getOrDefault(id, Map.of())));
        clock.after(delay(), () -> members.values().forEach(m -> {
            if (!m.id.equals(id)) {
                m.link(id, Reach.OK);
            }
        }));
    }

    SimMember member(MemberId id) {
        SimMember found = members.get(id);
        if (found == null) {
            throw new IllegalArgumentException("no member " + id);
        }
        return found;
    }

    long delay() {
        return 500_000L + random.nextInt(2_000_000);
    }

    Now now() {
        return new Now(clock.nanos(), clock.nanos() / 1_000_000L);
    }

    void beat(SimMember from, MemberStatus status) {
        if (!from.alive || from.paused) {
            return;
        }
        for (SimMember to : List.copyOf(members.values())) {
            if (to != from && !cutLinks.contains(from.id + ">" + to.id)) {
                clock.after(delay(), () -> to.heard(status));
            }
        }
    }

    void cutLink(MemberId one, MemberId other) {
        cutLinks.add(one + ">" + other);
        cutLinks.add(other + ">" + one);
    }

    /** Nobody gets an answer of the store, or finally gets one again. */
    void stallStore(boolean stalled) {
        members.values().forEach(m -> m.storeCut = stalled);
        if (!stalled) {
            store.watchers.forEach(Runnable::run);
        }
    }

    void healLinks() {
        cutLinks.clear();
    }

    /** kill -9: its peers see the reset, then the refused reconnect. */
    void kill(MemberId id) {
        SimMember victim = member(id);
        victim.alive = false;
        for (SimMember peer : List.copyOf(members.values())) {
            if (!peer.id.equals(id)) {
                clock.after(3_000_000L, () -> peer.link(id, Reach.RESET));
                clock.after(5_000_000L + delay(), () -> {
                    if (!member(id).alive) {
                        peer.link(id, Reach.REFUSED);
                    }
                });
            }
        }
    }

    void runFor(long millis) {
        long until = clock.nanos() + millis * 1_000_000L;
        while (clock.next(until)) {
            // Each step is one due piece of work.
        }
    }

    /** Runs until it holds; the number of milliseconds that it took, or -1 if it did not within the limit. */
    long runUntil(long limitMillis, BooleanSupplier condition) {
        long start = clock.nanos();
        long until = start + limitMillis * 1_000_000L;
        while (!condition.getAsBoolean()) {
            if (!clock.next(until)) {
                return condition.getAsBoolean() ? limitMillis : -1;
            }
        }
        return (clock.nanos() - start) / 1_000_000L;
    }

    @Nullable
    SimMember primary() {
        for (SimMember m : members.values()) {
            if (m.alive && !m.paused && Member.status(m.state, now()).role() == Role.PRIMARY && m.guardOpen()) {
                return m;
            }
        }
        return null;
    }

    boolean servedBy(MemberId id) {
        SimMember p = primary();
        return p != null && p.id.equals(id) && store.leadership.state() == LeadershipState.PRIMARY;
    }

    String requestSwitchover(@Nullable MemberId target) {
        return request(ActionKind.SWITCHOVER, target);
    }

    String request(ActionKind kind, @Nullable MemberId target, String... overrides) {
        return request(kind, target, null, null, overrides);
    }

    String request(
            ActionKind kind,
            @Nullable MemberId target,
            @Nullable Epoch toEpoch,
            @Nullable Long untilMillis,
            String... overrides) {
        String id = "act-" + ++lives;
        ActionRequest request = new ActionRequest(
                id,
                new GroupId("orders"),
                kind,
                target,
                store.leadership.epoch(),
                store.leadershipVersion,
                "test",
                "oncall",
                dev.baton.model.Hlc.ZERO.tick(now().wallMillis()),
                now().wallMillis() + 15_000,
                List.of(overrides),
                null,
                null,
                toEpoch,
                untilMillis);
        store.open(ActionRecord.requested(signing.apply(request)));
        return id;
    }

    /** How what is asked for is signed. */
    java.util.function.UnaryOperator<ActionRequest> signing = request -> request;

    /** Whether the action has ended, and open-action is free again. */
    boolean ended() {
        return store.action().ended() && store.openAction.id() == null;
    }

    /** The safety properties. Collected, so that a failure shows the first and how many. */
    void check() {
        int exclusive = 0;
        for (SimMember m : members.values()) {
            if (m.guardOpen() && clock.nanos() >= m.exclusiveFrom) {
                exclusive++;
            }
        }
        if (exclusive > 1) {
            violations.add("S4 at " + clock.nanos() / 1_000_000L + " ms: " + exclusive + " exclusive guards are open");
        }
        int n = log.entries.size();
        if (n > 1 && log.entries.get(n - 1).epoch() < log.entries.get(n - 2).epoch()) {
            violations.add("S2 at " + clock.nanos() / 1_000_000L + " ms: epoch "
                    + log.entries.get(n - 1).epoch() + " after "
                    + log.entries.get(n - 2).epoch());
        }
    }
}
