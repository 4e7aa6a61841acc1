package dev.baton.console.fleet;

import dev.baton.console.model.Alert;
import dev.baton.model.GroupId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found about each group: an incident counts once for each group that it touches. */
final class Touches {
    /** About one group: the first is the gravest. */
    static final class Touch {
        private @Nullable Alert first;
        private int incidents;
        private int alarms;
        private final Set<Alert.Kind> kinds = EnumSet.noneOf(Alert.Kind.class);

        @Nullable
        Alert first() {
            return first;
        }

        int incidents() {
            return incidents;
        }

        int alarms() {
            return alarms;
        }

        Set<Alert.Kind> kinds() {
            return Set.copyOf(kinds);
        }
    }

    private final Map<GroupId, Touch> byGroup = new HashMap<>();

    private Touches() {}

    static Touches of(List<Alert> incidents) {
        Touches all = new Touches();
        for (Alert incident : incidents) {
            Set<GroupId> groups = new HashSet<>();
            all.note(incident, groups);
            for (GroupId group : groups) {
                Touch touch = all.byGroup.get(group);
                if (touch != null) {
                    touch.incidents++;
                    touch.alarms += incident.severity() == Alert.Severity.ALARM ? 1 : 0;
                }
            }
        }
        return all;
    }

    private void note(Alert alert, Set<GroupId> groups) {
        GroupId group = alert.group();
        if (group != null) {
            groups.add(group);
            Touch touch = byGroup.computeIfAbsent(group, g -> new Touch());
            touch.kinds.add(alert.kind());
            if (touch.first == null || alert.severity().compareTo(touch.first.severity()) > 0) {
                touch.first = alert;
            }
        }
        alert.under().forEach(below -> note(below, groups));
    }

    @Nullable
    Touch of(GroupId group) {
        return byGroup.get(group);
    }
}
