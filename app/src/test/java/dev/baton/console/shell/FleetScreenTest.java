package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleFleet;
import dev.baton.console.SampleSource;
import dev.baton.console.fleet.FleetRow;
import dev.baton.console.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class FleetScreenTest {
    private final SampleSource source =
            new SampleSource(SampleFleet.troubled(60).view());

    @SuppressWarnings("NullAway.Init") // set by start, before any test
    private Shell shell;

    @Start
    void start(Stage stage) {
        shell = new Shell(source, () -> SampleFleet.NOW, Theme.DARK);
        stage.setScene(shell.scene());
        stage.setWidth(1280);
        stage.setHeight(720);
        stage.show();
        shell.refresh();
    }

    private static void keys(FxRobot robot, KeyCode... codes) {
        robot.press(codes);
        for (int i = codes.length - 1; i >= 0; i--) {
            robot.release(codes[i]);
        }
    }

    private String text(FxRobot robot, String id) {
        robot.interact(() -> {
            shell.scene().getRoot().applyCss();
            shell.scene().getRoot().layout();
        });
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    @Test
    void byKeyboardFromTheFleetToAGroupAndBack(FxRobot robot) {
        keys(robot, KeyCode.CONTROL, KeyCode.G);
        assertTrue(text(robot, "#card").startsWith("Group payments-000, SPLIT BRAIN"), text(robot, "#card"));
        keys(robot, KeyCode.RIGHT);
        String next = text(robot, "#card");
        assertTrue(next.startsWith("Group invoice-001, NO PRIMARY"), next);
        keys(robot, KeyCode.ENTER);
        assertNull(robot.lookup("#card").tryQuery().orElse(null));
        assertTrue(text(robot, "#name").startsWith("invoice-001-"), text(robot, "#name"));
        keys(robot, KeyCode.ESCAPE);
        assertTrue(text(robot, "#card").startsWith("Group invoice-001"), text(robot, "#card"));
        keys(robot, KeyCode.ESCAPE);
        assertNotNull(robot.lookup("#groups").query());
    }

    @Test
    void escapeLeavesAGroupOnlyForTheFleetThatItWasOpenedFrom(FxRobot robot) {
        keys(robot, KeyCode.ESCAPE);
        assertNull(robot.lookup("#card").tryQuery().orElse(null));
    }

    @Test
    void theTableSaysTheSameInTheSameOrder(FxRobot robot) {
        keys(robot, KeyCode.CONTROL, KeyCode.G);
        keys(robot, KeyCode.CONTROL, KeyCode.B);
        @SuppressWarnings("unchecked")
        TableView<FleetRow> table = robot.lookup(".fleet #table").queryAs(TableView.class);
        assertEquals(60, table.getItems().size());
        assertEquals("payments-000", table.getItems().getFirst().id().value());
        assertEquals(
                "payments-000", table.getSelectionModel().getSelectedItem().id().value());
        keys(robot, KeyCode.DOWN);
        assertTrue(text(robot, "#card").startsWith("Group invoice-001"), text(robot, "#card"));
        keys(robot, KeyCode.ENTER);
        assertTrue(text(robot, "#name").startsWith("invoice-001-"), text(robot, "#name"));
    }

    @Test
    void theFilterIsReachedByKeyboardAndLeavesOnlyWhatWasAskedFor(FxRobot robot) {
        keys(robot, KeyCode.CONTROL, KeyCode.G);
        keys(robot, KeyCode.CONTROL, KeyCode.F);
        robot.write("state:paused");
        assertEquals("2 of 60 · worst first", text(robot, "#found"));
        keys(robot, KeyCode.ESCAPE);
        assertEquals("", robot.lookup("#filter").queryAs(TextField.class).getText());
        keys(robot, KeyCode.ESCAPE);
        keys(robot, KeyCode.CONTROL, KeyCode.J);
        assertEquals("6 of 60 · worst first", text(robot, "#found"));
        assertFalse(robot.lookup("#groups").tryQuery().isPresent());
    }

    @Test
    void theFleetHidesNothingAndIsWhollyNamed(FxRobot robot) {
        keys(robot, KeyCode.CONTROL, KeyCode.G);
        for (int theme = 0; theme < 2; theme++) {
            List<String> wrong = new ArrayList<>();
            robot.interact(() -> {
                shell.scene().getRoot().applyCss();
                shell.scene().getRoot().layout();
                for (Node node : robot.lookup(".fleet .label").queryAll()) {
                    Label label = (Label) node;
                    boolean whole = label.isWrapText() || label.getWidth() + 1 >= label.prefWidth(-1);
                    if (shown(label) && !label.getText().isEmpty() && !whole) {
                        wrong.add("cut off: '" + label.getText() + "'");
                    }
                }
                for (String id : List.of("#filter", "#trouble", "#by", "#asTable", "#back", "#holder", "#table")) {
                    String name = shell.scene().lookup(".fleet " + id) == null
                            ? null
                            : shell.scene().lookup(".fleet " + id).getAccessibleText();
                    if (name == null || name.isBlank()) {
                        wrong.add("without a name: " + id);
                    }
                }
                shell.theme();
            });
            assertEquals(List.of(), wrong);
        }
    }

    private static boolean shown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static List<MenuItem> menu() {
        return Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .flatMap(window -> ((ContextMenu) window).getItems().stream())
                .toList();
    }

    @Test
    void theMenuOfARowOffersWhatTheGroupsScreenOffersAndSaysWhatIsOffAndWhy(FxRobot robot) {
        keys(robot, KeyCode.CONTROL, KeyCode.G);
        keys(robot, KeyCode.RIGHT);
        keys(robot, KeyCode.CONTROL, KeyCode.M);
        List<String> titles = menu().stream().map(MenuItem::getText).toList();
        assertEquals(10, titles.size(), titles::toString);
        assertEquals("Open the group", titles.getFirst());
        assertTrue(titles.get(1).startsWith("Switchover… (off: "), titles::toString);
        assertTrue(menu().get(1).isDisable());
        assertEquals("Failover…", titles.get(2), "a group without a primary wants one");
        assertTrue(titles.contains("Reinstate… (off: no member of invoice-001 is fenced)"), titles::toString);
        robot.interact(() -> menu().getFirst().fire());
        assertTrue(text(robot, "#name").startsWith("invoice-001-"), text(robot, "#name"));
    }

    @Test
    void aSwitchoverFromTheMenuIsPlannedOnTheGroupsOwnScreen(FxRobot robot) {
        keys(robot, KeyCode.CONTROL, KeyCode.G);
        robot.interact(() -> robot.lookup("#filter").queryAs(TextField.class).setText("state:healthy"));
        keys(robot, KeyCode.RIGHT);
        keys(robot, KeyCode.CONTROL, KeyCode.M);
        robot.interact(() -> {
            MenuItem switchover = menu().get(1);
            assertEquals("Switchover…", switchover.getText());
            switchover.fire();
        });
        assertTrue(shell.parts().overlay().open());
        assertNotNull(robot.lookup("#confirm").query());
        assertTrue(text(robot, ".dialog #title").startsWith("Switchover · "));
        assertNotNull(robot.lookup("#groups").query(), "behind it is the group's screen");
    }
}
