package dev.baton.console.fleet;

import dev.baton.console.model.Alert;
import dev.baton.console.model.GroupState;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Words;
import dev.baton.model.GroupId;
import java.util.Map;
import java.util.Set;

/**
 * One group as the fleet shows it. Says nothing that changes with each heartbeat, so that an unchanged row need not be drawn again. Pure.
 *
 * @param held the state that its place in the order stands for: the worst one of the last moments
 * @param primary who holds it by the store; empty where nobody does
 * @param spares standbys that would take over now
 * @param sinceMillis when it came into this state, as far as this console can tell; -1 where it cannot
 * @param why what is wrong, in one sentence; empty where nothing is
 * @param alerts incidents that touch it; alarms are counted in {@code alarms} too
 * @param kinds of what was found about it
 * @param tags of its members, without those that steer a member
 */
public record FleetRow(
        GroupId id,
        GroupState state,
        GroupState held,
        String primary,
        String epoch,
        int members,
        int spares,
        long sinceMillis,
        String why,
        int alerts,
        int alarms,
        Set<Alert.Kind> kinds,
        Map<String, String> tags) {
    /** Whether somebody should look at it, or has paused it. */
    public boolean trouble() {
        return held != GroupState.HEALTHY || state != GroupState.HEALTHY;
    }

    /** For how long it has been in its state: "41 s", "3 min"; a dash where nobody knows. */
    String span(long nowMillis) {
        if (sinceMillis < 0) {
            return Messages.of("words.never");
        }
        long seconds = Math.max(0, nowMillis - sinceMillis) / 1_000;
        if (seconds < 60) {
            return Messages.of("words.whole.seconds", seconds);
        }
        return seconds < 3_600
                ? Messages.of("words.whole.minutes", seconds / 60)
                : Messages.of("words.whole.hours", seconds / 3_600);
    }

    /** All of it, for somebody who listens. */
    String inWords() {
        String holder = primary.isEmpty() ? Messages.of("fleet.row.none") : primary;
        String words = Messages.of("fleet.row.aloud", id, Words.of(state), holder, epoch, members, spares);
        return why.isEmpty() ? words : Messages.of("fleet.row.aloud.why", words, why);
    }
}
