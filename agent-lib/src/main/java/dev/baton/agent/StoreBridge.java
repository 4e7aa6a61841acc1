package dev.baton.agent;

import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreEvent;
import dev.baton.protocol.Input;
import java.util.HashSet;
import java.util.Set;

/**
 * Turns what the store shows of one group into inputs of the core. A node that cannot be read becomes an input that says so; it never
 * stops the others. Called by the store's threads, one call at a time.
 */
final class StoreBridge {
    private final GroupId group;
    private final Inbox inbox;
    private final StoreDecoder decoder;
    private final OpenActions actions = new OpenActions();
    private final Set<String> unreadable = new HashSet<>();

    StoreBridge(GroupId group, Inbox inbox) {
        this.group = group;
        this.inbox = inbox;
        this.decoder = new StoreDecoder(group);
    }

    void accept(StoreEvent event) {
        if (event instanceof StoreEvent.Node node) {
            try {
                Input input = decoder.decode(node);
                if (input != null) {
                    actions.told(input).forEach(each -> inbox.put(group, each));
                    if (unreadable.remove(node.path())) {
                        inbox.put(group, new Input.NodeReadable(node.path()));
                    }
                }
            } catch (Json.MalformedException e) {
                if (!decoder.foreign(node.path())) {
                    unreadable.add(node.path());
                    inbox.put(group, new Input.NodeCorrupt(node.path(), String.valueOf(e.getMessage())));
                }
            }
        } else if (event instanceof StoreEvent.Connection c) {
            inbox.put(group, new Input.StoreLink(c.connected(), c.total()));
        }
    }

    static Input leaseRead(long request, String path, ReadResult result) {
        if (result instanceof ReadResult.Found found) {
            try {
                return new Input.LeaseRead(request, Json.read(found.data(), Lease.class, path), found.version());
            } catch (Json.MalformedException e) {
                return new Input.LeaseRead(request, null, -1); // The watch reports what is wrong with it.
            }
        }
        return new Input.LeaseRead(request, null, -1);
    }

    static Input leadershipRead(long request, String path, ReadResult result) {
        if (result instanceof ReadResult.Found found) {
            try {
                return new Input.LeadershipRead(
                        request, Json.read(found.data(), Leadership.class, path), found.version());
            } catch (Json.MalformedException e) {
                return new Input.LeadershipRead(request, null, -1);
            }
        }
        return new Input.LeadershipRead(request, null, -1);
    }
}
