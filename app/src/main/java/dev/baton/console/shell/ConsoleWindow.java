package dev.baton.console.shell;

import dev.baton.console.connect.TargetException;
import dev.baton.console.model.ClusterView;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Theme;
import dev.baton.console.theme.ThemeChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one window. It shows one cluster at a time; the others that were shown stay connected, with their alerts, selection and place in time,
 * and their alarms are told at the foot. JavaFX thread only.
 */
public final class ConsoleWindow {
    /** How many clusters stay connected: the one not looked at for longest is closed for a further one. */
    static final int MOST_OPEN = 4;

    private static final Duration WATCH = Duration.seconds(1);

    private final Stage stage;
    private final @Nullable Clusters clusters;
    private final @Nullable OwnLog log;
    private final Consumer<Shell> equip;
    /** By profile, or by a name that no profile has; the one looked at longest ago first. */
    private final Map<String, Opened> opened = new LinkedHashMap<>();

    private final WindowMemory memory;
    private final Timeline watch = new Timeline(new KeyFrame(WATCH, e -> watchOthers()));
    private Opened shown;
    private String said = "";
    private String others = "";

    private record Opened(String key, ConsoleSource source, Shell shell, Pulse pulse) {}

    /** A window on one source that keeps nothing: what the tour opens. */
    public ConsoleWindow(Stage stage, ConsoleSource source, Theme theme) {
        this(stage, source, null, WindowMemory.unkept(theme), null, shell -> {});
    }

    /**
     * @param clusters what else may be looked at
     * @param equip called with each shell that is made
     */
    ConsoleWindow(
            Stage stage,
            ConsoleSource source,
            Clusters clusters,
            WindowStateFile file,
            OwnLog log,
            Consumer<Shell> equip) {
        this(stage, source, clusters, WindowMemory.in(file), log, equip);
    }

    private ConsoleWindow(
            Stage stage,
            ConsoleSource source,
            @Nullable Clusters clusters,
            WindowMemory memory,
            @Nullable OwnLog log,
            Consumer<Shell> equip) {
        this.stage = stage;
        this.clusters = clusters;
        this.log = log;
        this.equip = equip;
        this.memory = memory;
        String profile = source.profile();
        shown = made(profile == null ? "\u0000" + source.title() : profile, source);
        stage.getIcons().setAll(Mark.images());
        stage.setMinWidth(1100);
        stage.setMinHeight(680);
        stage.showingProperty().addListener((o, was, is) -> visible());
        stage.iconifiedProperty().addListener((o, was, is) -> visible());
        watch.setCycleCount(Animation.INDEFINITE);
        Platform.getPreferences().colorSchemeProperty().addListener((o, was, is) -> look());
        show(shown);
        memory.follow(stage, this::remember);
    }

    /** The dialog of the clusters over a shell that has no window of its own. */
    public static void clusters(Shell shell, Clusters clusters) {
        Overlay overlay = shell.parts().overlay();
        ConnectPane pane = new ConnectPane(clusters, name -> false, name -> {}, overlay::hide);
        overlay.show(pane.root(), pane::focus);
    }

    public void show() {
        stage.show();
        tellTroubles();
    }

    private void tellTroubles() {
        List<String> troubles = memory.troubles();
        if (!troubles.isEmpty()) {
            shell().parts().overlay().message(Messages.of("window.broken"), troubles, String.join("\n", troubles));
        }
    }

    /** Of the cluster that is shown. */
    public Shell shell() {
        return shown.shell();
    }

    /** The snapshot that was last painted; null before the first. */
    public @Nullable ClusterView painted() {
        return shown.pulse().painted();
    }

    private Opened made(String key, ConsoleSource source) {
        Shell shell = new Shell(source, source::nowMillis, memory.theme());
        Opened made = new Opened(key, source, shell, new Pulse(source::view, shell));
        shell.inWindow(commands(), this::places, theme -> theme(ThemeChoice.of(theme)));
        shell.parts().scaled().scale(memory.scale());
        memory.restore(source.title(), shell);
        memory.keep(key, shell, this::notice);
        equip.accept(shell);
        opened.put(key, made);
        return made;
    }

