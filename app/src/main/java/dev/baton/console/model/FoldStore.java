package dev.baton.console.model;

import dev.baton.model.ActionRecord;
import dev.baton.model.Activation;
import dev.baton.model.Epoch;
import dev.baton.model.Event;
import dev.baton.model.Lease;
import dev.baton.model.OpenAction;
import dev.baton.model.StoreLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads of the store. An older version never replaces a newer one; a good read clears the path's problem. */
final class FoldStore {
    static final int MAX_EPOCHS = 200;
    static final int MAX_ACTIONS = 100;

    private FoldStore() {}

    static GroupView policy(GroupView group, Event.PolicySeen e, long millis) {
        if (older(group.policy(), e.zxid())) {
            return group;
        }
        return clear(
                group.withPolicy(new Stored<>(e.policy(), e.version(), e.zxid(), millis)),
                StoreLayout.policy(group.id()));
    }

    static GroupView lease(GroupView group, Event.LeaseSeen e, long millis) {
        Stored<Lease> seen = new Stored<>(e.lease(), e.version(), e.zxid(), millis);
        GroupView next = group.withLeases(leases(group.leases(), seen));
        return older(group.lease(), e.zxid()) ? next : clear(next.withLease(seen), StoreLayout.lease(group.id()));
    }

    private static SortedMap<Epoch, Stored<Lease>> leases(SortedMap<Epoch, Stored<Lease>> known, Stored<Lease> seen) {
        Epoch epoch = seen.value().epoch();
        if (older(known.get(epoch), seen.zxid())) {
            return known;
        }
        SortedMap<Epoch, Stored<Lease>> all = ArraySortedMap.with(known, epoch, seen);
        return all.size() > MAX_EPOCHS ? ArraySortedMap.without(all, all.firstKey()) : all;
    }

    static GroupView leadership(GroupView group, Event.LeadershipSeen e, long millis) {
        if (older(group.leadership(), e.zxid())) {
            return group;
        }
        return clear(
                group.withLeadership(new Stored<>(e.leadership(), e.version(), e.zxid(), millis)),
                StoreLayout.leadership(group.id()));
    }

    static GroupView open(GroupView group, Event.OpenActionSeen e, long millis) {
        if (older(group.open(), e.zxid())) {
            return group;
        }
        return clear(
                group.withOpen(new Stored<>(new OpenAction(e.action()), e.version(), e.zxid(), millis)),
                StoreLayout.openAction(group.id()));
    }

    static GroupView alerts(GroupView group, Event.AlertsSeen e, long millis) {
        if (older(group.acknowledged(), e.zxid())) {
            return group;
        }
        return clear(
                group.withAcknowledged(new Stored<>(e.acknowledged(), e.version(), e.zxid(), millis)),
                StoreLayout.alerts(group.id()));
    }

    static GroupView epoch(GroupView group, Event.EpochSeen e) {
        List<EpochView> all = new ArrayList<>(group.epochs());
        EpochView seen = new EpochView(e.epoch(), e.activation(), e.zxid());
        Comparator<EpochView> newestFirst =
                Comparator.comparing((EpochView v) -> v.record().epoch()).reversed();
        int at = Collections.binarySearch(all, seen, newestFirst);
        if (at >= 0) {
            EpochView known = all.get(at);
            Activation activation = e.activation() == null ? known.activation() : e.activation();
            all.set(at, new EpochView(known.record(), activation, Math.min(known.zxid(), e.zxid())));
        } else {
            all.add(-at - 1, seen);
        }
        GroupView next = group.withEpochs(List.copyOf(all.size() > MAX_EPOCHS ? all.subList(0, MAX_EPOCHS) : all));
        next = clear(next, StoreLayout.epoch(group.id(), e.epoch().epoch()));
        if (e.activation() != null) {
            next = clear(next, StoreLayout.activation(group.id(), e.epoch().epoch()));
        }
        return next.withMarkers(Marker.with(next.markers(), Markers.epoch(e.epoch())));
    }

    static GroupView action(GroupView group, Event.ActionSeen e, long millis) {
        String id = e.action().request().id();
        if (older(group.actions().get(id), e.zxid())) {
            return group;
        }
        Map<String, Stored<ActionRecord>> all = new LinkedHashMap<>(group.actions());
        all.put(id, new Stored<>(e.action(), e.version(), e.zxid(), millis));
        Map<String, Stored<ActionRecord>> kept = new LinkedHashMap<>();
        all.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Stored<ActionRecord>> x) ->
                                x.getValue().value().request().requestedAt())
                        .thenComparing(Map.Entry::getKey)
                        .reversed())
                .limit(MAX_ACTIONS)
                .forEach(x -> kept.put(x.getKey(), x.getValue()));
        GroupView next =
                clear(group.withActions(Collections.unmodifiableMap(kept)), StoreLayout.action(group.id(), id));
        for (Marker marker : Markers.action(e.action())) {
            next = next.withMarkers(Marker.with(next.markers(), marker));
        }
        return next;
    }

    static GroupView member(GroupView group, Event.MemberSeen e) {
        MemberView member = known(group, e.member().member());
        if (e.zxid() < member.recordZxid()) {
            return group;
        }
        return clear(
                group.withMember(member.withRecord(e.member(), e.zxid())),
                StoreLayout.member(e.member().member()));
    }

    /** For one zxid the absence is the later news: a node that went is reported with the zxid of its last state. */
    static GroupView live(GroupView group, Event.LiveSeen e) {
        MemberView member = known(group, e.member());
        if (e.zxid() < member.liveZxid() || (e.zxid() == member.liveZxid() && e.live() != null)) {
            return group;
        }
        return clear(group.withMember(member.withLive(e.live(), e.zxid())), StoreLayout.live(e.member()));
    }

    private static MemberView known(GroupView group, dev.baton.model.MemberId id) {
        MemberView member = group.members().get(id);
        return member == null ? MemberView.unknown(id) : member;
    }

    private static boolean older(@Nullable Stored<?> known, long zxid) {
        return known != null && zxid < known.zxid();
    }

    private static GroupView clear(GroupView group, String path) {
        return group.corrupt().isEmpty() ? group : group.withCorrupt(ArraySortedMap.without(group.corrupt(), path));
    }
}
