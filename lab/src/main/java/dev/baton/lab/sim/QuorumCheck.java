package dev.baton.lab.sim;

import dev.baton.model.Cause;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.protocol.Effect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * QUORUM: before the lease has run out a grant needs the suspicion of a majority of the group's monitors. Generous with time: a monitor
 * counts that said so within the last while, since what it said may have been on its way.
 */
final class QuorumCheck {
    /** How long a frame may be on its way. */
    private static final long ON_ITS_WAY_NANOS = 12_000_000_000L;

    private final World world;
    private final Checks checks;
    private final long whileNanos;
    private final Map<MemberId, Map<MemberId, Long>> suspectedNanos = new HashMap<>();
    private final Map<MemberId, MemberStatus> lastWords = new HashMap<>();
    private final Set<MemberId> retired = new HashSet<>();
    private final Map<MemberId, Long> askedNanos = new HashMap<>();
    private long leaseNanos;
    private long leaseMillis;
    /** When a member joined, retired or came back. */
    private long joinedNanos;

    private @Nullable Leadership leadership;

    QuorumCheck(World world, Checks checks) {
        this.world = world;
        this.checks = checks;
        // What was heard counts for as long as it is fresh.
        this.whileNanos = ON_ITS_WAY_NANOS + world.policy.timing().suspectMillis() * 1_500_000L;
    }

    void published(SimProcess by, MemberStatus status) {
        MemberStatus before = lastWords.put(by.id, status);
        if (before != null && !before.incarnation().equals(status.incarnation())) {
            // Until its new life spoke, whoever connected anew was greeted with the last word of the one before,
            // however old that was.
            suspicions(by.id, before);
        }
        suspicions(by.id, status);
    }

    private void suspicions(MemberId by, MemberStatus status) {
        for (PeerView view : status.peers()) {
            if (view.suspects()) {
                suspectedNanos.computeIfAbsent(by, m -> new HashMap<>()).put(view.about(), world.time.nanos());
            }
        }
    }

    void asked(SimProcess by, Effect.Grant grant) {
        askedNanos.put(by.id, world.time.nanos());
    }

    void written(@Nullable SimProcess by, List<Op> ops) {
        long replacedNanos = leaseNanos;
        long replacedMillis = leaseMillis;
        for (Op op : ops) {
            Object data = op instanceof Op.Set s ? s.data() : op instanceof Op.Create c ? c.data() : "";
            switch (data) {
                case Lease lease -> {
                    leaseNanos = world.time.nanos();
                    leaseMillis = lease.durationMillis();
                }
                case Leadership next -> {
                    Leadership before = leadership;
                    leadership = next;
                    if (before != null && by != null && next.epoch().isAfter(before.epoch())) {
                        // What an operator forces, or the place of a holder that is barred, needs nobody's suspicion.
                        if (next.cause() != Cause.FAILOVER) {
                            granted(by, before, replacedNanos, replacedMillis);
                        }
                    }
                }
                case MemberRecord _ when op instanceof Op.Create -> joinedNanos = world.time.nanos();
                case MemberRecord m
                when m.retired() ? retired.add(m.member()) : retired.remove(m.member()) ->
                    joinedNanos = world.time.nanos();
                default -> {
                    // Of no concern here.
                }
            }
        }
    }

    /** Its last word, however old: who connects anew is greeted with that. */
    private boolean saysStill(MemberId monitor, MemberId holder) {
        SimProcess p = world.host(monitor).process;
        return p != null
                && p.lastStatus != null
                && p.lastStatus.peers().stream().anyMatch(v -> v.about().equals(holder) && v.suspects());
    }

    private void granted(SimProcess by, Leadership replaced, long replacedNanos, long replacedMillis) {
        MemberId holder = replaced.holder();
        boolean held = replaced.state() == LeadershipState.PRIMARY || replaced.state() == LeadershipState.PROMOTING;
        long asked = askedNanos.getOrDefault(by.id, world.time.nanos());
        if (!held || holder == null || asked - replacedNanos >= replacedMillis * 1_000_000L) {
            return;
        }
        if (asked - joinedNanos < whileNanos) {
            return; // Who counts as a monitor is just changing.
        }
        int monitors = 0;
        int suspecting = 0;
        for (SimStore.Node node : world.store.all()) {
            if (node.data() instanceof MemberRecord m
                    && !m.retired()
                    && !m.member().equals(holder)) {
                monitors++;
                Long at = suspectedNanos.getOrDefault(m.member(), Map.of()).get(holder);
                boolean recently = at != null && asked - at < whileNanos;
                if (m.member().equals(by.id) || recently || saysStill(m.member(), holder)) {
                    suspecting++;
                }
            }
        }
        if (2 * suspecting <= monitors) {
            checks.violated(
                    "QUORUM",
                    by.id + " was granted an epoch " + (asked - replacedNanos) / 1_000_000L
                            + " ms after a renewal by " + holder + ", of " + monitors + " monitors only " + suspecting
                            + " suspected it");
        }
    }
}
