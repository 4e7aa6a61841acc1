package dev.baton.lab.sim;

import dev.baton.model.Acknowledgement;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.FailoverMark;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.OpenAction;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * COOLDOWN: within the cooldown after an automatic failover there is no other one without an operator's acknowledgement, nor later while an
 * action is unfinished. By the clock of the member that asked, since there is no other.
 */
final class CooldownCheck {
    private static final Set<Cause> AUTOMATIC = EnumSet.of(Cause.CRASHED, Cause.HUNG, Cause.LEASE_EXPIRED);
    /** An action that was opened so long ago is known to everybody who could be granted anything. */
    private static final long KNOWN_NANOS = 20_000_000_000L;

    private final World world;
    private final Checks checks;
    private final Map<MemberId, Long> askedWallMillis = new HashMap<>();
    private @Nullable Leadership leadership;
    private Epoch acknowledged = Epoch.NONE;
    private long openedNanos = -1;
    /** Whoever was fenced at any time: to replace such a holder is an operator's deed, as far as the asker has seen. */
    private final Set<MemberId> barred = new HashSet<>();

    CooldownCheck(World world, Checks checks) {
        this.world = world;
        this.checks = checks;
    }

    void asked(SimProcess by) {
        askedWallMillis.put(by.id, by.host.clock.wallMillis());
    }

    void written(@Nullable SimProcess by, List<Op> ops) {
        for (Op op : ops) {
            Object data = op instanceof Op.Set s ? s.data() : op instanceof Op.Create c ? c.data() : "";
            switch (data) {
                case Acknowledgement seen -> acknowledged = seen.epoch();
                case MemberRecord m when m.fenced() -> barred.add(m.member());
                case OpenAction open -> openedNanos = open.id() == null ? -1 : world.time.nanos();
                case Leadership next -> {
                    Leadership before = leadership;
                    leadership = next;
                    if (before != null && by != null && next.epoch().isAfter(before.epoch())) {
                        granted(by, before, next);
                    }
                }
                default -> {
                    // Of no concern here.
                }
            }
        }
    }

    private void granted(SimProcess by, Leadership before, Leadership next) {
        FailoverMark last = before.lastFailover();
        long cooldown = world.policy.timing().cooldownMillis();
        boolean automatic =
                AUTOMATIC.contains(next.cause()) && !by.id.equals(before.holder()) && !barred.contains(before.holder());
        if (!automatic || last == null || cooldown == 0 || !last.epoch().isAfter(acknowledged)) {
            return;
        }
        long since =
                askedWallMillis.getOrDefault(by.id, Long.MAX_VALUE) - last.at().millis();
        boolean unfinished = openedNanos >= 0 && world.time.nanos() - openedNanos > KNOWN_NANOS;
        if (since < cooldown || unfinished) {
            checks.violated(
                    "COOLDOWN",
                    "epoch " + next.epoch() + " (" + next.cause() + ") was granted to " + by.id + " " + since
                            + " ms after the failover of epoch " + last.epoch() + ", cooldown " + cooldown + " ms"
                            + (unfinished ? ", while an action was unfinished" : ""));
        }
    }
}
