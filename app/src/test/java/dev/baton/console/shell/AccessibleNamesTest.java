package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.SampleClusters;
import dev.baton.console.SampleSource;
import dev.baton.console.connect.Profiles;
import dev.baton.console.theme.Theme;
import dev.baton.console.timeline.Bookmark;
import dev.baton.port.Ticker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Walks the whole scene, with each dialog once, for controls that a screen reader could not name. */
@ExtendWith(ApplicationExtension.class)
final class AccessibleNamesTest {
    private final SampleSource source =
            new SampleSource(SampleCluster.splitBrain().view());

    @SuppressWarnings("NullAway.Init") // set by start, before any test
    private Shell shell;

    @Start
    void start(Stage stage) {
        shell = new Shell(source, () -> SampleCluster.NOW, Theme.DARK);
        SmallStage.show(stage, shell);
    }

    @Test
    void everyControlOfTheWindowAndOfEachDialogHasAName(FxRobot robot) {
        Map<String, Runnable> states = new LinkedHashMap<>();
        states.put("main window", () -> {});
        states.put("table", shell::table);
        states.put("palette", shell::palette);
        states.put("help", shell::help);
        states.put("bookmarks", () -> shell.mark(Bookmark.Kind.BOOKMARK));
        states.put("alerts", shell::alerts);
        states.put("evidence", () -> fire("#evidence"));
        states.put("acknowledge", () -> fire("#acknowledge"));
        states.put("error", () -> shell.parts().overlay().message("title", List.of("line"), "details"));
        states.put("identity", () -> fire("#operator"));
        states.put("clusters", () -> {
            ConnectPane pane = new ConnectPane(
                    new SampleClusters(new Profiles(Path.of("no such folder"))), name -> false, name -> {}, () -> {});
            shell.parts().overlay().show(pane.root(), pane::focus);
        });
        states.put("log", () -> {
            LogPane pane = new LogPane(new OwnLog(), () -> {});
            shell.parts().overlay().show(pane.root(), pane::focus);
        });
        states.put("switchover", () -> {
            source.show(SampleCluster.healthy().view());
            shell.refresh();
            fire("#switchover");
        });
        states.put("start of a switchover", () -> {
            fire("#switchover");
            ((TextField) shell.scene().lookup("#confirm")).setText("payments");
            fire("#start");
        });
        states.put("note", () -> shell.mark(Bookmark.Kind.NOTE));
        states.put("fault", () -> new Faults(() -> shell, Ticker.system()).report(new IllegalStateException("odd")));
        states.put("failover", () -> {
            source.show(SampleCluster.cooldown().view());
            shell.select(SampleCluster.group("orders"));
            fire("#failover");
        });
        states.put("fleet", shell::fleet);
        states.put("fleet as a table", shell::table);
        Set<String> plain = Set.of("main window", "table", "fleet", "fleet as a table");
        Map<String, List<String>> mute = new LinkedHashMap<>();
        states.forEach((name, open) -> {
            robot.interact(open);
            robot.interact(() -> {
                List<String> found = new ArrayList<>();
                boolean dialog = !plain.contains(name);
                assertEquals(dialog, shell.parts().overlay().open(), name);
                shell.scene().getRoot().applyCss();
                Structure.aloud(shell.scene().getRoot(), found);
                if (!found.isEmpty()) {
                    mute.put(name, found);
                }
                if (dialog) {
                    shell.parts().overlay().hide();
                }
            });
        });
        assertEquals(Map.of(), mute);
    }

    @Test
    void theWalkFindsAControlWithoutAName(FxRobot robot) {
        robot.interact(() -> {
            List<String> found = new ArrayList<>();
            Structure.aloud(new javafx.scene.layout.HBox(new Button(), new Button("worded")), found);
            assertEquals(1, found.size());
            assertTrue(found.getFirst().startsWith("Button"));
        });
    }

    private void fire(String id) {
        ((Button) shell.scene().lookup(id)).fire();
    }
}
