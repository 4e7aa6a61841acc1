package dev.baton.console.shell;

import dev.baton.console.action.Availability;
import dev.baton.console.action.SwitchoverPane;
import dev.baton.console.alert.AlertSettings;
import dev.baton.console.alert.Notices;
import dev.baton.console.inspector.InspectorPane;
import dev.baton.console.model.Alert;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Theme;
import dev.baton.console.timeline.TimeWindow;
import dev.baton.console.timeline.TimelinePane;
import dev.baton.console.topology.TopologyPane;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
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
    private final Bars bars;
    private final Overlay overlay;
    private final Commands commands = new Commands(this);
    private final Selection selection = new Selection();
    private final Meter meter = new Meter();
    private final AlertDesk desk;
    private final TopologyPane topology;
    private final TimelinePane timeline;
    private final InspectorPane inspector;
    private Theme theme;
    private List<Alert> alerts = List.of();
    private boolean filling;

    /** @param clock this console's wall clock, in milliseconds */
    public Shell(ConsoleSource source, LongSupplier clock, Theme theme) {
        this.source = source;
        this.clock = clock;
        this.theme = theme;
        Fxml.load("shell", this);
        overlay = new Overlay(main);
        bars = new Bars(source.title(), source.operator(), this::palette, this::live, this::theme);
        desk = new AlertDesk(overlay, source, clock, this::select);
        topology = new TopologyPane(theme.palette(), this::select);
        timeline = new TimelinePane(theme.palette());
        inspector = new InspectorPane(this::switchover);
        main.setTop(bars.top());
        main.setBottom(bars.bottom());
        main.setRight(inspector.root());
        middle.getChildren().setAll(desk.banner(), topology.root());
        split.getItems().setAll(middle, timeline.root());
        split.setDividerPositions(0.56);
        groups.setCellFactory(list -> new GroupCell());
        groups.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (is != null && !filling) {
                select(is.id());
            }
        });
        timeline.window().addListener((o, was, is) -> framed(is));
        scene = new Scene(new StackPane(main, overlay.node()), 1440, 900);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        apply(theme);
        groups.requestFocus();
    }

    public Scene scene() {
        return scene;
    }

    public Theme shownTheme() {
        return theme;
    }

    /** Paints everything as of now. */
    public void refresh() {
        ClusterView view = source.view();
        rest(view);
        timeline(view);
    }

    @Override
    public void timeline(ClusterView view) {
        GroupView group = selection.group(view, alerts);
        MemberView member = selection.member(group, alerts);
        long now = clock.getAsLong();
        timeline.show(group, member == null ? null : member.id(), theme.palette(), now);
        meter.painted(view, now);
    }

    @Override
    public void rest(ClusterView view) {
        long now = clock.getAsLong();
        alerts = desk.look(view, now);
        GroupView group = selection.group(view, alerts);
        MemberView member = selection.member(group, alerts);
        list(GroupRow.of(view, desk.incidents(), now), group);
        desk.show(group == null ? null : group.id(), now);
        topology.show(view, group, member == null ? null : member.id(), theme.palette(), now);
        Availability allowed = allowed(view, group, now);
        boolean calm = group != null && GroupStates.of(group, view, now).calm();
        inspector.show(view, group, member, allowed.allowed() ? null : allowed.why(), calm, now);
        TimeWindow window = timeline.window().get();
        bars.show(StatusLine.of(view, meter, now), window.live() ? -1 : Math.max(0, now - window.endMillis()));
    }

    private void list(List<GroupRow> rows, @Nullable GroupView group) {
        filling = true;
        if (rows.size() != groups.getItems().size()) {
            groups.getItems().setAll(rows);
        } else {
            for (int i = 0; i < rows.size(); i++) {
                if (!rows.get(i).equals(groups.getItems().get(i))) {
                    groups.getItems().set(i, rows.get(i));
                }
            }
        }
        groupCount.setText(String.valueOf(rows.size()));
        for (int i = 0; i < rows.size() && group != null; i++) {
            if (rows.get(i).id().equals(group.id())
                    && groups.getSelectionModel().getSelectedIndex() != i) {
                groups.getSelectionModel().select(i);
            }
        }
        filling = false;
    }

    /** Looks at a group from now on. */
    public void select(GroupId group) {
        selection.choose(group);
        refresh();
    }

    private void select(MemberId member) {
        selection.choose(member);
        refresh();
    }

    private void framed(TimeWindow window) {
        main.getStyleClass().remove("not-live");
        if (!window.live()) {
            main.getStyleClass().add("not-live");
        }
        rest(source.view());
    }

    private void apply(Theme wanted) {
        theme = wanted;
        wanted.apply(scene);
        bars.theme(wanted);
    }

    private void onKey(KeyEvent event) {
        if (overlay.open()) {
            if (event.getCode() == KeyCode.ESCAPE) {
                overlay.hide();
                event.consume();
            }
            return;
        }
        Node focused = scene.getFocusOwner();
        // Space presses a focused button, as everywhere.
        boolean pressing = event.getCode() == KeyCode.SPACE && focused instanceof ButtonBase;
        if (!pressing && !(focused instanceof TextInputControl) && commands.give(event)) {
            event.consume();
        }
    }

    @Override
    public Availability switchoverAllowed() {
        ClusterView view = source.view();
        return allowed(view, selection.group(view, alerts), clock.getAsLong());
    }

    private Availability allowed(ClusterView view, @Nullable GroupView group, long now) {
        boolean live = timeline.window().get().live();
        return Availability.switchover(view, source.own(), group, live, now);
    }

    @Override
    public void switchover() {
        ClusterView view = source.view();
        GroupView group = selection.group(view, alerts);
        if (group == null || !switchoverAllowed().allowed()) {
            return;
        }
        MemberId holder =
                group.leadership() == null ? null : group.leadership().value().holder();
        List<MemberId> candidates = group.members().keySet().stream()
                .filter(id -> !Objects.equals(id, holder))
                .toList();
        SwitchoverPane pane =
                new SwitchoverPane(group.id(), candidates, source.operator(), source.switchovers(), overlay::hide);
        overlay.show(pane.root(), pane::focus);
    }

    @Override
    public void palette() {
        List<Command> all = new ArrayList<>();
        ClusterView view = source.view();
        for (GroupView group : view.groups().values()) {
            all.add(new Command("Show group " + group.id(), null, () -> Availability.YES, () -> select(group.id())));
            for (MemberId member : group.members().keySet()) {
                all.add(new Command("Inspect " + member, null, () -> Availability.YES, () -> select(member)));
            }
        }
        all.addAll(0, commands.fixed().subList(1, commands.fixed().size()));
        PalettePane pane = new PalettePane(all, Command::give, overlay::hide);
        overlay.show(pane.root(), pane::focus);
    }

    @Override
    public void freeze() {
        timeline.toggleFreeze();
    }

    @Override
    public void live() {
        timeline.toLive();
    }

    @Override
    public void table() {
        topology.toggleTable();
    }

    @Override
    public void alerts() {
        desk.list();
    }

    /** Where the operator's wish to be called is kept, and how that is done. */
    void notices(AlertSettings settings, Notices desktop, Notices sound) {
        desk.notices(settings, desktop, sound);
    }

    @Override
    public void theme() {
        apply(theme.other());
        refresh();
    }

    @Override
    public void help() {
        List<String> lines = new ArrayList<>();
        for (Command command : commands.fixed()) {
            lines.add((command.keys() == null ? "" : command.keys().getDisplayText() + "  –  ") + command.title());
        }
        lines.add("In the timeline: arrows pan and zoom; in the topology: left and right select a member.");
        message("Keyboard", lines, String.join("\n", lines));
    }

    /** A dialog of lines; the JavaFX thread. */
    void message(String title, List<String> lines, String copied) {
        TextPane pane = new TextPane(title, lines, copied, overlay::hide);
        overlay.show(pane.root(), pane::focus);
    }
}
