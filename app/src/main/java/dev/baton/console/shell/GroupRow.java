package dev.baton.console.shell;

import dev.baton.console.fleet.FleetRow;
import dev.baton.console.model.GroupState;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.model.GroupId;
import java.util.List;
import java.util.Locale;

/**
 * A group in the list. Pure.
 *
 * @param line who is primary and how many members there are, or what is wrong
 * @param alerts how many; alarms are counted in {@code alarms} too
 */
record GroupRow(GroupId id, GroupState state, String line, String epoch, int alerts, int alarms) {
    /** In the fleet's order: worst first. */
    static List<GroupRow> of(List<FleetRow> fleet) {
        return fleet.stream()
                .map(row -> new GroupRow(row.id(), row.state(), line(row), row.epoch(), row.alerts(), row.alarms()))
                .toList();
    }

    private static String line(FleetRow row) {
        String members = row.members() == 1
                ? Messages.of("groups.members.one")
                : Messages.of("groups.members.many", row.members());
        return switch (row.state()) {
            case HEALTHY ->
                Words.joined(row.primary().isEmpty() ? Messages.of("groups.noprimary") : row.primary(), members);
            case DEGRADED, FAILING_OVER, NO_PRIMARY, HELD_BY_PROMISE, SPLIT_BRAIN, PAUSED, UNKNOWN ->
                Words.of(row.state()).toLowerCase(Locale.ROOT);
        };
    }

    String inWords() {
        return Messages.of("groups.aloud", id, Words.of(state), line, epoch, alerts);
    }
}
