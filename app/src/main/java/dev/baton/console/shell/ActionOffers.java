package dev.baton.console.shell;

import dev.baton.console.action.ActionWords;
import dev.baton.console.action.Wish;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Offer;
import dev.baton.console.theme.OfferMenu;
import dev.baton.model.ActionKind;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.KeyCombination;

/** The actions as menus offer them and as commands give them: every kind, each with why not. JavaFX thread only. */
final class ActionOffers {
    private final GroupActions actions;
    private final OfferMenu menu = new OfferMenu();

    ActionOffers(GroupActions actions) {
        this.actions = actions;
    }

    /** For palette, shortcuts and help, on the shown group. */
    List<Command> commands() {
        return List.of(
                command("command.switchover", "Shortcut+Shift+S", ActionKind.SWITCHOVER),
                command("command.forced", "Shortcut+Shift+O", ActionKind.FAILOVER),
                command("command.fence", "Shortcut+Shift+X", ActionKind.FENCE),
                command("command.reinstate", "Shortcut+Shift+I", ActionKind.REINSTATE),
                command("command.rollback", "Shortcut+Shift+B", ActionKind.ROLLBACK),
                command("command.pause", "Shortcut+Shift+P", ActionKind.PAUSE),
                command("command.resume", "Shortcut+Shift+R", ActionKind.RESUME),
                new Command(
                        Messages.of("command.underway"),
                        KeyCombination.valueOf("Shortcut+Shift+V"),
                        actions::viewAllowed,
                        actions::view),
                new Command(
                        Messages.of("command.failover"),
                        KeyCombination.valueOf("Shortcut+Shift+F"),
                        () -> actions.acknowledgeAllowed(actions.shown()),
                        () -> actions.acknowledge(actions.shown())));
    }

    private Command command(String text, String keys, ActionKind kind) {
        return new Command(
                Messages.of(text),
                KeyCombination.valueOf(keys),
                () -> actions.allowed(kind, actions.shown(), actions.target(kind)),
                () -> actions.plan(kind));
    }

    /** Shows them beside that point of the screen. */
    void menu(MemberId member, Node over, double x, double y) {
        menu.show(over, x, y, member(member));
    }

    /** A standby was dropped on the primary. */
    void dropped(MemberId member) {
        actions.plan(actions.shown(), Wish.of(ActionKind.SWITCHOVER, member));
    }

    /** What may be done to that member, and to its group. */
    List<Offer> member(MemberId member) {
        GroupView group = actions.newest().groups().get(member.group());
        List<Offer> all = new ArrayList<>();
        for (ActionKind kind :
                List.of(ActionKind.SWITCHOVER, ActionKind.FAILOVER, ActionKind.FENCE, ActionKind.REINSTATE)) {
            String title = Messages.of(
                    switch (kind) {
                        case SWITCHOVER, FAILOVER -> "menu.to";
                        case FENCE, REINSTATE, ROLLBACK, PAUSE, RESUME, DRILL -> "menu.of";
                    },
                    ActionWords.of(kind),
                    member);
            all.add(new Offer(
                    title,
                    actions.allowed(kind, group, member).refusal(),
                    () -> actions.plan(actions.newest().groups().get(member.group()), Wish.of(kind, member))));
        }
        all.addAll(whole(member.group(), id -> {}, List.of(ActionKind.ROLLBACK, ActionKind.PAUSE, ActionKind.RESUME)));
        return all;
    }

    /**
     * All of it for a group's menu. What needs a dialog shows the group first, so that it is done on the screen of the group.
     *
     * @param show shows a group
     * @param alerts opens the list of alerts
     */
    List<Offer> group(GroupId id, Consumer<GroupId> show, Runnable alerts) {
        GroupView group = actions.newest().groups().get(id);
        List<Offer> all = new ArrayList<>();
        all.add(new Offer(Messages.of("fleet.menu.open"), null, () -> show.accept(id)));
        all.addAll(whole(
                id,
                show,
                List.of(
                        ActionKind.SWITCHOVER,
                        ActionKind.FAILOVER,
                        ActionKind.FENCE,
                        ActionKind.REINSTATE,
                        ActionKind.ROLLBACK,
                        ActionKind.PAUSE,
                        ActionKind.RESUME)));
        all.add(new Offer(
                Messages.of("inspect.failover"),
                actions.acknowledgeAllowed(group).refusal(),
                () -> {
                    show.accept(id);
                    actions.acknowledge(actions.newest().groups().get(id));
                }));
        all.add(new Offer(Messages.of("command.alerts"), null, alerts));
        return all;
    }

    private List<Offer> whole(GroupId id, Consumer<GroupId> show, List<ActionKind> kinds) {
        GroupView group = actions.newest().groups().get(id);
        return kinds.stream()
                .map(kind -> new Offer(
                        Messages.of("menu.dots", ActionWords.of(kind)),
                        actions.allowed(kind, group, null).refusal(),
                        () -> {
                            show.accept(id);
                            actions.plan(kind);
                        }))
                .toList();
    }
}
