package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.link.PrimarySource.Word;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.Policy;
import dev.baton.model.ServiceId;
import dev.baton.model.StoreLayout;
import dev.baton.port.StoreEvent;
import dev.baton.port.Ticker;
import dev.baton.protocol.MemberState;
import dev.baton.secure.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PrimaryBoardTest {
    private static final GroupId ORDERS = new GroupId("orders");
    private static final GroupId SEEN = new GroupId("seen");
    private static final MemberId OWN = new MemberId("orders-a");
    private static final MemberId OTHER = new MemberId("orders-b");
    private static final Incarnation LIFE = new Incarnation("b1");

    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);
    private final Ticker ticker = new Ticker() {
        @Override
        public long nanos() {
            return nanos.get();
        }

        @Override
        public long wallMillis() {
            return nanos.get() / 1_000_000L;
        }
    };
    private final GuardCell guard = new GuardCell(ticker);
    private final PrimaryBoard board = board();

    private PrimaryBoard board() {
        AgentConfig config = new AgentConfig(
                new ServiceId("a"),
                "unused",
                1,
                Duration.ofSeconds(10),
                "127.0.0.1",
                0,
                null,
                Map.of(),
                null,
                "unused",
                Policy.DEFAULT,
                List.of(
                        new AgentConfig.Hosted(
                                ORDERS, new FakeResource(), 1, Map.of(MemberRecord.ENDPOINT, "http://a:8080")),
                        new AgentConfig.Hosted(SEEN, new WitnessResource(), 1, Map.of(MemberRecord.WITNESS, "true"))),
                List.of(),
                Duration.ZERO,
                null,
                Security.NONE,
                AuditBounds.DEFAULT,
                () -> {});
        return new PrimaryBoard(
                config,
                Map.of(
                        ORDERS,
                        new Cell(
                                OWN,
                                new FakeResource(),
                                guard,
                                new MemberState(OWN, new Incarnation("a1"), 1),
                                input -> {}),
                        SEEN,
                        new Cell(
                                new MemberId("seen-a"),
                                new WitnessResource(),
                                new GuardCell(ticker),
                                new MemberState(new MemberId("seen-a"), new Incarnation("a1"), 1),
                                input -> {})));
    }

    private void otherServes(long epoch) {
        MemberRecord record =
                new MemberRecord(OTHER, LIFE, 1, Map.of(MemberRecord.ENDPOINT, "http://b:8080"), null, false);
        Leadership led = new Leadership(
                new Epoch(epoch),
                OTHER,
                LIFE,
                LeadershipState.PRIMARY,
                Hlc.ZERO,
                Cause.INITIAL,
                null,
                null,
                Set.of(),
                null);
        board.accept(ORDERS, new StoreEvent.Node(StoreLayout.member(OTHER), Json.bytes(record), 0, 1, 0));
        board.accept(ORDERS, new StoreEvent.Node(StoreLayout.leadership(ORDERS), Json.bytes(led), 1, 2, 0));
    }

    @Test
    void aGroupThatIsOnlyWitnessedIsNotThisProcesssToBePrimaryOf() {
        assertEquals(List.of(new Word(ORDERS, false, Epoch.NONE, null, null)), board.words());
    }

    @Test
    void whoElseServesIsWhatTheStoreHasShown() {
        otherServes(6);
        assertEquals(List.of(new Word(ORDERS, false, new Epoch(6), OTHER, "http://b:8080")), board.words());
    }

    @Test
    void theAnswerComesFromTheGuardAndEndsWithItThoughNobodyTells() {
        otherServes(6);
        guard.open(new Epoch(7), nanos.get() + 1_000_000_000L, 0, nanos.get());
        assertEquals(List.of(new Word(ORDERS, true, new Epoch(7), OWN, "http://a:8080")), board.words());
        nanos.addAndGet(999_999_999L);
        assertEquals(true, board.words().get(0).here());
        nanos.addAndGet(1);
        assertEquals(List.of(new Word(ORDERS, false, new Epoch(6), OTHER, "http://b:8080")), board.words());
    }

    @Test
    void aGuardThatWasShutSaysNoAtOnce() {
        guard.open(new Epoch(7), nanos.get() + 1_000_000_000L, 0, nanos.get());
        guard.shut("handed over");
        assertEquals(false, board.words().get(0).here());
    }
}
