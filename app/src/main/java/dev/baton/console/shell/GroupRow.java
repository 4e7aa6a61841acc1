package dev.baton.console.shell;

import dev.baton.console.model.Alert;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupState;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Words;
import dev.baton.model.GroupId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A group in the list. Pure.
 *
 * @param line who is primary and how many members there are, or what is wrong
 * @param alerts how many; alarms are counted in {@code alarms} too
 */
record GroupRow(GroupId id, GroupState state, String line, String epoch, int alerts, int alarms) {
    static List<GroupRow> of(ClusterView view, List<Alert> alerts, long now) {
        List<GroupRow> rows = new ArrayList<>();
        for (GroupView group : view.groups().values()) {
            List<Alert> own =
                    alerts.stream().filter(a -> group.id().equals(a.group())).toList();
            int alarms = (int) own.stream()
                    .filter(a -> a.severity() == Alert.Severity.ALARM)
                    .count();
            GroupState state = GroupStates.of(group, view, now);
            String epoch = group.leadership() == null
                    ? "–"
                    : "e" + group.leadership().value().epoch();
            rows.add(new GroupRow(group.id(), state, line(group, state), epoch, own.size(), alarms));
        }
        return rows;
    }

    private static String line(GroupView group, GroupState state) {
        MemberView holder = GroupStates.holder(group);
        int count = group.members().size();
        String members = count + (count == 1 ? " member" : " members");
        return switch (state) {
            case HEALTHY -> (holder == null ? "no primary" : holder.id()) + " · " + members;
            case DEGRADED, FAILING_OVER, NO_PRIMARY, HELD_BY_PROMISE, SPLIT_BRAIN, PAUSED, UNKNOWN ->
                Words.of(state).toLowerCase(Locale.ROOT);
        };
    }

    String inWords() {
        return "Group " + id + ", " + Words.of(state) + ", " + line + ", epoch " + epoch + ", " + alerts + " alerts";
    }
}
