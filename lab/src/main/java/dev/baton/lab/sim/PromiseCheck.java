package dev.baton.lab.sim;

import dev.baton.model.Epoch;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.PromiseWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PROMISE: what a member promised, it keeps, whatever happens to its process: until the promise is over no grant to it replaces the epoch of
 * the one that asked, unless that one has left by its own VACANT or a fence device has answered that it is off (docs/adr/0011: a HANDOVER may be undone). Once another member has replaced
 * that epoch there is nothing left to spare: whoever could do that had not promised, and without its promise the guard was shut.
 */
final class PromiseCheck {
    private record Pledge(PromiseWord word, long untilNanos) {}

    private final World world;
    private final Checks checks;
    private final Map<MemberId, List<Pledge>> pledges = new HashMap<>();
    private final Map<MemberId, PromiseWord> last = new HashMap<>();
    private final Set<String> left = new HashSet<>();
    private final Set<MemberId> off = new HashSet<>();
    private Epoch top = Epoch.NONE;

    PromiseCheck(World world, Checks checks) {
        this.world = world;
        this.checks = checks;
    }

    /** A heartbeat that carries another word goes out within the step that gave it. */
    void published(SimProcess by, MemberStatus status) {
        PromiseWord word = status.promise();
        if (word == null || !word.given() || word.equals(last.put(by.id, word))) {
            return;
        }
        if (left.contains(term(word.to(), word.epoch())) || off.contains(word.to())) {
            return; // Promised by somebody who has yet to see that the asker has left.
        }
        // X on the member's own clock with the drift added is at least X of true time.
        long until = world.time.nanos() + by.state().timing().promiseMillis() * 1_000_000L;
        pledges.computeIfAbsent(by.id, m -> new ArrayList<>()).add(new Pledge(word, until));
    }

    void written(List<Op> ops) {
        for (Op op : ops) {
            if (op instanceof Op.Set set && set.data() instanceof MemberRecord m) {
                shut(m);
            } else if (op instanceof Op.Set set && set.data() instanceof Leadership l) {
                if (l.state() == LeadershipState.VACANT) {
                    left.add(term(l.holder(), l.epoch()));
                    pledges.values().forEach(given -> given.removeIf(p -> ends(p.word(), l)));
                } else if (l.epoch().isAfter(top) && l.holder() != null) {
                    granted(l.holder(), l.epoch(), top);
                }
                top = l.epoch().isAfter(top) ? l.epoch() : top;
            }
        }
    }

    /** A fence device's answer ends every promise to that member. */
    private void shut(MemberRecord m) {
        if (m.fence() != null && m.fence().receipt()) {
            off.add(m.member());
            pledges.values().forEach(given -> given.removeIf(p -> p.word().to().equals(m.member())));
        } else {
            off.remove(m.member());
        }
    }

    private static String term(@Nullable MemberId holder, Epoch epoch) {
        return holder + " " + epoch;
    }

    private static boolean ends(PromiseWord word, Leadership left) {
        return word.to().equals(left.holder()) && word.epoch().equals(left.epoch());
    }

    private void granted(MemberId to, Epoch epoch, Epoch replaced) {
        long now = world.time.nanos();
        for (Pledge pledge : pledges.getOrDefault(to, List.of())) {
            if (pledge.untilNanos() > now && pledge.word().epoch().equals(replaced)) {
                checks.violated(
                        "PROMISE",
                        "epoch " + epoch + " was granted to " + to + ", which has promised "
                                + pledge.word().to() + " of epoch "
                                + pledge.word().epoch()
                                + " to ask for no grant for " + (pledge.untilNanos() - now) / 1_000_000L
                                + " ms more");
            }
        }
        pledges.remove(to);
    }
}
