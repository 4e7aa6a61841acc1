package dev.baton.console.shell;

import dev.baton.console.action.ActionGuard;
import dev.baton.console.action.ActionPane;
import dev.baton.console.action.ActionStrip;
import dev.baton.console.action.Availability;
import dev.baton.console.action.FailoverPane;
import dev.baton.console.action.Rights;
import dev.baton.console.action.Wish;
import dev.baton.console.inspector.Refusals;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.MemberId;
import dev.baton.model.OperatorRole;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** What may be done to a group, from whichever screen: one guard and one dialog for all of it. JavaFX thread only. */
final class GroupActions {
    private final ConsoleSource source;
    private final Overlay overlay;
    private final LongSupplier clock;
    private final BooleanSupplier live;
    private final Supplier<@Nullable GroupView> shown;
    private final Supplier<@Nullable MemberView> marked;
    private final ActionStrip strip = new ActionStrip(this::view, this::viewToAbort, this::approve);
    private final IdentityDesk desk;
    private @Nullable ActionPane open;

    /**
     * @param live whether the present is shown
     * @param shown the group that is looked at, and {@code marked} the member in it
     */
    GroupActions(
            ConsoleSource source,
            Overlay overlay,
            LongSupplier clock,
            BooleanSupplier live,
            Supplier<@Nullable GroupView> shown,
            Supplier<@Nullable MemberView> marked) {
        this.source = source;
        this.overlay = overlay;
        this.clock = clock;
        this.live = live;
        this.shown = shown;
        this.marked = marked;
        desk = new IdentityDesk(source, overlay);
    }

    /** Says what is under way in the shown group. */
    Node strip() {
        return strip.root();
    }

    @Nullable
    GroupView shown() {
        return shown.get();
    }

    /** The strip as of now: it is about the present, whatever instant the screen shows. */
    void painted(ClusterView newest, @Nullable GroupView group) {
        strip.show(
                group == null ? null : newest.groups().get(group.id()),
                source.identity().standing(),
                clock.getAsLong());
    }

    /** A round of painting: a plan that is open is made anew. */
    void look() {
        desk.look();
        if (open != null) {
            open.look();
        }
    }

    /** Of a group as of an instant, which is the present only while {@code isLive}. */
    Refusals refusals(ClusterView view, @Nullable GroupView group, boolean isLive, long now) {
        Availability rights = rights();
        return rights.allowed()
                ? new Refusals(
                        ActionGuard.of(ActionKind.SWITCHOVER, view, source.own(), group, null, isLive, now)
                                .refusal(),
                        Availability.acknowledge(view, source.own(), group, isLive, now)
                                .refusal())
                : new Refusals(rights.refusal(), rights.refusal());
    }

    /** May it be planned? Without a member: the one that the plan chooses. */
    Availability allowed(ActionKind kind, @Nullable GroupView group, @Nullable MemberId member) {
        Availability rights = rights();
        return rights.allowed() ? guard(kind, group, member) : rights;
    }

    private Availability rights() {
        return Rights.of(source.identity().standing(), OperatorRole.OPERATOR);
    }

    private Availability guard(ActionKind kind, @Nullable GroupView group, @Nullable MemberId member) {
        return ActionGuard.of(kind, source.view(), source.own(), group, member, live.getAsBoolean(), clock.getAsLong());
    }

    /** Opens the plan of it, where it may be. */
    void plan(@Nullable GroupView group, Wish wish) {
        if (group != null && allowed(wish.kind(), group, wish.target()).allowed()) {
            show(ActionPane.planning(group, wish, source.identity(), source.actions(), overlay::hide));
        }
    }

    /** Opens the plan of that kind for the shown group, and for the marked member where one must be named. */
    void plan(ActionKind kind) {
        plan(shown.get(), Wish.of(kind, target(kind)));
    }

    /** The marked member, where it may be meant. */
    @Nullable
    MemberId target(ActionKind kind) {
        GroupView group = shown.get();
        MemberView member = marked.get();
        boolean named = kind == ActionKind.FAILOVER || kind == ActionKind.FENCE || kind == ActionKind.REINSTATE;
        if (!named || group == null) {
            return null;
        }
        if (member != null && allowed(kind, group, member.id()).allowed()) {
            return member.id();
        }
        return group.members().keySet().stream()
                .filter(id -> allowed(kind, group, id).allowed())
                .findFirst()
                .orElse(null);
    }

    private void show(ActionPane pane) {
        open = pane;
        overlay.show(pane.root(), pane::focus, () -> {
            pane.closed();
            open = null;
        });
    }

    /** The dialog of the action that is under way. */
    void view() {
        GroupView looked = shown.get();
        GroupView group = looked == null ? null : source.view().groups().get(looked.id());
        ActionRecord record = group == null ? null : ActionStrip.record(group);
        if (group != null && record != null) {
            show(ActionPane.following(group, record, source.identity(), source.actions(), overlay::hide));
        }
    }

    /** The plan of the action that waits for a second operator, as of now. */
    private void approve() {
        GroupView looked = shown.get();
        GroupView group = looked == null ? null : source.view().groups().get(looked.id());
        ActionRecord record = group == null ? null : ActionStrip.record(group);
        if (group != null
                && record != null
                && Rights.second(source.identity().standing(), record.request()).allowed()) {
            show(ActionPane.approving(group, record, source.identity(), source.actions(), clock, overlay::hide));
        }
    }

    /** Who this console is in the cluster, and its dialog. */
    IdentityDesk identity() {
        return desk;
    }

    private void viewToAbort() {
        view();
        if (open != null) {
            open.focusAbort();
        }
    }

    Availability viewAllowed() {
        GroupView looked = shown.get();
        return ActionGuard.underWay(
                looked == null ? null : source.view().groups().get(looked.id()));
    }

    Availability acknowledgeAllowed(@Nullable GroupView group) {
        Availability rights = rights();
        return rights.allowed()
                ? Availability.acknowledge(source.view(), source.own(), group, live.getAsBoolean(), clock.getAsLong())
                : rights;
    }

    /** Acknowledges the group's last automatic failover. */
    void acknowledge(@Nullable GroupView group) {
        if (group != null && acknowledgeAllowed(group).allowed()) {
            FailoverPane pane =
                    new FailoverPane(group, source.operator(), source.failovers(), clock.getAsLong(), overlay::hide);
            overlay.show(pane.root(), pane::focus);
        }
    }

    ClusterView newest() {
        return source.view();
    }
}
