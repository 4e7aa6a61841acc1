package dev.baton.link;

import dev.baton.model.Epoch;
import dev.baton.model.Event;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.ServiceId;
import dev.baton.model.Verdict;
import java.io.IOException;
import java.util.List;

/** Values to send about. */
final class Samples {
    static final ServiceId A = new ServiceId("a");
    static final Incarnation FIRST = new Incarnation("i1");

    private Samples() {}

    static MemberStatus status(Role role, boolean eligible) {
        PeerView peer = new PeerView(new MemberId("orders-b"), Reach.OK, Verdict.HEALTHY, 12);
        return new MemberStatus(
                new MemberId("orders-a"),
                FIRST,
                role,
                new Epoch(7),
                640,
                1_000,
                3,
                42,
                0,
                eligible,
                "ready",
                eligible,
                eligible ? "would succeed: rank 1" : "lag 12400 > 1000 records",
                2,
                List.of(peer),
                null,
                null,
                null);
    }

    static Event transition(String reason) {
        return new Event.Transition(
                new Hlc(1, 0),
                "orders-a",
                new GroupId("orders"),
                new MemberId("orders-a"),
                Role.STANDBY,
                Role.PROMOTING,
                new Epoch(7),
                reason);
    }

    static LinkServer server(List<MemberStatus> statuses) throws IOException {
        return LinkServer.open(new LinkServer.Config("127.0.0.1", 0, A, FIRST, () -> statuses, () -> ""));
    }
}
