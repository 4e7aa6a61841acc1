package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.SampleSource;
import dev.baton.console.theme.Theme;
import dev.baton.console.timeline.Bookmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Notes on the timeline, and that what an operator wrote is there again tomorrow. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before any test
final class NotebookTest {
    private static final long NOW = SampleCluster.NOW;

    @TempDir
    private Path dir;

    private Shell shell;
    private final List<String> unkept = new ArrayList<>();

    @Start
    void start(Stage stage) {
        shell = made();
        SmallStage.show(stage, shell);
    }

    private static Shell made() {
        SampleSource source = new SampleSource(SampleCluster.healthy().view());
        source.live(SampleCluster.splitBrain());
        return new Shell(source, () -> NOW, Theme.DARK);
    }

    private Path file() {
        return StateFile.of(dir, "east");
    }

    private String keep(Shell of) {
        return Notebook.keep(file(), of.time(), unkept::add);
    }

    private static void press(FxRobot robot, KeyCode key) {
        robot.press(key).release(key);
    }

    @Test
    void nWritesANoteAtTheShownInstantAndItIsListedAndFoundByThePalette(FxRobot robot) {
        robot.interact(() -> keep(shell));
        press(robot, KeyCode.OPEN_BRACKET);
        press(robot, KeyCode.N);
        assertTrue(robot.lookup("#instant").queryAs(Label.class).getText().startsWith("Note at "));
        press(robot, KeyCode.ENTER);
        assertEquals(
                "A note needs words.",
                robot.lookup("#whole").queryAs(Label.class).getText());
        robot.write("switch port 12 was down");
        press(robot, KeyCode.ENTER);
        Bookmark note = shell.time().bookmarks().getFirst();
        assertEquals(Bookmark.Kind.NOTE, note.kind());
        assertEquals(NOW - 2_250, note.atMillis());
        assertEquals("switch port 12 was down", note.name());
        assertEquals(1, robot.lookup("#list").queryListView().getItems().size());
        press(robot, KeyCode.ESCAPE);
        press(robot, KeyCode.END);
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        robot.write("port 12");
        press(robot, KeyCode.ENTER);
        assertEquals(NOW - 2_250, shell.time().atMillis());
    }

    @Test
    void theInstantOfANoteIsTheOneUnderThePointer(FxRobot robot) {
        Pane lanes = robot.lookup("#canvases").queryAs(Pane.class);
        robot.interact(() -> {
            Bounds at = lanes.getLayoutBounds();
            lanes.fireEvent(new MouseEvent(
                    MouseEvent.MOUSE_MOVED,
                    at.getWidth() / 2,
                    60,
                    0,
                    0,
                    MouseButton.NONE,
                    0,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    null));
            shell.mark(Bookmark.Kind.NOTE);
        });
        String title = robot.lookup("#instant").queryAs(Label.class).getText();
        robot.write("here");
        press(robot, KeyCode.ENTER);
        long at = shell.time().bookmarks().getFirst().atMillis();
        assertTrue(at < NOW - 5_000 && at > NOW - 30_000, title);
        assertTrue(shell.time().window().get().live(), "writing a note does not leave the present");
    }

    @Test
    void whatWasMarkedIsThereAfterARestart(FxRobot robot) {
        robot.interact(() -> {
            assertEquals("", keep(shell));
            shell.time().bookmark("before the cut");
            shell.time().mark(Bookmark.Kind.NOTE, NOW - 7, "\"quoted\" \u2026");
            Shell again = made();
            assertEquals("", keep(again));
            assertEquals(shell.time().bookmarks(), again.time().bookmarks());
            again.time().forget(again.time().bookmarks().getFirst());
            Shell third = made();
            keep(third);
            assertEquals(List.of("before the cut"), names(third));
        });
        assertEquals(List.of(), unkept);
    }

    @Test
    void twoConsolesOnOneFileLoseNothingOfEachOther(FxRobot robot) {
        robot.interact(() -> {
            Shell other = made();
            other.refresh();
            keep(shell);
            keep(other);
            shell.time().bookmark("mine");
            other.time().bookmark("yours");
            shell.time().bookmark("mine too");
            Shell third = made();
            keep(third);
            assertEquals(List.of("mine too", "yours", "mine"), names(third));
        });
    }

    @Test
    void aBrokenFileIsNamedAndSetAsideAndAnEarlierOneBesideItToo(FxRobot robot) throws IOException {
        for (String broken : List.of("{\"version\":1,\"marks\":[{\"kind\":\"NO", "{\"version\":2,\"marks\":[]}")) {
            Files.createDirectories(dir);
            Files.writeString(file(), broken);
            robot.interact(() -> {
                Shell fresh = made();
                String trouble = keep(fresh);
                assertTrue(trouble.contains("east.json is broken (") && trouble.contains("set aside as"), trouble);
                assertEquals(List.of(), fresh.time().bookmarks());
            });
            assertFalse(Files.exists(file()));
        }
        assertTrue(Files.readString(dir.resolve("east.json.broken")).endsWith("NO"));
        assertTrue(Files.readString(dir.resolve("east.json.broken-2")).contains("2"));
    }

    @Test
    void whatCannotBeSetAsideIsNotWrittenOver(FxRobot robot) throws IOException {
        Files.createDirectories(file());
        Files.writeString(file().resolve("inside"), "a folder where the file should be");
        for (int i = 1; i <= 100; i++) {
            Files.createFile(dir.resolve("east.json.broken" + (i == 1 ? "" : "-" + i)));
        }
        robot.interact(() -> {
            String trouble = keep(shell);
            assertTrue(trouble.contains("could not be set aside"), trouble);
            shell.time().bookmark("lost at the end, and said so");
        });
        assertTrue(
                unkept.stream().anyMatch(words -> words.startsWith("Bookmarks and notes are not kept")), "" + unkept);
        assertTrue(Files.exists(file().resolve("inside")));
    }

    @Test
    void eachClusterHasAFileOfItsOwn() {
        assertEquals("prod-eu.json", StateFile.of(dir, "prod-eu").getFileName().toString());
        String lab = StateFile.of(dir, "\u0000/var/lab").getFileName().toString();
        String other = StateFile.of(dir, "\u0000/var_lab").getFileName().toString();
        assertTrue(lab.matches("_[A-Za-z0-9._-]+\\.json"), lab);
        assertFalse(lab.equals(other));
    }

    private static List<String> names(Shell of) {
        return of.time().bookmarks().stream().map(Bookmark::name).toList();
    }

    @Test
    void aLongNoteIsReadInWholeBelowTheList(FxRobot robot) {
        String text = "word ".repeat(60).strip();
        robot.interact(() -> {
            shell.time().mark(Bookmark.Kind.NOTE, NOW - 1_000, text);
            shell.mark(Bookmark.Kind.NOTE);
            ListView<?> list = robot.lookup("#list").queryListView();
            list.getSelectionModel().selectFirst();
        });
        assertEquals(text, robot.lookup("#whole").queryAs(Label.class).getText());
    }
}
