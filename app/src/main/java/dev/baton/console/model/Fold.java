package dev.baton.console.model;

import dev.baton.model.Event;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The fold behind {@link ClusterView#apply}. Replaces the one group and the one member that an event is about, nothing else. */
final class Fold {
    private Fold() {}

    static ClusterView apply(ClusterView view, Observed observed) {
        return observed.event() instanceof Event.Heartbeat beat
                ? view.counted(beaten(view, beat, observed), observed, -1)
                : counted(folded(view, observed), observed);
    }

    private static ClusterView counted(ClusterView view, Observed observed) {
        return view.counted(view.groups(), observed, zxid(observed.event()));
    }

    /** By itself, and with one new view for all that it changes: nearly every event is one. */
    private static SortedMap<GroupId, GroupView> beaten(ClusterView view, Event.Heartbeat beat, Observed observed) {
        GroupId id = beat.group();
        GroupView known = view.groups().get(id);
        return ArraySortedMap.with(
                view.groups(), id, beaten(known == null ? GroupView.unknown(id) : known, beat, observed));
    }

    static GroupView beaten(GroupView group, Event.Heartbeat beat, Observed observed) {
        MemberId member = beat.status().member();
        MemberView before = group.members().get(member);
        return group.withMember(FoldMember.heartbeat(
                before == null ? MemberView.unknown(member) : before,
                beat,
                observed.via(),
                observed.receivedMillis(),
                group.timing().heartbeatMillis()));
    }

    private static ClusterView folded(ClusterView view, Observed observed) {
        long millis = observed.receivedMillis();
        return switch (observed.event()) {
            case Event.Heartbeat e -> view.withGroups(beaten(view, e, observed));
            case Event.Transition e -> member(view, e.member(), m -> FoldMember.transition(m, e));
            case Event.Reached e ->
                switch (observed.via()) {
                    case TELEMETRY, HISTORY -> view;
                    case STORE, LINK, CONSOLE -> member(view, e.about(), m -> FoldMember.reached(m, e));
                };
            case Event.VerdictChanged e -> group(view, e.group(), g -> mark(g, Markers.verdict(e)));
            case Event.Blocked e -> group(view, e.group(), g -> mark(g, Markers.blocked(e)));
            case Event.Recovered e -> group(view, e.group(), g -> mark(g, Markers.recovered(e)));
            case Event.StoreLink e -> ownLink(view, e, observed.via());
            case Event.Corrupt e -> corrupt(view, e);
            case Event.PolicySeen e -> group(view, e.group(), g -> FoldStore.policy(g, e, millis));
            case Event.LeaseSeen e -> group(view, e.group(), g -> FoldStore.lease(g, e, millis));
            case Event.LeadershipSeen e -> group(view, e.group(), g -> FoldStore.leadership(g, e, millis));
            case Event.EpochSeen e -> group(view, e.group(), g -> FoldStore.epoch(g, e));
            case Event.ActionSeen e -> group(view, e.group(), g -> FoldStore.action(g, e, millis));
            case Event.OpenActionSeen e -> group(view, e.group(), g -> FoldStore.open(g, e, millis));
            case Event.AlertsSeen e -> group(view, e.group(), g -> FoldStore.alerts(g, e, millis));
            case Event.MemberSeen e -> group(view, e.group(), g -> FoldStore.member(g, e));
            case Event.LiveSeen e -> group(view, e.group(), g -> FoldStore.live(g, e));
        };
    }

    private static long zxid(Event event) {
        return switch (event) {
            case Event.StoreLink e -> e.zxid();
            case Event.PolicySeen e -> e.zxid();
            case Event.LeaseSeen e -> e.zxid();
            case Event.LeadershipSeen e -> e.zxid();
            case Event.EpochSeen e -> e.zxid();
            case Event.ActionSeen e -> e.zxid();
            case Event.OpenActionSeen e -> e.zxid();
            case Event.AlertsSeen e -> e.zxid();
            case Event.MemberSeen e -> e.zxid();
            case Event.LiveSeen e -> e.zxid();
            case Event.Heartbeat _, Event.Transition _, Event.Reached _, Event.VerdictChanged _ -> -1;
            case Event.Blocked _, Event.Corrupt _, Event.Recovered _ -> -1;
        };
    }

    private static ClusterView group(ClusterView view, GroupId id, UnaryOperator<GroupView> change) {
        GroupView known = view.groups().get(id);
        return view.withGroup(change.apply(known == null ? GroupView.unknown(id) : known));
    }

    private static ClusterView member(ClusterView view, MemberId id, UnaryOperator<MemberView> change) {
        return group(view, id.group(), g -> {
            MemberView known = g.members().get(id);
            MemberView next = change.apply(known == null ? MemberView.unknown(id) : known);
            return Same.object(next, known) ? g : g.withMember(next);
        });
    }

    private static GroupView mark(GroupView group, @Nullable Marker marker) {
        if (marker == null) {
            return group;
        }
        GroupView marked = group.withMarkers(Marker.with(group.markers(), marker));
        MemberView about = marker.member() == null ? null : group.members().get(marker.member());
        // A note is in the list of markers alone; what is worse stays in sight when that list has let it go.
        return about == null || marker.severity() == 0
                ? marked
                : marked.withMember(about.withLane(about.lane().marked(marker.atMillis(), marker.severity())));
    }

    /** Only this console's own connection counts here: what agents say of theirs is in their heartbeats. */
    private static ClusterView ownLink(ClusterView view, Event.StoreLink e, Via via) {
        return switch (via) {
            case STORE, CONSOLE -> view.withStore(e.connected(), e.total(), e.detail());
            case LINK, TELEMETRY, HISTORY -> view;
        };
    }

    private static ClusterView corrupt(ClusterView view, Event.Corrupt e) {
        GroupId id = e.group();
        if (id == null) {
            return view.withCorrupt(ArraySortedMap.with(view.corrupt(), e.path(), e.problem()));
        }
        if (e.problem().isEmpty()) { // It was taken away.
            return group(view, id, g -> g.withCorrupt(ArraySortedMap.without(g.corrupt(), e.path())));
        }
        return group(
                view,
                id,
                g -> mark(g.withCorrupt(ArraySortedMap.with(g.corrupt(), e.path(), e.problem())), Markers.corrupt(e)));
    }
}
