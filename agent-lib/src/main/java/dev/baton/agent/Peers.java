package dev.baton.agent;

import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.ServiceId;
import dev.baton.model.StoreLayout;
import dev.baton.port.PeerLinks;
import dev.baton.port.PeerLinks.PeerEndpoint;
import dev.baton.port.PeerLinks.PeerSignal;
import dev.baton.port.StoreEvent;
import dev.baton.protocol.Input;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which processes are followed, and which members what they say is about. Learns both from the live records in the store.
 *
 * <p>Thread-safe: called by the store's and the links' threads. A process whose live record vanished is followed on: its session may be
 * gone while it lives, and a peer that is not heard costs a reconnect now and then.
 */
final class Peers {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private final ServiceId self;
    private final Map<ServiceId, String> routes;
    private final PeerLinks links;
    private final Inbox inbox;
    private final Map<ServiceId, PeerEndpoint> endpoints = new TreeMap<>();
    private final Map<ServiceId, Set<GroupId>> groups =
            new ConcurrentHashMap<>(); // of sets that are replaced, not changed
    private final Map<MemberId, Routine.Word> last = new ConcurrentHashMap<>(); // each by its link's thread

    Peers(ServiceId self, Map<ServiceId, String> routes, PeerLinks links, Inbox inbox) {
        this.self = self;
        this.routes = routes;
        this.links = links;
        this.inbox = inbox;
    }

    void accept(GroupId group, StoreEvent event) {
        if (!(event instanceof StoreEvent.Node node) || !node.path().startsWith(StoreLayout.lives(group) + "/")) {
            return;
        }
        try {
            Live live = Json.read(node.data(), Live.class, node.path());
            if (!StoreLayout.live(live.member()).equals(node.path())) {
                throw new Json.MalformedException(
                        node.path() + ": expected the record of that member, found that of " + live.member());
            }
            ServiceId service = live.member().service();
            if (!service.equals(self)) {
                follow(
                        group,
                        service,
                        new PeerEndpoint(routes.getOrDefault(service, live.endpoint()), live.fingerprint()));
            }
        } catch (Json.MalformedException e) {
            // Not ours to mend: its owner writes it anew, and until then the peer is not followed.
            LOG.warn("{}", e.getMessage());
        }
    }

    private void follow(GroupId group, ServiceId service, PeerEndpoint endpoint) {
        Map<ServiceId, PeerEndpoint> all;
        PeerEndpoint before;
        synchronized (this) {
            Set<GroupId> more = new TreeSet<>(groupsOf(service));
            more.add(group);
            groups.put(service, Collections.unmodifiableSet(more));
            before = endpoints.put(service, endpoint);
            if (endpoint.equals(before)) {
                return;
            }
            all = new TreeMap<>(endpoints);
        }
        try {
            links.follow(all, this::signal);
        } catch (IllegalArgumentException malformed) {
            LOG.warn("service {} is not followed there: {}", service, malformed.getMessage());
            back(service, before);
        }
    }

    /** Or one endpoint that is none would keep all the others from being followed. */
    private synchronized void back(ServiceId service, @Nullable PeerEndpoint before) {
        if (before == null) {
            endpoints.remove(service);
        } else {
            endpoints.put(service, before);
        }
    }

    private void signal(PeerSignal signal) {
        if (signal instanceof PeerSignal.Heard heard) {
            heard(heard);
        } else if (signal instanceof PeerSignal.LinkChanged link) {
            for (GroupId group : groupsOf(link.service())) {
                MemberId about = MemberId.of(group, link.service());
                last.remove(about); // Whatever comes next is news.
                inbox.put(group, new Input.PeerLink(about, link.reach(), link.detail()));
            }
        }
    }

    private void heard(PeerSignal.Heard heard) {
        Set<GroupId> shared = groupsOf(heard.service());
        for (@Nullable MemberStatus status : heard.statuses()) {
            // A process speaks for its own members only: what it says of another's would count as that one's word.
            if (status == null || !status.member().service().equals(heard.service())) {
                continue;
            }
            GroupId group = status.group();
            if (!shared.contains(group)) {
                continue;
            }
            Routine.Word now = new Routine.Word(status, heard.nanos());
            Routine.Word before = last.put(status.member(), now);
            Input input = new Input.PeerHeard(status, heard.nanos());
            if (before != null && Routine.is(before, now)) {
                inbox.putRoutine(group, input);
            } else {
                inbox.put(group, input);
            }
        }
    }

    private Set<GroupId> groupsOf(ServiceId service) {
        return groups.getOrDefault(service, Set.of());
    }
}
