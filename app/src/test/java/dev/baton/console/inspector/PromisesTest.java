package dev.baton.console.inspector;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Events;
import dev.baton.console.model.GroupState;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Observed;
import dev.baton.console.theme.Tone;
import dev.baton.console.theme.Words;
import dev.baton.model.Epoch;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.PromiseAsk;
import dev.baton.model.PromiseWord;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A primary whose lease the store no longer renews, and which serves by what its electors promised. */
final class PromisesTest {
    private static final long NOW = 11_500;

    private static MemberStatus with(MemberStatus s, @Nullable PromiseAsk ask, @Nullable PromiseWord word) {
        return new MemberStatus(
                s.member(),
                s.incarnation(),
                s.role(),
                s.epoch(),
                s.guardMillis(),
                s.position(),
                s.lag(),
                s.committed(),
                s.priority(),
                s.ready(),
                s.health(),
                s.eligible(),
                s.reason(),
                s.storeConnections(),
                s.peers(),
                s.action(),
                ask,
                word);
    }

    private static PromiseWord word(long epoch, boolean given, String reason) {
        return new PromiseWord(A, Events.life(A, 1), new Epoch(epoch), 1, given, reason);
    }

    /** The store is silent since 10 000; a asks, and the electors answer so. */
    private static ClusterView asked(@Nullable PromiseWord fromB, @Nullable PromiseWord fromC) {
        List<Observed> events = new ArrayList<>();
        long zxid = 10;
        events.add(Events.store(Events.storeLink(1_000, 1)));
        events.add(Events.store(Events.leads(1_000, A, 6, LeadershipState.PRIMARY, zxid++)));
        for (MemberId member : List.of(A, B, C)) {
            events.add(Events.store(Events.registered(1_000, member, zxid++)));
            events.add(Events.store(Events.live(1_000, member, true, zxid++)));
        }
        events.add(Events.store(Events.lease(10_000, A, 6, 7, zxid)));
        PromiseAsk ask = new PromiseAsk(new Epoch(6), 1, 1_000);
        for (long at = 9_000; at < NOW; at += 100) {
            events.add(Events.link(Events.beat(at, at, with(Events.status(A, 1, Role.PRIMARY, 6), ask, null))));
            events.add(Events.link(Events.beat(at, at, with(Events.status(B, 1, Role.STANDBY, 6), null, fromB))));
            events.add(Events.link(Events.beat(at, at, with(Events.status(C, 1, Role.STANDBY, 6), null, fromC))));
        }
        return Events.fold(events);
    }

    @Test
    void theGroupIsHeldByPromiseAndWhoGaveOneIsNamed() {
        ClusterView view = asked(word(6, true, ""), word(6, true, ""));
        GroupView orders = Events.orders(view);
        GroupState state = GroupStates.of(orders, view, NOW);
        assertEquals(GroupState.HELD_BY_PROMISE, state);
        assertEquals("HELD BY PROMISE", Words.of(state));
        Facts.Fact promises = Readiness.promises(orders);
        assertEquals("asked by orders-a for 1.0 s · orders-b given · orders-c given", promises.text());
        assertEquals(Tone.WARN, promises.tone());
    }

    @Test
    void aRefusalIsNamedWithItsReason() {
        Facts.Fact promises =
                Readiness.promises(Events.orders(asked(word(6, true, ""), word(6, false, "has asked itself"))));
        assertEquals(
                "asked by orders-a for 1.0 s · orders-b given · orders-c refused: has asked itself", promises.text());
        assertEquals(Tone.BAD, promises.tone());
    }

    @Test
    void anAnswerToAnEarlierEpochIsNone() {
        Facts.Fact promises = Readiness.promises(Events.orders(asked(word(5, true, ""), null)));
        assertEquals("asked by orders-a for 1.0 s · orders-b no answer · orders-c no answer", promises.text());
        assertEquals(Tone.BAD, promises.tone());
    }
}
