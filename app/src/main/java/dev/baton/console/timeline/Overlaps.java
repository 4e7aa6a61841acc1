package dev.baton.console.timeline;

import dev.baton.console.model.GroupView;
import dev.baton.console.model.Lane;
import dev.baton.console.model.MemberView;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * When two members could write at once. Proven where both said so, each in a heartbeat with an open guard, for longer than their clocks can
 * be apart; possible where only the widened ends of their authority meet. Pure. Instants are by this console's clock.
 */
final class Overlaps {
    private Overlaps() {}

    /** What is known of an overlap. */
    enum Certainty {
        /** Both said so. */
        PROVEN,
        /** Only what is not known of it overlaps. */
        POSSIBLE,
        /** A receipt ended the older authority before the newer began; only the clocks, which are not one, say otherwise. */
        FENCED
    }

    record Overlap(int laneA, int laneB, long fromMillis, long toMillis, Certainty certainty) {
        boolean proven() {
            return certainty == Certainty.PROVEN;
        }

        long millis() {
            return toMillis - fromMillis;
        }
    }

    /** {@code fenced}: of an authority that a receipt of a later one ended. */
    private record Stretch(int lane, long fromMillis, long toMillis, long uncertainty, long epoch, boolean fenced) {}

    /** Proven and possible ones; a possible one that a claim covers is left out. */
    static List<Overlap> of(GroupView group, long nowMillis) {
        List<Overlap> found = new ArrayList<>(claims(group.members().values(), nowMillis));
        List<Stretch> bands = new ArrayList<>();
        for (Authority.Band band : Authority.of(group, nowMillis)) {
            if (band.activeMillis() != Long.MAX_VALUE) {
                bands.add(new Stretch(
                        band.lane(),
                        band.activeMillis() + band.offsetMillis(),
                        Math.min(nowMillis, band.possibleMillis() + band.offsetMillis()),
                        0,
                        band.epoch(),
                        band.fenced()));
            }
        }
        for (Overlap possible : pairs(bands, false)) {
            boolean covered = found.stream()
                    .anyMatch(o -> o.fromMillis() <= possible.toMillis() && o.toMillis() >= possible.fromMillis());
            if (!covered) {
                found.add(possible);
            }
        }
        return found;
    }

    /** Where two members said at once that they are primary. */
    static List<Overlap> claims(Collection<MemberView> members, long nowMillis) {
        List<Stretch> claims = new ArrayList<>();
        int lane = 0;
        for (MemberView member : members) {
            List<Lane.Span> spans = member.lane().spans();
            long offset = Authority.offset(member);
            for (int i = 0; i < spans.size(); i++) {
                Lane.Span span = spans.get(i);
                if (span.role() == Role.PRIMARY) {
                    // A claim ends with the last heartbeat that made it: the silent claim nothing, also when they
                    // come back later. The beat that begins the next span makes another claim.
                    long until = i + 1 < spans.size() ? spans.get(i + 1).fromMillis() - 1 : nowMillis;
                    long heard = member.lane().beats().lastUntil(until);
                    long guard = member.lane().guards().untilMillis(span.epoch().value());
                    long end = Math.max(span.fromMillis(), guard < 0 ? heard : Math.min(heard, guard));
                    claims.add(new Stretch(
                            lane,
                            span.fromMillis() + offset,
                            end + offset,
                            Authority.uncertainty(member),
                            span.epoch().value(),
                            false));
                }
            }
            lane++;
        }
        return pairs(claims, true);
    }

    private static List<Overlap> pairs(List<Stretch> all, boolean claims) {
        List<Overlap> found = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                Stretch a = all.get(i);
                Stretch b = all.get(j);
                long from = Math.max(a.fromMillis(), b.fromMillis());
                long to = Math.min(a.toMillis(), b.toMillis());
                if (a.lane() != b.lane() && to > from) {
                    found.add(new Overlap(
                            Math.min(a.lane(), b.lane()),
                            Math.max(a.lane(), b.lane()),
                            from,
                            to,
                            certainty(a, b, claims, to - from)));
                }
            }
        }
        return found;
    }

    private static Certainty certainty(Stretch a, Stretch b, boolean claims, long millis) {
        if (claims && millis > a.uncertainty() + b.uncertainty()) {
            return Certainty.PROVEN;
        }
        Stretch older = a.epoch() <= b.epoch() ? a : b;
        return older.fenced() ? Certainty.FENCED : Certainty.POSSIBLE;
    }
}
