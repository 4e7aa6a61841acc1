package dev.baton.console.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.model.AlertBook;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.OwnState;
import java.awt.GraphicsEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallsTest {
    private final List<String> called = new ArrayList<>();
    private String missing = "";
    private final Notices notices = new Notices() {
        @Override
        public String missing() {
            return missing;
        }

        @Override
        public void call(String title, String text, boolean alarm) {
            called.add(title + ": " + text);
        }
    };
    private final AlertSettings settings = AlertSettings.unkept();
    private final Calls calls = new Calls(settings, notices, notices);
    private AlertBook book = AlertBook.EMPTY;

    private void look(ClusterView view, long now) {
        AlertBook before = book;
        book = before.after(view, OwnState.WELL, now);
        calls.after(before, book, now);
    }

    @Test
    void bothAreOffUntilTheyAreSwitchedOn() {
        look(SampleCluster.splitBrain().view(), SampleCluster.NOW);
        assertEquals(List.of(), called);
    }

    @Test
    void whatIsRaisedTogetherIsOneCallAndNotAgain() {
        assertEquals("", calls.desktop(true));
        look(SampleCluster.splitBrain().view(), SampleCluster.NOW);
        look(SampleCluster.splitBrain().view(), SampleCluster.NOW + 10);
        assertEquals(1, called.size(), called::toString);
        assertTrue(called.getFirst().contains("Split brain - payments"), called::toString);
    }

    @Test
    void moreWithinSecondsWaitsForTheNextCall() {
        calls.desktop(true);
        look(SampleCluster.splitBrain().view(), SampleCluster.NOW);
        ClusterView lost =
                SampleCluster.splitBrain().storeLost(SampleCluster.NOW + 50).view();
        look(lost, SampleCluster.NOW + 100);
        assertEquals(1, called.size(), called::toString);
        look(lost, SampleCluster.NOW + Calls.PAUSE_MILLIS);
        assertEquals(2, called.size(), called::toString);
        assertTrue(called.getLast().contains("Store lost"), called::toString);
    }

    @Test
    void whereThereIsNoDesktopItSaysSoAndStaysOff() {
        missing = "Desktop notifications are off: there is no display here.";
        assertEquals(missing, calls.desktop(true));
        assertFalse(settings.desktop());
    }

    @Test
    void theRealOnesSayWhatIsMissingOnAMachineWithoutADisplay() {
        assumeTrue(GraphicsEnvironment.isHeadless());
        assertTrue(DesktopNotices.desktop().missing().contains("no display"));
        assertTrue(DesktopNotices.sound().missing().contains("no display"));
        DesktopNotices.desktop().call("title", "text", true);
    }

    @Test
    void theSwitchesAreKeptAndAnUnreadableFileIsOff(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("some/alerts.properties");
        AlertSettings first = AlertSettings.in(file);
        assertFalse(first.desktop());
        assertEquals("", first.desktop(true));
        assertTrue(AlertSettings.in(file).desktop());
        assertFalse(AlertSettings.in(file).sound());
        Files.writeString(file, "desktop=\\u00zz");
        assertFalse(AlertSettings.in(file).desktop());
    }
}
