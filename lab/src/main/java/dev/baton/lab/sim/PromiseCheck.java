package dev.baton.lab.sim;

import dev.baton.model.Epoch;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.PromiseWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PROMISE: what a member promised, it keeps, whatever happens to its process: until the promise is over nothing is granted to it, unless the
 * one that asked has left by its own HANDOVER or VACANT.
 */
final class PromiseCheck {
    private record Pledge(PromiseWord word, long untilNanos) {}

    private final World world;
    private final Checks checks;
    private final Map<MemberId, List<Pledge>> pledges = new HashMap<>();
    private final Map<MemberId, PromiseWord> last = new HashMap<>();
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
        // X on the member's own clock with the drift added is at least X of true time.
        long until = world.time.nanos() + by.state().timing().promiseMillis() * 1_000_000L;
        pledges.computeIfAbsent(by.id, m -> new ArrayList<>()).add(new Pledge(word, until));
    }

    void written(List<Op> ops) {
        for (Op op : ops) {
            if (op instanceof Op.Set set && set.data() instanceof Leadership l) {
                if (l.state() == LeadershipState.HANDOVER || l.state() == LeadershipState.VACANT) {
                    pledges.values().forEach(given -> given.removeIf(p -> ends(p.word(), l)));
                } else if (l.epoch().isAfter(top) && l.holder() != null) {
                    granted(l.holder(), l.epoch());
                }
                top = l.epoch().isAfter(top) ? l.epoch() : top;
            }
        }
    }

    private static boolean ends(PromiseWord word, Leadership left) {
        return word.to().equals(left.holder()) && word.epoch().equals(left.epoch());
    }

    private void granted(MemberId to, Epoch epoch) {
        long now = world.time.nanos();
        for (Pledge pledge : pledges.getOrDefault(to, List.of())) {
            if (pledge.untilNanos() > now) {
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
