package dev.baton.console.timeline;

import dev.baton.console.model.Lane;
import dev.baton.console.model.MemberView;
import dev.baton.model.Epoch;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** When two members claimed to be primary at once. A claim, not a proof: the guard of one of them may have been shut. Pure. */
final class Overlaps {
    private Overlaps() {}

    record Overlap(int laneA, int laneB, long fromMillis, long toMillis) {}

    private record Claim(int lane, Epoch epoch, long fromMillis, long toMillis) {}

    static List<Overlap> of(Collection<MemberView> members, long nowMillis) {
        List<Claim> claims = new ArrayList<>();
        int lane = 0;
        for (MemberView member : members) {
            List<Lane.Span> spans = member.lane().spans();
            for (int i = 0; i < spans.size(); i++) {
                Lane.Span span = spans.get(i);
                if (span.role() == Role.PRIMARY) {
                    // A claim ends with the last heartbeat that made it: the silent claim nothing, also when they
                    // come back later. The beat that begins the next span makes another claim.
                    long until = i + 1 < spans.size() ? spans.get(i + 1).fromMillis() - 1 : nowMillis;
                    long end = Math.max(span.fromMillis(), member.lane().beats().lastUntil(until));
                    claims.add(new Claim(lane, span.epoch(), span.fromMillis(), end));
                }
            }
            lane++;
        }
        List<Overlap> found = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            for (int j = i + 1; j < claims.size(); j++) {
                Claim a = claims.get(i);
                Claim b = claims.get(j);
                long from = Math.max(a.fromMillis(), b.fromMillis());
                long to = Math.min(a.toMillis(), b.toMillis());
                if (a.lane() != b.lane() && to > from) {
                    found.add(new Overlap(a.lane(), b.lane(), from, to));
                }
            }
        }
        return found;
    }
}
