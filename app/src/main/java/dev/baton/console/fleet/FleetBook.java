package dev.baton.console.fleet;

import dev.baton.console.model.Alert;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupState;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.model.GroupId;
import dev.baton.model.ServiceId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All groups, worst first, and in one state by name: a fold, look by look. A group moves up at once when its state gets worse, and down only
 * when the better state has lasted, so nothing jumps about while a state flickers. Immutable, pure.
 *
 * @param rows in order
 * @param places what is remembered of each group
 * @param agents how many processes are heard
 */
public record FleetBook(List<FleetRow> rows, Map<GroupId, Place> places, Agents agents) {
    public static final FleetBook EMPTY = new FleetBook(List.of(), Map.of(), new Agents(0, 0));
    /** For how long a better state must last before a group gives its place up. */
    static final long SETTLE_MILLIS = 3_000;

    /** The order of the screen: what needs somebody soonest stands first. */
    private static final List<GroupState> WORST_FIRST = List.of(
            GroupState.SPLIT_BRAIN,
            GroupState.NO_PRIMARY,
            GroupState.HELD_BY_PROMISE,
            GroupState.FAILING_OVER,
            GroupState.UNKNOWN,
            GroupState.DEGRADED,
            GroupState.PAUSED,
            GroupState.HEALTHY);

    /** Processes, each of which may hold members of many groups. */
    public record Agents(int heard, int all) {
        static Agents of(ClusterView view, long now) {
            Set<ServiceId> all = new HashSet<>();
            Set<ServiceId> heard = new HashSet<>();
            for (GroupView group : view.groups().values()) {
                for (MemberView member : group.members().values()) {
                    ServiceId service = member.id().service();
                    all.add(service);
                    if (!Freshness.stale(member, group, now)) {
                        heard.add(service);
                    }
                }
            }
            return new Agents(heard.size(), all.size());
        }
    }

    /**
     * What is remembered of a group.
     *
     * @param sinceMillis when it was seen to come into {@code state}; -1 where it was in it from the first look
     * @param betterSince since when it has been better than {@code held}; -1 while it is not
     */
    record Place(GroupState state, long sinceMillis, GroupState held, long betterSince) {
        Place after(GroupState next, long now) {
            long since = next == state ? sinceMillis : now;
            if (rank(next) <= rank(held)) {
                return next == state && next == held && betterSince < 0 ? this : new Place(next, since, next, -1);
            }
            long better = betterSince < 0 ? now : betterSince;
            boolean settled = now - better >= SETTLE_MILLIS;
            return settled ? new Place(next, since, next, -1) : new Place(next, since, held, better);
        }
    }

    static int rank(GroupState state) {
        return WORST_FIRST.indexOf(state);
    }

    /** The book after one more look. {@code incidents}: those that are there now. */
    public FleetBook after(ClusterView view, List<Alert> incidents, long now) {
        Touches touches = Touches.of(incidents);
        Map<GroupId, Place> next = new HashMap<>(view.groups().size() * 2);
        Map<GroupState, List<FleetRow>> byState = new EnumMap<>(GroupState.class);
        for (GroupView group : view.groups().values()) {
            GroupState state = GroupStates.of(group, view, now);
            Place known = places.get(group.id());
            Place place = known == null ? new Place(state, -1, state, -1) : known.after(state, now);
            next.put(group.id(), place);
            byState.computeIfAbsent(place.held(), s -> new ArrayList<>())
                    .add(FleetRows.of(group, view, place, touches, now));
        }
        List<FleetRow> all = new ArrayList<>(view.groups().size());
        for (GroupState state : WORST_FIRST) {
            all.addAll(byState.getOrDefault(state, List.of()));
        }
        return new FleetBook(all, next, Agents.of(view, now));
    }
}
