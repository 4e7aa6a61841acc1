package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.theme.ThemeChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WindowStateTest {
    private static final WindowState STATE = new WindowState(
            new WindowState.Place(10, 20, 1280, 720),
            false,
            0.4,
            ThemeChoice.SYSTEM,
            1.5,
            Map.of("lab", "payments", "eu west:1", "orders"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before any test
    Path dir;

    private WindowStateFile file() {
        return new WindowStateFile(dir.resolve("baton").resolve("window.properties"));
    }

    @Test
    void whatIsWrittenIsRead() {
        assertEquals("", file().write(STATE));
        assertEquals(new WindowStateFile.Read(STATE, ""), file().read());
    }

    @Test
    void withoutAFileTheWindowBeginsAsTheFirstTime() {
        assertEquals(new WindowStateFile.Read(WindowState.FIRST, ""), file().read());
    }

    @Test
    void aBrokenFileIsSetAsideAndSaid() throws Exception {
        int before = 0;
        for (String broken : new String[] {"scale=9", "theme=pink", "x=\\u12", "x=1\ny=NaN", "width=10\nx=1"}) {
            Files.createDirectories(file().file().getParent());
            Files.writeString(file().file(), broken);
            WindowStateFile.Read read = file().read();
            assertEquals(WindowState.FIRST, read.state(), broken);
            assertTrue(read.trouble().contains("set aside"), read.trouble());
            assertFalse(Files.exists(file().file()));
            before++;
            String name = "window.properties.broken" + (before == 1 ? "" : "-" + before);
            assertEquals(broken, Files.readString(dir.resolve("baton").resolve(name)), "each is kept");
        }
        Files.write(file().file(), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertTrue(file().read().trouble().contains("set aside"), "bytes that are no text");
    }

    @Test
    void aHalfWrittenFileIsNotTheFile() throws Exception {
        file().write(STATE);
        Files.writeString(dir.resolve("baton").resolve("window.properties.new"), "scale=");
        assertEquals(STATE, file().read().state());
        file().write(WindowState.FIRST);
        assertEquals(WindowState.FIRST, file().read().state());
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws Exception {
        Path blocked = Files.writeString(dir.resolve("blocked"), "");
        String why = new WindowStateFile(blocked.resolve("window.properties")).write(STATE);
        assertTrue(why.contains("not kept") && why.contains("blocked"), why);
    }

    @Test
    void theScaleGoesInTenthsAndStaysWithinItsLimits() {
        assertEquals(1.1, WindowState.stepped(1.0, 1));
        assertEquals(0.8, WindowState.stepped(0.8, -1));
        assertEquals(2.0, WindowState.stepped(2.0, 1));
        double scale = 0.8;
        for (int i = 0; i < 12; i++) {
            scale = WindowState.stepped(scale, 1);
        }
        assertEquals(2.0, scale);
    }
}
