package dev.baton.console.model;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static dev.baton.console.model.Events.ORDERS;
import static dev.baton.console.model.Events.at;
import static dev.baton.console.model.Events.leads;
import static dev.baton.console.model.Events.link;
import static dev.baton.console.model.Events.store;
import static dev.baton.console.model.Events.storeLink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.theme.Messages;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.Event;
import dev.baton.model.LeadershipState;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The book looks ten times a second, as the console does. */
class AlertBookTest {
    private static final String DOWN = "member-down-orders-c";
    private final AlertStory story = new AlertStory();
    private AlertBook book = AlertBook.EMPTY;

    /** All well until {@code until}, but orders-c is silent from 10 000 to {@code back}. */
    private void down(long back, long until) {
        story.healthy(9_900);
        story.leases(A, 6, 10_000, until);
        story.beats(A, Role.PRIMARY, 6, 10_000, until, UnaryOperator.identity());
        story.beats(B, Role.STANDBY, 6, 10_000, until, UnaryOperator.identity());
        story.beats(C, Role.STANDBY, 6, back, until, UnaryOperator.identity());
        story.add(link(new Event.Reached(at(10_000), "console", ORDERS, C, Reach.REFUSED, -1, "connection refused")));
        story.add(link(new Event.Reached(at(back), "console", ORDERS, C, Reach.OK, 900, "stream open")));
    }

    private void look(long from, long to) {
        for (long now = from; now <= to; now += 100) {
            book = book.after(story.viewAt(now), OwnState.WELL, now);
        }
    }

    private AlertEntry entry(String id) {
        AlertEntry entry = book.entry(id);
        assertNotNull(entry, () -> id + " is not in " + book.entries().keySet());
        return entry;
    }

    private AlertAcknowledgements.One by(String id) {
        AlertAcknowledgements.One one = entry(id).acknowledged();
        assertNotNull(one, id);
        return one;
    }

    private void acknowledge(long millis, String alert, String mark) {
        AlertAcknowledgements all = AlertAcknowledgements.NONE.with(
                new AlertAcknowledgements.One(alert, mark, "oncall", "disk is being replaced", at(millis)));
        story.add(store(new Event.AlertsSeen(at(millis), "console", ORDERS, all, 0, story.zxid())));
    }

    @Test
    void anAlertIsRaisedOnceItLasts() {
        down(30_000, 12_000);
        look(4_000, 10_900);
        assertNull(book.entry(DOWN));
        look(11_000, 11_200);
        assertEquals(AlertEntry.State.RAISED, entry(DOWN).state());
        assertTrue(entry(DOWN).watched());
    }

    @Test
    void whatIsOverStaysUntilItIsAcknowledged() {
        down(12_000, 20_000);
        look(4_000, 13_000);
        assertEquals(AlertEntry.State.CLEARED, entry(DOWN).state());
        assertEquals(12_000, entry(DOWN).clearedMillis());
        look(13_100, 15_000);
        assertEquals(12_000, entry(DOWN).clearedMillis());
        acknowledge(15_050, DOWN, entry(DOWN).alert().mark());
        look(15_100, 15_200);
        assertEquals(List.of(), book.shown());
    }

    @Test
    void anAcknowledgedAlertStaysWhileItsCauseIsThereAndGoesWithIt() {
        down(13_000, 20_000);
        look(4_000, 11_000);
        acknowledge(11_050, DOWN, entry(DOWN).alert().mark());
        look(11_100, 12_900);
        assertEquals(AlertEntry.State.ACKNOWLEDGED, entry(DOWN).state());
        assertEquals("oncall", by(DOWN).by());
        look(13_000, 13_300);
        assertEquals(List.of(), book.shown());
    }

    @Test
    void aRestartedConsoleSeesTheAcknowledgementThatStandsInTheStore() {
        down(30_000, 20_000);
        look(4_000, 11_000);
        acknowledge(11_050, DOWN, entry(DOWN).alert().mark());
        book = AlertBook.EMPTY;
        look(15_000, 15_000);
        assertEquals(AlertEntry.State.ACKNOWLEDGED, entry(DOWN).state());
        assertEquals("disk is being replaced", by(DOWN).note());
    }

    @Test
    void aRestartedConsoleDoesNotTakeTheAcknowledgementOfAnotherLifeOfTheMember() {
        down(30_000, 20_000);
        acknowledge(9_000, DOWN, "orders-c.0");
        look(15_000, 15_000);
        assertEquals(AlertEntry.State.RAISED, entry(DOWN).state());
    }

    @Test
    void whatComesAgainAfterItWasAcknowledgedMustBeAcknowledgedAgain() {
        down(12_000, 13_000);
        look(4_000, 11_000);
        acknowledge(11_050, DOWN, entry(DOWN).alert().mark());
        look(11_100, 12_900);
        assertEquals(List.of(), book.shown());
        story.leases(A, 6, 13_100, 16_000);
        story.beats(A, Role.PRIMARY, 6, 13_100, 16_000, UnaryOperator.identity());
        story.beats(B, Role.STANDBY, 6, 13_100, 16_000, UnaryOperator.identity());
        story.add(link(new Event.Reached(at(13_050), "console", ORDERS, C, Reach.REFUSED, -1, "connection refused")));
        look(13_000, 15_000);
        assertEquals(AlertEntry.State.RAISED, entry(DOWN).state());
        acknowledge(15_050, DOWN, entry(DOWN).alert().mark());
        look(15_100, 15_200);
        assertEquals(AlertEntry.State.ACKNOWLEDGED, entry(DOWN).state());
    }