    private List<Command> commands() {
        List<Command> all = new ArrayList<>(WindowCommands.looks(this::theme, this::scale));
        if (clusters != null) {
            all.add(WindowCommands.command("command.clusters", "Shortcut+O", () -> connect(clusters)));
            all.add(WindowCommands.command("command.next", "Shortcut+Tab", this::next));
        }
        if (log != null) {
            all.add(WindowCommands.command("command.log", "Shortcut+L", () -> log(log)));
        }
        return all;
    }

    private List<Command> places() {
        return opened.values().stream()
                .filter(one -> !one.key().equals(shown.key()))
                .map(one -> WindowCommands.place(one.source().title(), () -> show(one)))
                .toList();
    }

    private void connect(Clusters from) {
        Shell before = shell();
        ConnectPane[] pane = new ConnectPane[1];
        pane[0] = new ConnectPane(
                from,
                opened::containsKey,
                profile -> open(from, profile, before, pane[0]),
                before.parts().overlay()::hide);
        before.parts().overlay().show(pane[0].root(), pane[0]::focus);
    }

    private void open(Clusters from, String profile, Shell before, ConnectPane pane) {
        Opened there = opened.get(profile);
        if (there == null) {
            try {
                there = made(profile, from.open(profile));
            } catch (TargetException bad) {
                pane.wrong(bad);
                return;
            }
        }
        before.parts().overlay().hide();
        show(there);
        tellTroubles();
    }

    /** The one that was not looked at for longest. */
    private void next() {
        show(opened.values().iterator().next());
    }

    private void show(Opened wanted) {
        shown.pulse().visible(false);
        shown = wanted;
        opened.remove(wanted.key());
        opened.put(wanted.key(), wanted);
        if (opened.size() > MOST_OPEN) {
            Opened oldest = opened.values().iterator().next();
            opened.remove(oldest.key());
            oldest.shell().parts().desk().end();
            oldest.source().close();
            said = Messages.of("window.closed", oldest.source().title(), MOST_OPEN);
        }
        double width = stage.getWidth();
        double height = stage.getHeight();
        stage.setScene(wanted.shell().scene());
        if (stage.isShowing() && !stage.isMaximized()) {
            stage.setWidth(width);
            stage.setHeight(height);
        }
        stage.setTitle(Messages.of("window.title", wanted.source().title()));
        watchOthers();
        wanted.shell().refresh();
        visible();
    }

    private void visible() {
        shown.pulse().visible(stage.isShowing() && !stage.isIconified());
        if (stage.isShowing()) {
            watch.play();
        } else {
            watch.stop();
        }
    }

    private void watchOthers() {
        List<String> alarmed = new ArrayList<>();
        for (Opened one : opened.values()) {
            if (!one.key().equals(shown.key())) {
                int alarms = one.shell().parts().desk().watch();
                if (alarms > 0) {
                    alarmed.add(Messages.of("status.others", one.source().title(), alarms));
                }
            }
        }
        others = String.join(" · ", alarmed);
        tell();
    }

    /** What the foot says until something else is said. */
    void notice(String words) {
        said = words;
        tell();
    }

    private void tell() {
        shell().parts().bars().notice(said.isEmpty() || others.isEmpty() ? said + others : others + " · " + said);
    }

    private void theme(ThemeChoice wanted) {
        memory.theme(wanted);
        look();
    }

    private void scale(double wanted) {
        memory.scale(wanted);
        opened.values().forEach(one -> one.shell().parts().scaled().scale(wanted));
        remember();
    }

    /** How many steps larger or smaller; 0 for the first size. */
    private void scale(int steps) {
        scale(steps == 0 ? 1.0 : WindowState.stepped(memory.scale(), steps));
    }

    private void look() {
        opened.values().forEach(one -> one.shell().look(memory.theme()));
        remember();
    }

    private void remember() {
        opened.values()
                .forEach(one -> memory.group(
                        one.source().title(), one.shell().parts().selection().chosen()));
        String trouble = memory.keep(stage, shell().parts().split().getDividerPositions()[0]);
        if (!trouble.isEmpty() && !Objects.equals(trouble, said)) {
            notice(trouble);
        }
    }

    private void log(OwnLog of) {
        LogPane pane = new LogPane(of, shell().parts().overlay()::hide);
        shell().parts().overlay().show(pane.root(), pane::focus);
    }

    /** Keeps the window's state and ends every connection. */
    void close() {
        watch.stop();
        remember();
        opened.values().forEach(one -> {
            one.pulse().visible(false);
            one.shell().parts().desk().end();
            one.source().close();
        });
        opened.clear();
    }
}
