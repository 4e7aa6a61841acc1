package dev.baton.console.shell;

import dev.baton.console.action.Availability;
import dev.baton.console.action.FailoverPane;
import dev.baton.console.action.SwitchoverPane;
import dev.baton.console.fleet.Offer;
import dev.baton.console.inspector.Refusals;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Messages;
import dev.baton.model.GroupId;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What may be done to a group, from whichever screen: one guard and one dialog for each. JavaFX thread only. */
final class GroupActions implements Commands.Actions {
    private final ConsoleSource source;
    private final Overlay overlay;
    private final LongSupplier clock;
    private final BooleanSupplier live;
    private final Supplier<@Nullable GroupView> shown;

    /**
     * @param live whether the present is shown
     * @param shown the group that is looked at
     */
    GroupActions(
            ConsoleSource source,
            Overlay overlay,
            LongSupplier clock,
            BooleanSupplier live,
            Supplier<@Nullable GroupView> shown) {
        this.shown = shown;
        this.source = source;
        this.overlay = overlay;
        this.clock = clock;
        this.live = live;
    }

    @Override
    public void switchover() {
        switchover(shown.get());
    }

    @Override
    public Availability switchoverAllowed() {
        return switchoverAllowed(shown.get());
    }

    @Override
    public void failover() {
        failover(shown.get());
    }

    @Override
    public Availability failoverAllowed() {
        return failoverAllowed(shown.get());
    }

    /** Of a group as of an instant, which is the present only while {@code isLive}. */
    Refusals refusals(ClusterView view, @Nullable GroupView group, boolean isLive, long now) {
        return new Refusals(
                Availability.switchover(view, source.own(), group, isLive, now).refusal(),
                Availability.acknowledge(view, source.own(), group, isLive, now).refusal());
    }

    private Availability switchoverAllowed(@Nullable GroupView group) {
        return Availability.switchover(source.view(), source.own(), group, live.getAsBoolean(), clock.getAsLong());
    }

    private void switchover(@Nullable GroupView group) {
        if (group != null && switchoverAllowed(group).allowed()) {
            SwitchoverPane pane = new SwitchoverPane(
                    group.id(), Selection.candidates(group), source.operator(), source.switchovers(), overlay::hide);
            overlay.show(pane.root(), pane::focus);
        }
    }

    private Availability failoverAllowed(@Nullable GroupView group) {
        return Availability.acknowledge(source.view(), source.own(), group, live.getAsBoolean(), clock.getAsLong());
    }

    /** Acknowledges the group's last automatic failover. */
    private void failover(@Nullable GroupView group) {
        if (group != null && failoverAllowed(group).allowed()) {
            FailoverPane pane =
                    new FailoverPane(group, source.operator(), source.failovers(), clock.getAsLong(), overlay::hide);
            overlay.show(pane.root(), pane::focus);
        }
    }

    /**
     * All of it for a menu. What needs a dialog shows the group first, so that it is done on the screen of the group.
     *
     * @param show shows a group
     * @param alerts opens the list of alerts
     */
    List<Offer> offers(GroupId id, Consumer<GroupId> show, Runnable alerts) {
        GroupView group = source.view().groups().get(id);
        return List.of(
                new Offer(Messages.of("fleet.menu.open"), null, () -> show.accept(id)),
                new Offer(
                        Messages.of("fleet.menu.switchover"),
                        switchoverAllowed(group).refusal(),
                        () -> {
                            show.accept(id);
                            switchover(source.view().groups().get(id));
                        }),
                new Offer(
                        Messages.of("inspect.failover"), failoverAllowed(group).refusal(), () -> {
                            show.accept(id);
                            failover(source.view().groups().get(id));
                        }),
                new Offer(Messages.of("command.alerts"), null, alerts));
    }
}
