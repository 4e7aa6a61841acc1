package dev.baton.console.model;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static History.Moment at(History history, long millis) {
        return Objects.requireNonNull(history.at(millis), "nothing is remembered");
    }

    @Test
    void theViewOfAnEarlierInstantIsTheOneThatWasLiveThen() {
        for (SampleCluster cluster : List.of(SampleCluster.splitBrain(), SampleCluster.failover())) {
            HistoryLog log = new HistoryLog();
            TreeMap<Long, ClusterView> live = new TreeMap<>();
            ClusterView view = ClusterView.EMPTY;
            for (Observed event : cluster.events()) {
                view = ClusterView.apply(view, event);
                log.add(event, view);
                live.put(view.lastMillis(), view);
            }
            History history = log.history();
            int compared = 0;
            for (Map.Entry<Long, ClusterView> then : live.entrySet()) {
                if (then.getKey() % 11 == 0 || then.getKey() > SampleCluster.NOW - 4_000) {
                    History.Moment moment = at(history, then.getKey());
                    assertTrue(moment.exact());
                    assertEquals(then.getValue().withoutLanes(), moment.view());
                    compared++;
                }
            }
            assertTrue(compared > 100, compared + " instants");
            long between = SampleCluster.NOW - 1_999;
            assertEquals(
                    live.floorEntry(between).getValue().withoutLanes(),
                    at(history, between).view());
        }
    }

    @Test
    void nothingIsRememberedBeforeTheFirstEvent() {
        assertNull(History.EMPTY.at(5));
        HistoryLog log = new HistoryLog();
        Observed first = Events.link(Events.beat(1_000, 1, A, Role.PRIMARY, 1));
        log.add(first, ClusterView.apply(ClusterView.EMPTY, first));
        History.Moment before = at(log.history(), 10);
        assertFalse(before.exact());
        assertEquals(1_000, before.atMillis());
    }

    @Test
    void whatWasHandedOutDoesNotChangeWhenMoreComes() {
        HistoryLog log = new HistoryLog();
        ClusterView view = ClusterView.EMPTY;
        History early = History.EMPTY;
        for (int i = 0; i < 5_000; i++) {
            Observed event = Events.link(Events.beat(1_000 + i * 10L, i, i % 2 == 0 ? A : B, Role.STANDBY, 1));
            view = ClusterView.apply(view, event);
            log.add(event, view);
            if (i == 1_500) {
                early = log.history();
            }
        }
        assertEquals(1_501, at(early, Long.MAX_VALUE).view().events());
        assertEquals(5_000, at(log.history(), Long.MAX_VALUE).view().events());
    }

    /** A thousand groups of three for an hour would be minutes of work here: as many events, fewer of them to a second. */
    @Test
    void theNewestIsKeptToTheEventAndTheOldestEverMoreSparselyWithinBounds() {
        HistoryLog log = new HistoryLog();
        ClusterView view = ClusterView.EMPTY;
        List<MemberStatus> statuses = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            MemberId member = MemberId.of(new GroupId("g" + i / 3), new dev.baton.model.ServiceId("s" + i % 3));
            statuses.add(Events.status(member, 1, Role.STANDBY, 1));
        }
        long seconds = 600;
        long seq = 0;
        for (long second = 0; second < seconds; second++) {
            for (MemberStatus status : statuses) {
                Observed event = Events.link(Events.beat(1_000 + second * 1_000, seq++, status));
                view = ClusterView.apply(view, event);
                log.add(event, view);
            }
        }
        History history = log.history();
        System.out.println("remembered: " + history);
        assertTrue(history.events() <= HistoryLog.MAX_EVENTS, history.toString());
        assertTrue(history.keyframes() * 401L <= HistoryLog.MAX_MEMBERS + 401, history.toString());
        assertEquals(1_000, history.fromMillis());
        assertTrue(history.exactFromMillis() < 1_000 + (seconds - 200) * 1_000, history.toString());
        long end = 1_000 + (seconds - 1) * 1_000;
        for (long age : new long[] {0, 1_000, 60_000}) {
            assertTrue(at(history, end - age).exact(), age + " ms ago");
        }
        for (long age : new long[] {300_000, 450_000, 590_000}) {
            History.Moment moment = at(history, end - age);
            long off = end - age - moment.atMillis();
            assertTrue(off >= 0 && off <= age / 4, age + " ms ago is off by " + off);
        }
    }
}
