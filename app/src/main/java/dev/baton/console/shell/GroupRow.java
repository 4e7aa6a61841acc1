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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A group in the list. Pure.
 *
 * @param line who is primary and how many members there are, or what is wrong
 * @param alerts how many; alarms are counted in {@code alarms} too
 */
record GroupRow(GroupId id, GroupState state, String line, String epoch, int alerts, int alarms) {
    private static final int[] NONE = {0, 0};

    /** @param alerts the incidents that are there now */
    static List<GroupRow> of(ClusterView view, List<Alert> alerts, long now) {
        List<GroupRow> rows = new ArrayList<>();
        Map<GroupId, int[]> counts = new HashMap<>();
        alerts.forEach(alert -> count(alert, counts));
        for (GroupView group : view.groups().values()) {
            int[] own = counts.getOrDefault(group.id(), NONE);
            GroupState state = GroupStates.of(group, view, now);
            String epoch = group.leadership() == null
                    ? "–"
                    : "e" + group.leadership().value().epoch();
            rows.add(new GroupRow(group.id(), state, line(group, state), epoch, own[0], own[1]));
        }
        return rows;
    }

    /** An incident counts once for each group that it touches. */
    private static void count(Alert alert, Map<GroupId, int[]> counts) {
        Set<GroupId> touched = new HashSet<>();
        touched(alert, touched);
        for (GroupId group : touched) {
            int[] own = counts.computeIfAbsent(group, g -> new int[2]);
            own[0]++;
            own[1] += alert.severity() == Alert.Severity.ALARM ? 1 : 0;
        }
    }

    private static void touched(Alert alert, Set<GroupId> touched) {
        if (alert.group() != null) {
            touched.add(alert.group());
        }
        alert.under().forEach(below -> touched(below, touched));
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
