package dev.baton.console.model;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static dev.baton.console.model.Events.beat;
import static dev.baton.console.model.Events.fold;
import static dev.baton.console.model.Events.leads;
import static dev.baton.console.model.Events.lease;
import static dev.baton.console.model.Events.link;
import static dev.baton.console.model.Events.live;
import static dev.baton.console.model.Events.registered;
import static dev.baton.console.model.Events.status;
import static dev.baton.console.model.Events.store;
import static dev.baton.console.model.Events.storeLink;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.PromiseAsk;
import dev.baton.model.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What happened to the group orders, told as events in any order and folded by time. */
final class AlertStory {
    private final List<Observed> history = new ArrayList<>();
    private long zxid = 100;
    private long seq = 100;

    void add(Observed observed) {
        history.add(observed);
    }

    long zxid() {
        return zxid++;
    }

    long seq() {
        return seq++;
    }

    /** orders-a is primary of epoch 6, orders-b and orders-c stand by, everybody is heard from 1 000 to {@code until}. */
    void healthy(long until) {
        founded();
        beats(A, Role.PRIMARY, 6, 1_000, until, UnaryOperator.identity());
        beats(B, Role.STANDBY, 6, 1_000, until, UnaryOperator.identity());
        beats(C, Role.STANDBY, 6, 1_000, until, UnaryOperator.identity());
        leases(A, 6, 1_000, until);
    }

    /** All that stands in the store, and nobody heard. */
    void founded() {
        history.add(store(storeLink(1_000, 1)));
        history.add(store(leads(1_000, A, 6, LeadershipState.PRIMARY, zxid++)));
        for (MemberId member : List.of(A, B, C)) {
            history.add(store(registered(1_000, member, zxid++)));
            history.add(store(live(1_000, member, true, zxid++)));
        }
        leases(A, 6, 1_000, 1_000);
    }

    void leases(MemberId holder, long epoch, long from, long until) {
        for (long t = from; t <= until; t += 250) {
            history.add(store(lease(t, holder, epoch, t, zxid++)));
        }
    }

    void beats(MemberId member, Role role, long epoch, long from, long until, UnaryOperator<MemberStatus> change) {
        for (long t = from; t <= until; t += 100) {
            history.add(link(beat(t, seq++, change.apply(status(member, 1, role, epoch)))));
        }
    }

    /** What a console knew then. */
    ClusterView viewAt(long now) {
        history.sort(Comparator.comparingLong(Observed::receivedMillis));
        return fold(history.stream().filter(o -> o.receivedMillis() <= now).toList());
    }

    ClusterView view() {
        List<Observed> ordered = new ArrayList<>(history);
        ordered.sort(Comparator.comparingLong(Observed::receivedMillis));
        return fold(ordered);
    }

    List<Alert> incidents(long now) {
        ClusterView view = view();
        return Incidents.of(view, Alerts.of(view, now));
    }

    Alert only(Alert.Kind kind, long now) {
        List<Alert> all = incidents(now);
        assertEquals(List.of(kind), all.stream().map(Alert::kind).toList(), all::toString);
        return all.getFirst();
    }

    static MemberStatus lagging(MemberStatus s, long lag) {
        return rebuilt(s, s.guardMillis(), lag, s.committed(), s.storeConnections(), s.ask());
    }

    static MemberStatus rebuilt(
            MemberStatus s, long guard, long lag, long committed, int connections, @Nullable PromiseAsk ask) {
        return new MemberStatus(
                s.member(),
                s.incarnation(),
                s.role(),
                s.epoch(),
                guard,
                s.position(),
                lag,
                committed,
                s.priority(),
                s.ready(),
                s.health(),
                s.eligible(),
                s.reason(),
                connections,
                s.peers(),
                s.action(),
                ask,
                s.promise());
    }
}
