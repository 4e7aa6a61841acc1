package dev.baton.console.model;

import static dev.baton.console.model.Events.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.theme.Messages;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.Event;
import dev.baton.model.GroupId;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** One incident, one alert, in a fleet. */
class IncidentsTest {
    private static final long NOW = 20_000;
    private static final List<String> SERVICES = List.of("a", "b", "c");
    private final List<Observed> history = new ArrayList<>();
    private long zxid = 1;

    /** Groups of three on the services a, b and c; service a holds them all, and those in {@code silent} said nothing for three seconds. */
    private ClusterView fleet(int groups, Set<String> silent, boolean refused) {
        history.add(Events.store(Events.storeLink(1_000, 1)));
        for (int i = 0; i < groups; i++) {
            GroupId group = new GroupId("g" + i);
            Set<MemberId> electors = new TreeSet<>();
            SERVICES.forEach(service -> electors.add(new MemberId(group + "-" + service)));
            MemberId holder = new MemberId(group + "-a");
            for (MemberId member : electors) {
                member(group, member, silent.contains(member.service().value()), refused, member.equals(holder));
            }
            history.add(Events.store(new Event.LeadershipSeen(
                    at(1_000),
                    "console",
                    group,
                    new Leadership(
                            new Epoch(1),
                            holder,
                            Events.life(holder, 1),
                            LeadershipState.PRIMARY,
                            at(1_000),
                            Cause.INITIAL,
                            null,
                            null,
                            Set.of(),
                            null),
                    1,
                    zxid++)));
            history.add(Events.store(new Event.LeaseSeen(
                    at(NOW - 100),
                    "console",
                    group,
                    new Lease(new Epoch(1), holder, Events.life(holder, 1), 1_000, electors, 9),
                    9,
                    zxid++)));
        }
        return Events.fold(history);
    }

    private void member(GroupId group, MemberId member, boolean silent, boolean refused, boolean primary) {
        MemberRecord record = new MemberRecord(member, Events.life(member, 1), 1, Map.of(), null, false);
        Live live = new Live(member, Events.life(member, 1), "127.0.0.1:7001");
        history.add(Events.store(new Event.MemberSeen(at(1_000), "console", group, record, 1, zxid++)));
        history.add(Events.store(new Event.LiveSeen(at(1_000), "console", group, member, live, zxid++)));
        Role role = primary ? Role.PRIMARY : Role.STANDBY;
        history.add(Events.link(Events.beat(silent ? NOW - 3_000 : NOW - 50, zxid, Events.status(member, 1, role, 1))));
        if (silent && refused) {
            history.add(Events.link(new Event.Reached(
                    at(NOW - 2_900), "console", group, member, Reach.REFUSED, -1, "connection refused")));
        }
    }

    private List<Alert> incidents(ClusterView view) {
        return Incidents.of(view, Alerts.of(view, NOW));
    }

    @Test
    void aServiceThatTakesFiftyMembersWithItIsOneAlert() {
        List<Alert> all = incidents(fleet(50, Set.of("b"), true));
        assertEquals(List.of("service-down-b"), all.stream().map(Alert::id).toList());
        Alert alert = all.getFirst();
        assertEquals("Service b CRASHED", Messages.of(alert.headline()));
        assertEquals(50, alert.under().size());
        assertTrue(alert.touches(new GroupId("g17")));
        assertEquals(new GroupId("g0"), alert.home());
    }

    @Test
    void whatFollowsInTheGroupsComesUnderTheServices() {
        List<Alert> all = incidents(fleet(50, Set.of("b", "c"), true));
        assertEquals(
                Set.of("service-down-b", "service-down-c"),
                Set.copyOf(all.stream().map(Alert::id).toList()));
        assertEquals(200, all.stream().mapToInt(a -> a.under().size()).sum(), "100 members, no standby, no quorum");
    }

    @Test
    void allAgentsSilentIsOneAlert() {
        List<Alert> all = incidents(fleet(50, Set.copyOf(SERVICES), false));
        assertEquals(List.of("agents-lost"), all.stream().map(Alert::id).toList());
    }

    @Test
    void theLostStoreIsOneAlertForAWholeFleet() {
        fleet(50, Set.of("b"), true);
        history.add(Events.store(Events.storeLink(NOW - 10, 0)));
        List<Alert> all = incidents(Events.fold(history));
        assertEquals(List.of("store-lost"), all.stream().map(Alert::id).toList());
    }

    @Test
    void oneMemberOfAServiceThatHasOthersIsItsOwnAlert() {
        fleet(3, Set.of(), false);
        MemberId member = new MemberId("g1-b");
        history.add(Events.link(new Event.Reached(
                at(NOW - 10), "console", new GroupId("g1"), member, Reach.REFUSED, -1, "connection refused")));
        assertEquals(
                List.of("member-down-g1-b"),
                incidents(Events.fold(history)).stream().map(Alert::id).toList());
    }

    /** Printed for whoever watches how long a look takes; the bound only catches one that grows with its square. */
    @Test
    void aLookAtAThousandGroupsIsShort() {
        ClusterView well = fleet(1_000, Set.of(), false);
        history.clear();
        ClusterView bad = fleet(1_000, Set.of("b"), true);
        for (ClusterView view : List.of(well, bad)) {
            AlertBook book = AlertBook.EMPTY;
            for (int i = 0; i < 20; i++) {
                book = book.after(view, OwnState.WELL, NOW);
            }
            long before = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                book = book.after(view, OwnState.WELL, NOW);
            }
            long micros = (System.nanoTime() - before) / 10_000;
            System.out.println(
                    "look: " + micros + " us for 1000 groups, " + book.shown().size() + " alerts");
            assertTrue(micros < 1_000_000, micros + " us");
        }
    }
}
