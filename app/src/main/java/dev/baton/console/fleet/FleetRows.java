package dev.baton.console.fleet;

import dev.baton.console.model.Alert;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Fences;
import dev.baton.console.model.GroupState;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Paused;
import dev.baton.console.theme.Words;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes one row of what is known of a group. Pure. */
final class FleetRows {
    /** Tags that steer a member or say where it is; the others are its owner's. */
    private static final Set<String> OWN =
            Set.of(MemberRecord.ENDPOINT, MemberRecord.NO_FAILOVER, MemberRecord.WITNESS);

    private FleetRows() {}

    static FleetRow of(GroupView group, ClusterView view, FleetBook.Place place, Touches touches, long now) {
        Leadership leadership =
                group.leadership() == null ? null : group.leadership().value();
        MemberId holder = leadership == null ? null : leadership.holder();
        Touches.Touch touch = touches.of(group.id());
        Alert first = touch == null ? null : touch.first();
        return new FleetRow(
                group.id(),
                place.state(),
                place.held(),
                holder == null ? "" : holder.value(),
                leadership == null ? Messages.of("words.never") : Words.brief(leadership.epoch()),
                group.members().size(),
                GroupStates.spares(group, now).size(),
                since(place, first),
                why(group, place.state(), leadership, first, view, now),
                touch == null ? 0 : touch.incidents(),
                touch == null ? 0 : touch.alarms(),
                touch == null ? Set.of() : touch.kinds(),
                tags(group));
    }

    private static long since(FleetBook.Place place, @Nullable Alert first) {
        long said = first == null ? -1 : first.sinceMillis();
        return said >= 0 && (place.sinceMillis() < 0 || said < place.sinceMillis()) ? said : place.sinceMillis();
    }

    private static String why(
            GroupView group,
            GroupState state,
            @Nullable Leadership leadership,
            @Nullable Alert first,
            ClusterView view,
            long now) {
        if (first != null) {
            return Messages.of(first.text());
        }
        return switch (state) {
            case HEALTHY -> fenced(group);
            case PAUSED -> {
                String paused = Paused.words(group, now);
                yield paused == null ? Messages.of("fleet.why.paused") : Messages.of("fleet.why.because", paused);
            }
            case UNKNOWN ->
                view.storeReadable() ? Messages.of("fleet.why.unread") : Messages.of("fleet.why.unreadable");
            case FAILING_OVER ->
                leadership == null || leadership.holder() == null
                        ? Messages.of("fleet.why.failing")
                        : Messages.of(
                                "fleet.why.holder",
                                leadership.holder(),
                                leadership.epoch(),
                                Words.lower(leadership.state()));
            case DEGRADED -> fenced(group);
            case NO_PRIMARY, HELD_BY_PROMISE, SPLIT_BRAIN -> "";
        };
    }

    private static String fenced(GroupView group) {
        for (MemberView member : group.members().values()) {
            if (Fences.of(member) != null) {
                return Messages.of("fleet.why.fenced", member.id(), Messages.of(Fences.phrase(member, group)));
            }
        }
        return "";
    }

    private static Map<String, String> tags(GroupView group) {
        Map<String, String> found = Map.of();
        for (MemberView member : group.members().values()) {
            MemberRecord record = member.record();
            if (record == null || record.tags().isEmpty()) {
                continue;
            }
            for (Map.Entry<String, String> tag : record.tags().entrySet()) {
                if (!OWN.contains(tag.getKey())) {
                    found = found.isEmpty() ? new TreeMap<>() : found;
                    found.putIfAbsent(tag.getKey(), tag.getValue());
                }
            }
        }
        return found;
    }
}
