package dev.baton.protocol;

import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberId;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * S1 as a member can see it: of one record a later version never has an earlier epoch, nor the same epoch with another holder. Nothing that
 * keeps the protocol can write such a record, so somebody's hand or another program did; the member takes part in nothing until a version is
 * in order again, and steps down if it holds the epoch.
 */
final class Vigil {
    private Vigil() {}

    /** One state of a record, as far as S1 goes. */
    record Claim(
            Epoch epoch,
            @Nullable MemberId holder,
            @Nullable Incarnation incarnation) {}

    /** Whether {@code next} may follow {@code before} there; otherwise that is told, and the record counts as unreadable. */
    static boolean inOrder(MemberState s, Now now, Function<GroupId, String> where, Claim before, Claim next) {
        String wrong = wrong(before, next);
        if (wrong == null && s.broken.isEmpty()) {
            return true;
        }
        String path = where.apply(s.id.group());
        if (wrong == null) {
            if (s.broken.contains(path)) {
                s.broken = without(s.broken, path);
                s.corrupt = Maps.without(s.corrupt, path);
            }
            return true;
        }
        String what = path + ": " + Guarantee.S1 + " is broken: " + wrong;
        s.broken = with(s.broken, path);
        s.corrupt = Maps.with(s.corrupt, path, what);
        Transitions.blocked(s, now, "taking part in " + s.id.group(), what);
        if (s.hold != null) {
            Demotion.begin(s, now, what, false);
        }
        return false;
    }

    private static @Nullable String wrong(Claim before, Claim next) {
        if (next.epoch().isBefore(before.epoch())) {
            return "epoch " + next.epoch() + " after epoch " + before.epoch();
        }
        boolean other = before.holder() != null
                && next.epoch().equals(before.epoch())
                && !(before.holder().equals(next.holder()) && Objects.equals(before.incarnation(), next.incarnation()));
        return other ? "epoch " + next.epoch() + " is held by " + next.holder() + " after " + before.holder() : null;
    }

    private static Set<String> with(Set<String> paths, String path) {
        Set<String> all = new TreeSet<>(paths);
        all.add(path);
        return Set.copyOf(all);
    }

    private static Set<String> without(Set<String> paths, String path) {
        Set<String> rest = new TreeSet<>(paths);
        rest.remove(path);
        return Set.copyOf(rest);
    }
}
