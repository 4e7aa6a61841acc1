package dev.baton.client;

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
import dev.baton.model.StoreLayout;
import dev.baton.port.StoreEvent;
import java.util.Map;
import java.util.Set;

/** What a store would show of the group {@code orders}. */
final class Store {
    static final GroupId ORDERS = new GroupId("orders");

    private Store() {}

    static MemberId member(String service) {
        return new MemberId("orders-" + service);
    }

    static Leadership leadership(long epoch, String service, LeadershipState state) {
        return new Leadership(
                new Epoch(epoch),
                member(service),
                new Incarnation(service + "1"),
                state,
                new Hlc(1_000 * epoch, 0),
                Cause.INITIAL,
                null,
                null,
                Set.of(),
                null);
    }

    static StoreEvent led(long epoch, String service, LeadershipState state, int version) {
        return node(StoreLayout.leadership(ORDERS), Json.bytes(leadership(epoch, service, state)), version);
    }

    static MemberRecord record(String service, String incarnation, String endpoint) {
        return new MemberRecord(
                member(service), new Incarnation(incarnation), 1, Map.of(MemberRecord.ENDPOINT, endpoint), null, false);
    }

    static StoreEvent registered(String service, String incarnation, String endpoint, int version) {
        return node(StoreLayout.member(member(service)), Json.bytes(record(service, incarnation, endpoint)), version);
    }

    static StoreEvent node(String path, byte[] data, int version) {
        return new StoreEvent.Node(path, data, version, 100 + version, 0);
    }
}
