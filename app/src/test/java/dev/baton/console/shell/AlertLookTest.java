package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.model.AlertBook;
import dev.baton.console.model.AlertEntry;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Events;
import dev.baton.console.model.Observed;
import dev.baton.console.model.OwnState;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.Event;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.port.Ticker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertLookTest {
    private final List<Runnable> beside = new ArrayList<>();
    private final Ticker ticker = new Ticker() {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public long wallMillis() {
            return 0;
        }
    };
    private final AlertLook look = new AlertLook(beside::add, ticker);

    /** Groups of which nothing is known, and a store that is lost. */
    private static ClusterView groups(int count) {
        List<Observed> history = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            history.add(Events.store(
                    new Event.OpenActionSeen(Events.at(1_000), "console", new GroupId("g" + i), null, 0, 1)));
        }
        history.add(Events.store(Events.storeLink(1_000, 0)));
        return Events.fold(history);
    }

    @Test
    void aSmallClusterIsLookedAtAtOnce() {
        AlertBook book = look.after(groups(AlertLook.AT_ONCE_GROUPS), OwnState.WELL, 2_000);
        assertNotNull(book.entry("store-lost"));
        assertTrue(beside.isEmpty());
    }

    @Test
    void aFleetIsLookedAtBesideTheScreenOneLookAtATime() {
        ClusterView fleet = groups(AlertLook.AT_ONCE_GROUPS + 1);
        assertEquals(AlertBook.EMPTY, look.after(fleet, OwnState.WELL, 2_000));
        look.after(fleet, OwnState.WELL, 2_100);
        assertEquals(1, beside.size());
        beside.getFirst().run();
        assertNotNull(look.after(fleet, OwnState.WELL, 2_200).entry("store-lost"));
        assertEquals(2, beside.size());
    }

    @Test
    void whatIsAcknowledgedMeanwhileIsNotForgotten() {
        ClusterView fleet = groups(AlertLook.AT_ONCE_GROUPS + 1);
        look.after(fleet, OwnState.WELL, 2_000);
        look.acknowledge(new AlertAcknowledgements.One("store-lost", "", "oncall", "", new Hlc(2_050, 0)));
        beside.getFirst().run();
        look.after(fleet, OwnState.WELL, 2_100);
        beside.get(1).run();
        AlertEntry lost = look.after(fleet, OwnState.WELL, 2_200).entry("store-lost");
        assertNotNull(lost);
        assertEquals(AlertEntry.State.ACKNOWLEDGED, lost.state());
    }
}
