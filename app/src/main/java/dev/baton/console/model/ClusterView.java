package dev.baton.console.model;

import dev.baton.model.GroupId;
import java.util.SortedMap;

/**
 * Everything that this console knows, folded from events. Immutable; live, replay and drill draw the same.
 *
 * @param storeConnected how many of this console's store connections are up, of {@code storeTotal}; 0 of 0 until it tried
 * @param storeZxid the highest zxid seen
 * @param storeMillis when the store last told this console anything; -1 never
 * @param telemetryMillis when the telemetry topic last brought anything; -1 never
 * @param corrupt problem by path, for nodes that belong to no group
 * @param lastMillis when the last event was received
 * @param events how many were applied
 */
public record ClusterView(
        SortedMap<GroupId, GroupView> groups,
        int storeConnected,
        int storeTotal,
        String storeDetail,
        long storeZxid,
        long storeMillis,
        long telemetryMillis,
        SortedMap<String, String> corrupt,
        long lastMillis,
        long events) {
    public static final ClusterView EMPTY =
            new ClusterView(ArraySortedMap.empty(), 0, 0, "", 0, -1, -1, ArraySortedMap.empty(), 0, 0);

    /** The view after one more event. Pure: the same arguments give the same view. */
    public static ClusterView apply(ClusterView view, Observed observed) {
        return Fold.apply(view, observed);
    }

    /** Whether this console can read the store now; where it cannot, nothing is claimed about any group. */
    public boolean storeReadable() {
        return storeConnected > 0;
    }

    ClusterView withGroup(GroupView group) {
        return withGroups(ArraySortedMap.with(groups, group.id(), group));
    }

    ClusterView withGroups(SortedMap<GroupId, GroupView> some) {
        return Same.object(some, groups)
                ? this
                : new ClusterView(
                        some,
                        storeConnected,
                        storeTotal,
                        storeDetail,
                        storeZxid,
                        storeMillis,
                        telemetryMillis,
                        corrupt,
                        lastMillis,
                        events);
    }

    ClusterView withStore(int connected, int total, String detail) {
        return new ClusterView(
                groups, connected, total, detail, storeZxid, storeMillis, telemetryMillis, corrupt, lastMillis, events);
    }

    ClusterView withCorrupt(SortedMap<String, String> some) {
        return new ClusterView(
                groups,
                storeConnected,
                storeTotal,
                storeDetail,
                storeZxid,
                storeMillis,
                telemetryMillis,
                some,
                lastMillis,
                events);
    }

    /** With those groups, and with what every event brings: when it came, by which way, and how far the store is. */
    ClusterView counted(SortedMap<GroupId, GroupView> some, Observed observed, long zxid) {
        long received = observed.receivedMillis();
        long store = observed.via() == Via.STORE ? Math.max(storeMillis, received) : storeMillis;
        long telemetry = Math.max(telemetryMillis, observed.telemetryMillis());
        return new ClusterView(
                some,
                storeConnected,
                storeTotal,
                storeDetail,
                Math.max(storeZxid, zxid),
                store,
                telemetry,
                corrupt,
                Math.max(lastMillis, received),
                events + 1);
    }

    /** After heartbeats, with what they bring. */
    ClusterView with(SortedMap<GroupId, GroupView> some, long telemetry, long last, long count) {
        return new ClusterView(
                some, storeConnected, storeTotal, storeDetail, storeZxid, storeMillis, telemetry, corrupt, last, count);
    }

    /** The same without what only the timeline draws: what a keyframe holds. */
    ClusterView withoutLanes() {
        SortedMap<GroupId, GroupView> bare = ArraySortedMap.mapped(groups, GroupView::withoutLanes);
        return withGroups(bare);
    }
}
