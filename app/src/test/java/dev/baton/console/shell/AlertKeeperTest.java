package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.model.Alert;
import dev.baton.console.model.AlertBook;
import dev.baton.console.model.AlertEntry;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.OwnState;
import dev.baton.console.theme.Messages;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.Hlc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing the console acknowledges nothing. */
final class AlertKeeperTest {
    private static final long NOW = SampleCluster.NOW;
    private static final String SPLIT = "split-brain-payments";

    @TempDir
    private Path dir;

    private final List<String> unkept = new ArrayList<>();
    private final Deque<Runnable> beside = new ArrayDeque<>();

    private AlertKeeper keeper() {
        return new AlertKeeper(dir.resolve("east.json"), beside::add, unkept::add);
    }

    private static AlertBook look(AlertBook book, ClusterView view, long now) {
        return book.after(view, OwnState.WELL, now);
    }

    private static AlertEntry entry(AlertBook book) {
        return Objects.requireNonNull(book.entry(SPLIT));
    }

    /** A console that saw a split brain for a while and was closed. */
    private AlertBook closedInASplitBrain() {
        AlertBook book = look(AlertBook.EMPTY, SampleCluster.healthy().view(), NOW - 20_000);
        book = look(book, SampleCluster.splitBrain().view(), NOW);
        AlertKeeper keeper = keeper();
        keeper.read();
        keeper.after(book.shown(), NOW);
        while (!beside.isEmpty()) {
            beside.removeFirst().run();
        }
        assertEquals(AlertEntry.State.RAISED, entry(book).state());
        return book;
    }

    private AlertBook restarted(long now) {
        AlertKeeper keeper = keeper();
        List<AlertEntry> kept = keeper.read();
        assertEquals("", keeper.trouble());
        return AlertBook.restored(kept, keeper.acknowledged(), now);
    }

    @Test
    void whatNobodyAcknowledgedIsThereAfterARestartAlsoWhenItsCauseIsGone() {
        AlertBook before = closedInASplitBrain();
        AlertBook again = restarted(NOW + 60_000);
        for (long now = NOW + 60_000; now <= NOW + 75_000; now += 1_000) {
            again = look(again, SampleCluster.healthy().view(), now);
            AlertEntry entry = entry(again);
            assertEquals(AlertEntry.State.CLEARED, entry.state(), "at " + (now - NOW));
            assertEquals(
                    Messages.of(entry(before).alert().text()),
                    Messages.of(entry.alert().text()));
            assertEquals(entry(before).raisedMillis(), entry.raisedMillis());
            assertTrue(Messages.of(entry.evidence().getLast()).contains("closed while it stood"), entry::toString);
            assertEquals(entry(before).under().size(), entry.under().size());
        }
    }

    @Test
    void oneThatStillStandsIsTheSameOneAndNotRaisedAnew() {
        AlertBook before = closedInASplitBrain();
        AlertBook again = look(restarted(NOW + 100), SampleCluster.splitBrain().view(), NOW + 100);
        AlertEntry entry = entry(again);
        assertEquals(AlertEntry.State.RAISED, entry.state());
        assertEquals(1, entry.times());
        assertEquals(entry(before).raisedMillis(), entry.raisedMillis());
    }

    @Test
    void anAcknowledgementEndsItForGood() {
        closedInASplitBrain();
        AlertBook again = restarted(NOW + 60_000);
        Alert alert = entry(again).alert();
        again = again.acknowledged(
                new AlertAcknowledgements.One(alert.id(), alert.mark(), "oncall", "", new Hlc(NOW + 60_000, 0)));
        again = look(again, SampleCluster.healthy().view(), NOW + 60_000);
        AlertKeeper keeper = keeper();
        keeper.read();
        keeper.after(again.shown(), NOW + 61_000);
        keeper.end(again.shown(), NOW + 61_000);
        assertEquals(
                List.of(),
                restarted(NOW + 62_000).shown().stream()
                        .filter(one -> one.id().equals(SPLIT))
                        .toList());
    }

