package dev.baton.fuzz;

import dev.baton.model.ActionRecord;
import dev.baton.model.Activation;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.Cause;
import dev.baton.model.EpochRecord;
import dev.baton.model.Event;
import dev.baton.model.Evidence;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import dev.baton.model.Reach;
import dev.baton.model.Recovery;
import dev.baton.model.Role;
import dev.baton.model.Verdict;
import java.util.List;

/** One of each kind of event. */
final class Events {
    private static final String SOURCE = "orders-a";

    private Events() {}

    static List<Event> all(
            Hlc at,
            GroupId group,
            MemberId member,
            MemberStatus status,
            EpochRecord epoch,
            Activation activation,
            Recovery recovery,
            List<Object> stored) {
        return List.of(
                new Event.Heartbeat(at, SOURCE, 17, status),
                new Event.Transition(at, SOURCE, group, member, Role.STANDBY, Role.PROMOTING, epoch.epoch(), "granted"),
                new Event.VerdictChanged(
                        at,
                        SOURCE,
                        group,
                        member,
                        Verdict.HUNG,
                        List.of(new Evidence("orders-b", Reach.TIMEOUT, 900, "silent"))),
                new Event.Blocked(at, SOURCE, group, member, "grant", "lag is 4000"),
                new Event.Recovered(at, SOURCE, group, member, epoch.epoch(), Cause.HUNG, recovery),
                new Event.Reached(at, SOURCE, group, member, Reach.LATE, 250, "late"),
                new Event.StoreLink(at, SOURCE, 1, 2, 99, "one of two"),
                new Event.Corrupt(at, SOURCE, group, "/groups/orders/lease", "not JSON"),
                new Event.PolicySeen(at, SOURCE, group, first(stored, Policy.class), 3, 99),
                new Event.LeaseSeen(at, SOURCE, group, first(stored, Lease.class), 3, 99),
                new Event.LeadershipSeen(at, SOURCE, group, first(stored, Leadership.class), 3, 99),
                new Event.EpochSeen(at, SOURCE, group, epoch, activation, 99),
                new Event.MemberSeen(at, SOURCE, group, first(stored, MemberRecord.class), 3, 99),
                new Event.LiveSeen(at, SOURCE, group, member, first(stored, Live.class), 99),
                new Event.ActionSeen(at, SOURCE, group, first(stored, ActionRecord.class), 3, 99),
                new Event.OpenActionSeen(at, SOURCE, group, "act-1", 3, 99),
                new Event.AlertsSeen(at, SOURCE, group, first(stored, AlertAcknowledgements.class), 3, 99));
    }

    private static <T> T first(List<Object> all, Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }
}
