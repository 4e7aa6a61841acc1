package dev.baton.console.model;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static dev.baton.console.model.Events.leads;
import static dev.baton.console.model.Events.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.theme.Messages;
import dev.baton.model.Event;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What else comes under a graver alert, where its cause stands alone. */
class LoneCauseTest {
    private final AlertStory story = new AlertStory();

    @Test
    void aHolderThatGoesOnWhileItsSuccessorStillPromotesIsAStalePrimaryAndNoSplitBrainYet() {
        story.healthy(10_000);
        story.add(store(leads(10_050, B, 7, LeadershipState.PROMOTING, story.zxid())));
        story.leases(B, 7, 10_100, 10_600);
        story.beats(A, Role.PRIMARY, 6, 10_100, 10_600, UnaryOperator.identity());
        story.beats(B, Role.PROMOTING, 7, 10_100, 10_600, UnaryOperator.identity());
        story.beats(C, Role.STANDBY, 7, 10_100, 10_600, UnaryOperator.identity());
        Alert alert = story.only(Alert.Kind.STALE_PRIMARY, 10_610);
        assertEquals(Alert.Severity.ALARM, alert.severity());
        assertEquals("stale-primary-orders-a", alert.id());
        assertEquals("e7", alert.mark());
        assertEquals("orders-a claims PRIMARY in epoch 6, the store is at epoch 7.", Messages.of(alert.text()));
        assertTrue(Messages.of(Guidance.of(alert).unsafe()).contains("Do not route callers to orders-a"));
    }

    @Test
    void aPrimaryThatHasNotSpokenSinceTheGrantIsNotStaleYet() {
        story.healthy(10_000);
        story.add(store(leads(10_050, B, 7, LeadershipState.PROMOTING, story.zxid())));
        assertTrue(story.incidents(10_060).stream().noneMatch(a -> a.kind() == Alert.Kind.STALE_PRIMARY));
    }

    @Test
    void aRoleThatNobodyHoldsWhereAllRefuseIsNoPrimaryAndTheirReasonsAreItsEvidence() {
        story.healthy(10_000);
        story.add(store(leads(10_050, null, 6, LeadershipState.VACANT, story.zxid())));
        for (MemberId member : List.of(A, B, C)) {
            story.beats(member, Role.STANDBY, 6, 10_100, 12_500, LoneCauseTest::refusing);
        }
        Alert alert = story.incidents(12_510).getFirst();
        assertEquals(Alert.Kind.NO_PRIMARY, alert.kind());
        assertEquals("Nobody serves orders: no member is eligible.", Messages.of(alert.text()));
        assertEquals(
                List.of("orders-a: STANDBY, disk full", "orders-b: STANDBY, disk full", "orders-c: STANDBY, disk full"),
                Messages.of(alert.evidence()));
    }

    @Test
    void aConsoleThatHasLostAllButSomeOfItsStoreSessionsSaysHowManyAreLeft() {
        story.healthy(10_000);
        story.add(store(new Event.StoreLink(Events.at(10_005), "console", 1, 3, 5, "2 closed")));
        Alert alert = story.only(Alert.Kind.QUORUM, 10_010);
        assertEquals("quorum-sessions", alert.id());
        assertEquals(
                "This console has 1 of 3 store sessions: one more and it sees nothing.", Messages.of(alert.text()));
        assertEquals(List.of("this console: 2 closed"), Messages.of(alert.evidence()));
    }

    @Test
    void whereNobodyIsHeardAndNoLeaseIsRenewedTheAlertDoesNotBlameThisConsole() {
        story.healthy(10_000);
        assertTrue(story.incidents(14_000).stream()
                .filter(a -> a.kind() == Alert.Kind.AGENTS_LOST)
                .anyMatch(a -> Messages.of(a.text()).contains("no lease is renewed either")));
    }

    private static MemberStatus refusing(MemberStatus s) {
        return new MemberStatus(
                s.member(),
                s.incarnation(),
                s.role(),
                s.epoch(),
                -1,
                s.position(),
                0,
                s.committed(),
                s.priority(),
                false,
                "disk full",
                false,
                "disk full",
                s.storeConnections(),
                s.peers(),
                null,
                null,
                null);
    }
}
