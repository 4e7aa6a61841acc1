package dev.baton.console.shell;

import dev.baton.console.inspector.InspectorPane;
import dev.baton.console.model.Alert;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Offer;
import dev.baton.console.theme.Theme;
import dev.baton.console.timeline.Bookmark;
import dev.baton.console.timeline.Navigation;
import dev.baton.console.timeline.TimeWindow;
import dev.baton.console.timeline.TimelinePane;
import dev.baton.console.topology.TopologyPane;
import dev.baton.model.ActionKind;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.fxml.FXML;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The main window's content: joins the screens and keeps them on one snapshot and one instant. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class Shell implements Pulse.Painter, Commands.Target {
    @FXML
    private BorderPane main;

    @FXML
    private ListView<GroupRow> groups;

    @FXML
    private Label groupCount;

    @FXML
    private VBox middle;

    @FXML
    private SplitPane split;

    private final ConsoleSource source;
    private final LongSupplier clock;
    private final Scene scene;
    private final ScaledPane scaled;
    private final Bars bars;
    private final Overlay overlay;
    private final Commands commands;
    private final Selection selection = new Selection();
    private final Screens screens;
    private final Meter meter = new Meter();
    private final AlertDesk desk;
    private final TopologyPane topology;
    private final TimelinePane timeline;
    private final TimeMarks marks;
    private final GroupActions actions;
    private final ActionOffers offers;
    private final Round round;
    private Theme theme;
    private Consumer<Theme> themeWanted = this::look;
    private Supplier<List<Command>> elsewhere = List::of;

    /** What the window keeps, restores and covers with dialogs. */
    record Parts(Overlay overlay, ScaledPane scaled, SplitPane split, Selection selection, AlertDesk desk, Bars bars) {}

    /** @param clock this console's wall clock, in milliseconds */
    public Shell(ConsoleSource source, LongSupplier clock, Theme theme) {
        this.source = source;
        this.clock = clock;
        this.theme = theme;
        Fxml.load("shell", this);
        overlay = new Overlay(main);
        bars = new Bars(source.title(), this::identity, this::palette, () -> time().live(), this::theme);
        desk = new AlertDesk(overlay, source, clock, this::select);
        timeline = new TimelinePane(theme.palette());
        actions = new GroupActions(
                source,
                overlay,
                clock,
                () -> timeline.window().get().live(),
                () -> selection.group(source.view(), attention()),
                () -> selection.member(selection.group(source.view(), attention()), attention()));
        offers = new ActionOffers(actions);
        topology = new TopologyPane(theme.palette(), this::select, offers::menu, offers::dropped);
        marks = new TimeMarks(overlay, timeline, this::select);
        screens = new Screens(main, middle, desk.banner(), groups, this::select, this::offers, this::refresh);
        List<Command> more = new ArrayList<>(TimelineCommands.of(timeline, marks::bookmarks, marks::notes));
        more.add(WindowCommands.command("command.member.menu", "Shortcut+M", topology::menu));
        more.add(WindowCommands.command("command.identity", "Shortcut+Shift+K", this::identity));
        commands = new Commands(this, offers.commands(), screens, more);
        InspectorPane inspector =
                new InspectorPane(this::switchover, () -> actions.acknowledge(actions.shown()), offers::menu);
        main.setTop(bars.top());
        main.setBottom(bars.bottom());
        main.setRight(inspector.root());
        middle.getChildren().setAll(desk.banner(), actions.strip(), topology.root());
        split.getItems().setAll(middle, timeline.root());
        split.setDividerPositions(0.56);
        round = new Round(
                actions,
                clock,
                new Round.Panes(
                        new Dvr(source::history),
                        desk,
                        selection,
                        screens,
                        new GroupList(groups, groupCount, this::select),
                        topology,
                        inspector,
                        timeline,
                        bars,
                        meter));
        timeline.window().addListener((o, was, is) -> framed(was, is));
        scaled = new ScaledPane(new StackPane(main, overlay.node()), bars.strip());
        scene = new Scene(scaled, 1440, 900);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, new ShellKeys(scene, overlay, commands)::pressed);
        apply(theme);
        groups.requestFocus();
    }

    public Scene scene() {
        return scene;
    }

    public Theme shownTheme() {
        return theme;
    }

    private List<Alert> attention() {
        return round.attention();
    }

    /** Paints everything as of now. */
    public void refresh() {
        ClusterView view = source.view();
        round.all(view, theme.palette());
        timeline(view);
    }

    @Override
    public @Nullable Object drawn(ClusterView view) {
        // One that stands still shows nothing of what comes.
        boolean still = timeline.window().get().mode() == TimeWindow.Mode.FROZEN;
        return still || screens.fleetShown() ? null : selection.group(view, round.attention());
    }

    @Override
    public void timeline(ClusterView view) {
        long now = clock.getAsLong();
        if (screens.fleetShown()) {
            meter.painted(view, null, now);
            return;
        }
        GroupView group = selection.group(view, attention());
        MemberView member = selection.member(group, round.attention());
        actions.painted(view, group);
        timeline.show(group, member == null ? null : member.id(), theme.palette(), now);
        meter.painted(view, group, now);
    }

    @Override
    public int steps() {
        return Round.STEPS;
    }

    @Override
    public void rest(int step, ClusterView view) {
        round.step(step, view, theme.palette());
    }

    /** Looks at a group from now on. */
    public void select(GroupId group) {
        selection.choose(group);
        screens.group();
        refresh();
    }

    /** The whole fleet, or the group again. */
    public void fleet() {
        screens.fleet();
    }

    private void select(MemberId member) {
        selection.choose(member);
        screens.group();
        refresh();
    }

    /** What is commanded is disarmed at once; which instant is shown follows with the next pulse. */
    private void framed(TimeWindow was, TimeWindow window) {
        if (was.live() == window.live()) {
            return;
        }
        main.getStyleClass().remove("not-live");
        if (!window.live()) {
            main.getStyleClass().add("not-live");
        }
        round.all(source.view(), theme.palette());
    }

    private void apply(Theme wanted) {
        theme = wanted;
        wanted.apply(scene);
        bars.theme(wanted);
    }

    private List<Offer> offers(GroupId group) {
        return offers.group(group, this::select, this::alerts);
    }

    /** Plans a switchover of the shown group. */
    public void switchover() {
        actions.plan(ActionKind.SWITCHOVER);
    }

    @Override
    public void palette() {
        List<Command> all =
                new ArrayList<>(commands.fixed().subList(1, commands.fixed().size()));
        all.addAll(Places.of(source.view(), time().bookmarks(), this::select, this::select, marks::jump));
        all.addAll(elsewhere.get());
        PalettePane.over(overlay, all);
    }

    /** Opens the list of bookmarks and notes: to name the shown instant, or to write a note at one. */
    public void mark(Bookmark.Kind kind) {
        switch (kind) {
            case BOOKMARK -> marks.bookmarks();
            case NOTE -> marks.notes();
        }
    }

    /** Where in time the console is: the way back to live, and into the past. */
    public Navigation time() {
        return timeline.navigation();
    }

    @Override
    public void table() {
        screens.table(topology::toggleTable);
    }

    @Override
    public void alerts() {
        desk.list();
    }

    @Override
    public void theme() {
        themeWanted.accept(theme.other());
    }

    /** Shows that theme. */
    void look(Theme wanted) {
        apply(wanted);
        refresh();
    }

    /** Takes the window's commands, what only the palette offers (asked when it opens), and who is told of a wish for a theme. */
    void inWindow(List<Command> more, Supplier<List<Command>> places, Consumer<Theme> wantTheme) {
        commands.add(more);
        elsewhere = places;
        themeWanted = wantTheme;
    }

    @Override
    public void help() {
        List<String> lines = Help.lines(commands.fixed());
        overlay.message(Messages.of("help.title"), lines, String.join("\n", lines));
    }

    /** Shows everything larger or smaller than designed. */
    public void scale(double factor) {
        scaled.scale(factor);
    }

    private void identity() {
        actions.identity().open();
    }

    GroupActions actions() {
        return actions;
    }

    Parts parts() {
        return new Parts(overlay, scaled, split, selection, desk, bars);
    }
}
