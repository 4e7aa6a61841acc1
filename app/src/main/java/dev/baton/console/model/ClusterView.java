package dev.baton.console.model;

import dev.baton.model.GroupId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that this console knows, folded from events. Immutable; live, replay and drill draw the same.
 *
 * @param storeConnected how many of this console's store connections are up, of {@code storeTotal}; 0 of 0 until it tried
 * @param storeZxid the highest zxid seen
 * @param telemetryMillis when the telemetry topic last brought anything; -1 never
 * @param events how many were applied
 */
public record ClusterView(
        SortedMap<GroupId, GroupView> groups,
        int storeConnected,
        int storeTotal,
        String storeDetail,
        long storeZxid,
        long telemetryMillis,
        long lastMillis,
        long events) {
    public static final ClusterView EMPTY =
            new ClusterView(Collections.unmodifiableSortedMap(new TreeMap<>()), 0, 0, "not connected yet", 0, -1, 0, 0);

    /** The view after one more event. Pure: the same arguments give the same view. */
    public static ClusterView apply(ClusterView view, Observed observed) {
        return Fold.apply(view, observed);
    }
}
