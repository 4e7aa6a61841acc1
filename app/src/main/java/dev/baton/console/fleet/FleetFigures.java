package dev.baton.console.fleet;

import dev.baton.console.model.Alert;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.EpochView;
import dev.baton.console.model.GroupState;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Tone;
import dev.baton.console.theme.Words;
import dev.baton.model.Cause;
import java.util.List;

/**
 * The numbers over the fleet. Of the past only what the store still holds, and of that the newest epochs of each group. Pure.
 *
 * @param past what is read from the epochs
 */
record FleetFigures(int groups, int splitBrain, int noPrimary, int noStandby, int lag, int paused, Past past) {
    private static final long DAY_MILLIS = 24 * 3_600_000L;
    private static final long DRILL_MILLIS = 90 * DAY_MILLIS;

    /** A number with its name; {@code tone} says whether it is bad. */
    record Tile(String name, String value, Tone tone) {}

    /**
     * What was.
     *
     * @param failovers that nobody asked for, within a day
     * @param worstOutageMillis of those; -1 where there was none
     * @param drilled groups with a drill in 90 days
     */
    record Past(int failovers, long worstOutageMillis, int drilled) {}

    static Past past(ClusterView view, long now) {
        int failovers = 0;
        int drilled = 0;
        long worst = -1;
        for (GroupView group : view.groups().values()) {
            boolean drill = false;
            for (EpochView epoch : group.epochs()) {
                long age = now - epoch.record().at().millis();
                drill |= epoch.record().cause() == Cause.DRILL && age < DRILL_MILLIS;
                if (age < DAY_MILLIS && unplanned(epoch.record().cause())) {
                    failovers++;
                    long outage =
                            epoch.activation() == null ? -1 : epoch.activation().outageMillis();
                    worst = Math.max(worst, outage);
                }
            }
            drilled += drill ? 1 : 0;
        }
        return new Past(failovers, worst, drilled);
    }

    static FleetFigures of(List<FleetRow> rows, Past past) {
        return new FleetFigures(
                rows.size(),
                in(rows, GroupState.SPLIT_BRAIN),
                in(rows, GroupState.NO_PRIMARY),
                with(rows, Alert.Kind.NO_STANDBY),
                with(rows, Alert.Kind.LAG),
                in(rows, GroupState.PAUSED),
                past);
    }

    private static boolean unplanned(Cause cause) {
        return switch (cause) {
            case LEASE_EXPIRED, CRASHED, HUNG, VACATED, FAILOVER -> true;
            case INITIAL, SWITCHOVER, ROLLBACK, DRILL -> false;
        };
    }

    private static int in(List<FleetRow> rows, GroupState state) {
        return (int) rows.stream().filter(row -> row.state() == state).count();
    }

    private static int with(List<FleetRow> rows, Alert.Kind kind) {
        return (int) rows.stream().filter(row -> row.kinds().contains(kind)).count();
    }

    List<Tile> tiles() {
        return List.of(
                new Tile(Messages.of("fleet.tile.groups"), Words.count(groups), Tone.INFO),
                counted(Messages.of("fleet.tile.split"), splitBrain, Tone.BAD),
                counted(Messages.of("fleet.tile.noprimary"), noPrimary, Tone.BAD),
                counted(Messages.of("fleet.tile.nostandby"), noStandby, Tone.WARN),
                counted(Messages.of("fleet.tile.lag"), lag, Tone.WARN),
                counted(Messages.of("fleet.tile.paused"), paused, Tone.SPECIAL),
                new Tile(Messages.of("fleet.tile.failovers"), Words.count(past.failovers()), Tone.INFO),
                new Tile(Messages.of("fleet.tile.outage"), Words.span(past.worstOutageMillis()), Tone.INFO),
                new Tile(
                        Messages.of("fleet.tile.drilled"),
                        groups == 0
                                ? Messages.of("words.never")
                                : Messages.of("words.percent", past.drilled() * 100L / groups),
                        Tone.INFO));
    }

    private static Tile counted(String name, int count, Tone tone) {
        return new Tile(name, Words.count(count), count == 0 ? Tone.INFO : tone);
    }
}
