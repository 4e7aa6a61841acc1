package dev.baton.console.timeline;

import dev.baton.console.model.EpochView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Lane;
import dev.baton.console.model.Marker;
import dev.baton.console.model.MemberView;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The instants that the keys step to. Pure. */
final class Steps {
    private Steps() {}

    /** The epochs' grants. */
    static NavigableSet<Long> epochs(GroupView group) {
        NavigableSet<Long> found = new TreeSet<>();
        for (EpochView epoch : group.epochs()) {
            found.add(epoch.record().at().millis());
        }
        return found;
    }

    /** All that is no heartbeat: epochs, markers, changes of a role. */
    static NavigableSet<Long> events(GroupView group) {
        NavigableSet<Long> found = epochs(group);
        for (Marker marker : group.markers()) {
            found.add(marker.atMillis());
        }
        for (MemberView member : group.members().values()) {
            for (Lane.Span span : member.lane().spans()) {
                found.add(span.fromMillis());
            }
        }
        return found;
    }

    /** The oldest instant of which a lane knows anything; {@code otherwise} where none does. */
    static long knownFrom(GroupView group, long otherwise) {
        return group.members().values().stream()
                .mapToLong(m -> m.lane().beats().knownFrom())
                .filter(millis -> millis != Long.MAX_VALUE)
                .min()
                .orElse(otherwise);
    }
}