    /** A console that lost its store, was told that somebody knows, and was closed. */
    private void closedWithTheStoreLostAndKnown() {
        AlertBook book = look(AlertBook.EMPTY, SampleCluster.healthy().view(), NOW - 20_000);
        book = look(book, lost(), NOW);
        AlertKeeper keeper = keeper();
        keeper.read();
        keeper.after(book.shown(), NOW);
        book = book.acknowledged(
                new AlertAcknowledgements.One("store-lost", "", "oncall", "switch is dead", new Hlc(NOW + 100, 0)));
        book = look(book, lost(), NOW + 200);
        assertEquals(AlertEntry.State.ACKNOWLEDGED, stored(book).state());
        keeper.after(book.shown(), NOW + 200);
        while (!beside.isEmpty()) {
            beside.removeFirst().run();
        }
    }

    private static ClusterView lost() {
        return SampleCluster.healthy().storeLost(NOW - 5).view();
    }

    private static AlertEntry stored(AlertBook book) {
        return Objects.requireNonNull(book.entry("store-lost"));
    }

    @Test
    void anAcknowledgementOfWhatOnlyThisConsoleSeesSurvivesARestart() {
        closedWithTheStoreLostAndKnown();
        AlertBook again = look(restarted(NOW + 60_000), lost(), NOW + 60_000);
        assertEquals(AlertEntry.State.ACKNOWLEDGED, stored(again).state());
        assertEquals(
                "switch is dead",
                Objects.requireNonNull(stored(again).acknowledged()).note());
    }

    @Test
    void onceItsCauseIsGoneTheNextOccurrenceIsAnotherOne() {
        closedWithTheStoreLostAndKnown();
        AlertBook again = restarted(NOW + 60_000);
        for (long now = NOW + 60_000; now <= NOW + 70_000; now += 1_000) {
            again = look(again, SampleCluster.healthy().view(), now);
        }
        AlertKeeper keeper = keeper();
        keeper.read();
        keeper.after(again.shown(), NOW + 70_000);
        keeper.end(again.shown(), NOW + 70_000);
        assertEquals(
                AlertEntry.State.RAISED,
                stored(look(again, lost(), NOW + 71_000)).state());
        AlertBook third = look(restarted(NOW + 80_000), lost(), NOW + 80_000);
        assertEquals(AlertEntry.State.RAISED, stored(third).state());
    }

    @Test
    void anAcknowledgementThatIsAWeekOldCountsForNothing() {
        closedWithTheStoreLostAndKnown();
        long later = NOW + AlertBook.ACKNOWLEDGED_MILLIS + 1_000;
        assertEquals(
                AlertEntry.State.RAISED,
                stored(look(restarted(later), lost(), later)).state());
    }

    @Test
    void whatIsAWeekOldCountsForNothing() {
        closedInASplitBrain();
        assertEquals(
                List.of(), restarted(NOW + AlertBook.ACKNOWLEDGED_MILLIS + 1).shown());
    }

    @Test
    void itIsWrittenWhenSomethingChangesAndTheNewestIsTheOneThatStays() throws Exception {
        AlertBook calm = look(AlertBook.EMPTY, SampleCluster.healthy().view(), NOW - 20_000);
        AlertBook split = look(calm, SampleCluster.splitBrain().view(), NOW);
        AlertKeeper keeper = keeper();
        keeper.read();
        keeper.after(split.shown(), NOW);
        keeper.after(split.shown(), NOW + 1);
        assertEquals(1, beside.size(), "nothing changed the second time");
        keeper.after(List.of(), NOW + 2);
        Runnable first = beside.removeFirst();
        beside.removeFirst().run();
        first.run();
        assertFalse(Files.readString(dir.resolve("east.json")).contains("SPLIT_BRAIN"));
    }

    @Test
    void aBrokenFileIsSetAside() throws Exception {
        Files.writeString(dir.resolve("east.json"), "{\"version\":1,\"alerts\":[{}]}");
        AlertKeeper keeper = keeper();
        assertEquals(List.of(), keeper.read());
        assertTrue(keeper.trouble().contains("set aside"), keeper.trouble());
        assertTrue(Files.exists(dir.resolve("east.json.broken")));
    }
}