    @Test
    void whatClearsAndComesBackUnseenIsOneAlertThatCountsTheTimes() {
        down(11_500, 12_000);
        look(4_000, 11_900);
        story.leases(A, 6, 12_100, 14_000);
        story.beats(A, Role.PRIMARY, 6, 12_100, 14_000, UnaryOperator.identity());
        story.beats(B, Role.STANDBY, 6, 12_100, 14_000, UnaryOperator.identity());
        story.add(link(new Event.Reached(at(12_050), "console", ORDERS, C, Reach.REFUSED, -1, "connection refused")));
        look(12_000, 14_000);
        assertEquals(1, book.shown().size());
        assertEquals(2, entry(DOWN).times());
    }

    @Test
    void whatABusyMachineMissesForAMomentIsNoAlert() {
        story.healthy(10_000);
        story.leases(A, 6, 10_250, 12_000);
        story.beats(A, Role.PRIMARY, 6, 10_100, 12_000, UnaryOperator.identity());
        story.beats(B, Role.STANDBY, 6, 11_000, 12_000, UnaryOperator.identity());
        story.beats(C, Role.STANDBY, 6, 11_000, 12_000, UnaryOperator.identity());
        look(4_000, 12_000);
        assertEquals(List.of(), book.shown());
    }

    @Test
    void aConsoleThatHasNotReachedAnybodyYetMissesNobody() {
        story.founded();
        look(2_000, 2_500);
        assertEquals(List.of(), book.shown());
        look(2_600, 9_000);
        assertFalse(book.shown().isEmpty(), "once it should have reached them it does");
    }

    @Test
    void whatIsOnlyThereWhileAConsoleStillConnectsIsNotRemembered() {
        down(12_000, 20_000);
        look(10_500, 12_100);
        assertEquals(List.of(), book.shown());
    }

    @Test
    void withoutTheStoreNothingClearsAndOneAlertSaysSo() {
        down(12_000, 20_000);
        story.add(store(storeLink(11_500, 0)));
        story.add(store(storeLink(14_000, 1)));
        story.add(store(lease(14_000)));
        look(4_000, 13_900);
        assertEquals(AlertEntry.State.RAISED, entry(DOWN).state());
        assertEquals("store-lost", book.shown().getFirst().id());
        assertEquals(2, book.shown().size());
        look(14_000, 14_200);
        assertEquals(AlertEntry.State.CLEARED, entry(DOWN).state());
        assertEquals(AlertEntry.State.CLEARED, entry("store-lost").state());
    }

    private Event.LeaseSeen lease(long millis) {
        return Events.lease(millis, A, 6, 77, story.zxid());
    }

    @Test
    void whatOnlyThisConsoleSeesIsAcknowledgedHere() {
        story.healthy(12_000);
        story.add(store(storeLink(11_000, 0)));
        look(4_000, 11_500);
        AlertEntry lost = entry("store-lost");
        book = book.acknowledged(new AlertAcknowledgements.One(lost.id(), "", "oncall", "", at(11_550)));
        look(11_600, 11_700);
        assertEquals(AlertEntry.State.ACKNOWLEDGED, entry("store-lost").state());
    }

    @Test
    void aSplitBrainKeepsItsLengthAndTheWritesOfEachSideAfterItIsOver() {
        story.healthy(10_000);
        story.add(store(leads(10_050, B, 7, LeadershipState.PRIMARY, story.zxid())));
        story.leases(B, 7, 10_100, 14_000);
        for (long t = 10_100; t <= 12_000; t += 100) {
            long written = 10 + (t - 10_100) / 100;
            story.beats(A, Role.PRIMARY, 6, t, t, s -> AlertStory.rebuilt(s, 800, 0, written, 0, null));
            story.beats(B, Role.PRIMARY, 7, t, t, s -> AlertStory.rebuilt(s, 800, 0, 3 * written, 2, null));
        }
        story.beats(A, Role.STANDBY, 7, 12_100, 14_000, UnaryOperator.identity());
        story.beats(B, Role.PRIMARY, 7, 12_100, 14_000, UnaryOperator.identity());
        story.beats(C, Role.STANDBY, 7, 10_100, 14_000, UnaryOperator.identity());
        look(4_000, 13_000);
        AlertEntry split = entry("split-brain-orders");
        assertEquals(AlertEntry.State.CLEARED, split.state());
        assertEquals(
                "overlap: the claims overlap for 1900 ms so far",
                Messages.of(split.evidence()).get(3));
        assertTrue(
                Messages.of(split.evidence()).contains("orders-a: committed 18 results since this console raised it"),
                split::toString);
        assertTrue(
                Messages.of(split.evidence()).contains("orders-b: committed 54 results since this console raised it"),
                split::toString);
        assertEquals(
                List.of("stale-primary-orders-a"),
                split.under().stream().map(Alert::id).toList());
        assertFalse(
                book.shown().stream().anyMatch(e -> e.id().startsWith("stale-primary")), "it is under the split brain");
    }

    @Test
    void theBookIsBoundedAndKeepsTheGravest() {
        List<Alert> many = java.util.stream.IntStream.range(0, AlertBook.MAX + 50)
                .mapToObj(i -> Alert.of(
                                i == 7 ? Alert.Kind.NO_PRIMARY : Alert.Kind.LAG,
                                i == 7 ? Alert.Severity.ALARM : Alert.Severity.WARNING,
                                Phrase.verbatim("some"),
                                Phrase.verbatim("some."),
                                List.of(),
                                -1)
                        .named("s" + i, ""))
                .toList();
        book = book.after(ClusterView.EMPTY, many, 1_000);
        assertEquals(AlertBook.MAX, book.entries().size());
        assertEquals("no-primary-s7", book.shown().getFirst().id());
    }
}
