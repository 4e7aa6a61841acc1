package dev.baton.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.model.LeadershipState;
import dev.baton.model.StoreLayout;
import dev.baton.port.StoreEvent;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrimaryViewTest {
    private static PrimaryView after(StoreEvent... events) {
        PrimaryView view = PrimaryView.of(Store.ORDERS);
        for (StoreEvent event : events) {
            view = view.after(event);
        }
        return view;
    }

    private static final StoreEvent A = Store.registered("a", "a1", "http://a:1", 0);
    private static final StoreEvent B = Store.registered("b", "b1", "http://b:1", 0);

    @Test
    void theHolderOfAnEpochThatIsPrimaryIsGivenWithItsEndpoint() {
        Primary primary = after(A, B, Store.led(7, "b", LeadershipState.PRIMARY, 3))
                .primary()
                .orElseThrow();
        assertEquals(
                new Primary(Store.ORDERS, Store.member("b"), new Epoch(7), "http://b:1", Instant.ofEpochMilli(7_000)),
                primary);
    }

    @Test
    void nobodyIsGivenWhileNobodyMayServe() {
        for (LeadershipState state : LeadershipState.values()) {
            boolean given = after(A, Store.led(7, "a", state, 3)).primary().isPresent();
            assertEquals(state == LeadershipState.PRIMARY, given, state::toString);
        }
        assertEquals(
                "epoch 7 is HANDOVER",
                after(A, Store.led(7, "a", LeadershipState.HANDOVER, 3)).detail());
    }

    @Test
    void aLowerEpochThanOneSeenIsRefusedAndCounted() {
        PrimaryView view = after(A, B, Store.led(8, "b", LeadershipState.PRIMARY, 9));
        PrimaryView behind = view.after(Store.led(7, "a", LeadershipState.PRIMARY, 5));
        assertEquals(view.primary(), behind.primary());
        assertEquals(1, behind.refused());
        assertEquals("epoch 7 refused: epoch 8 has been seen", behind.detail());
        // Also where the higher one was not primary yet: it was granted, so the lower one is over.
        PrimaryView promoting = after(A, B, Store.led(8, "b", LeadershipState.PROMOTING, 8));
        assertEquals(
                Optional.empty(),
                promoting.after(Store.led(7, "a", LeadershipState.PRIMARY, 7)).primary());
    }

    @Test
    void anOlderStateOfTheSameEpochChangesNothing() {
        PrimaryView handed = after(A, Store.led(7, "a", LeadershipState.HANDOVER, 6));
        assertEquals(
                Optional.empty(),
                handed.after(Store.led(7, "a", LeadershipState.PRIMARY, 5)).primary());
        assertEquals(
                0, handed.after(Store.led(7, "a", LeadershipState.PRIMARY, 5)).refused());
        assertTrue(
                handed.after(Store.led(7, "a", LeadershipState.PRIMARY, 7))
                        .primary()
                        .isPresent(),
                "taken back");
    }

    @Test
    void nobodyIsGivenBeforeTheRecordOfTheVeryLifeIsSeen() {
        PrimaryView early = after(Store.led(7, "a", LeadershipState.PRIMARY, 3));
        assertEquals(Optional.empty(), early.primary());
        assertEquals(Store.member("a"), early.missing());
        PrimaryView former = early.after(Store.registered("a", "a0", "http://old:1", 0));
        assertEquals(Optional.empty(), former.primary());
        assertEquals(
                "http://a:1",
                former.after(Store.registered("a", "a1", "http://a:1", 1))
                        .primary()
                        .orElseThrow()
                        .endpoint());
    }

    @Test
    void anEndpointThatWasKnownHoldsForItsEpochAlsoWhenTheMemberStartsAnew() {
        PrimaryView view = after(A, Store.led(7, "a", LeadershipState.PRIMARY, 3));
        PrimaryView restarted = view.after(Store.registered("a", "a2", "http://new:1", 1));
        assertEquals(view.primary(), restarted.primary());
        assertEquals(
                Optional.empty(),
                restarted.after(Store.led(8, "a", LeadershipState.PRIMARY, 4)).primary());
    }

    @Test
    void whatCannotBeReadIsToldAndChangesNothing() {
        PrimaryView view = after(A, Store.led(7, "a", LeadershipState.PRIMARY, 3));
        PrimaryView garbled = view.after(Store.node(StoreLayout.leadership(Store.ORDERS), new byte[] {'{'}, 4));
        assertEquals(view.primary(), garbled.primary());
        assertTrue(garbled.detail().contains("/groups/orders/leadership"), garbled::detail);
        assertEquals(
                "orders-a serves epoch 7",
                garbled.after(Store.led(7, "a", LeadershipState.PRIMARY, 5)).detail());
    }

    @Test
    void whatIsAboutOthersChangesNothing() {
        PrimaryView view = after(A);
        assertEquals(view, view.after(Store.node("/groups/payments/leadership", new byte[0], 1)));
        assertEquals(view, view.after(new StoreEvent.Connection(0, 2, "gone")));
        assertEquals(view, view.after(new StoreEvent.Gone(StoreLayout.leadership(Store.ORDERS))));
    }
}
