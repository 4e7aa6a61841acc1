package dev.baton.console.shell;

import dev.baton.console.fleet.FleetBook;
import dev.baton.console.inspector.InspectorPane;
import dev.baton.console.model.Alert;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Words;
import dev.baton.console.timeline.TimelinePane;
import dev.baton.console.topology.TopologyPane;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Paints everything but the timeline, in steps of which a pulse takes one: the first looks, the others show what it found, so that all of a
 * round is of one snapshot and one instant. JavaFX thread only.
 */
final class Round {
    static final int STEPS = 5;

    private final GroupActions actions;
    private final LongSupplier clock;
    private final Panes panes;
    private @Nullable Found found;
    /** The alerts of when it was last live: what is looked at does not jump while looking back. */
    private List<Alert> attention = List.of();

    /** What is painted, and what decides what is shown in it. */
    record Panes(
            Dvr dvr,
            AlertDesk desk,
            Selection selection,
            Screens screens,
            GroupList list,
            TopologyPane topology,
            InspectorPane inspector,
            TimelinePane timeline,
            Bars bars,
            Meter meter) {}

    private record Found(
            ClusterView view,
            ClusterView newest,
            Dvr.Instant shown,
            long presentMillis,
            FleetBook book,
            @Nullable GroupView group,
            @Nullable MemberView member,
            String meanwhile) {
        long now() {
            return shown.millis();
        }
    }

    Round(GroupActions actions, LongSupplier clock, Panes panes) {
        this.actions = actions;
        this.clock = clock;
        this.panes = panes;
    }

    List<Alert> attention() {
        return attention;
    }

    /** The whole round at once. */
    void all(ClusterView newest, Palette palette) {
        for (int step = 0; step < STEPS; step++) {
            step(step, newest, palette);
        }
    }

    void step(int step, ClusterView newest, Palette palette) {
        Found now = step == 0 || found == null ? look(newest) : found;
        found = now;
        boolean fleet = panes.screens.fleetShown();
        switch (step) {
            case 0 -> {}
            case 1 -> {
                if (!panes.screens.show(
                        now.view, now.newest, now.group == null ? null : now.group.id(), palette, now.now())) {
                    panes.list.show(now.book, now.group == null ? null : now.group.id());
                }
            }
            case 2 -> {
                if (!fleet) {
                    panes.topology.show(
                            now.view, now.group, now.member == null ? null : now.member.id(), palette, now.now());
                }
            }
            case 3 -> {
                if (!fleet) {
                    inspect(now);
                }
            }
            default -> {
                actions.look();
                panes.desk.show(now.group == null || fleet ? null : now.group.id(), now.now());
                say(now);
            }
        }
    }

    private Found look(ClusterView newest) {
        long present = clock.getAsLong();
        // Alarms are raised by the present, whatever the screen shows.
        List<Alert> raised = panes.desk.look(newest, present);
        Dvr.Instant shown = panes.dvr.of(panes.timeline.window().get(), newest, present);
        ClusterView view = shown.view();
        attention = shown.live() ? raised : attention;
        String meanwhile = shown.live() ? "" : panes.desk.lookBack(view, shown.millis());
        GroupView group = panes.selection.group(view, attention);
        FleetBook book = panes.screens.look(view, panes.desk.incidents(), shown.live(), shown.millis());
        MemberView member = panes.selection.member(group, attention);
        return new Found(view, newest, shown, present, book, group, member, meanwhile);
    }

    private void inspect(Found now) {
        boolean calm = now.group != null
                && GroupStates.of(now.group, now.view, now.now()).calm();
        panes.inspector.show(
                now.view,
                now.group,
                now.member,
                actions.refusals(now.view, now.group, now.shown.live(), now.now()),
                calm,
                now.now());
    }

    private void say(Found now) {
        panes.bars.who(actions.identity().standing());
        String nearest = now.shown.exact() ? "" : Messages.of("timeline.nearest", Words.clockTenths(now.now()));
        panes.timeline.snapped(nearest + now.meanwhile);
        panes.bars.show(
                StatusLine.of(now.view, now.book, panes.meter, now.now()),
                now.shown.live() ? -1 : Math.max(0, now.presentMillis - now.now()));
    }
}
