package dev.baton.agent;

import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreEvent;
import dev.baton.protocol.Input;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what the store shows of one group into inputs of the core. A node that cannot be read becomes an input that says so; it never
 * stops the others. Called by the store's threads, one call at a time.
 */
final class StoreBridge {
    private static final Logger LOG = LoggerFactory.getLogger(StoreBridge.class);
    private static final int MAX_TOLD = 1_000;

    private final GroupId group;
    private final Inbox inbox;
    private final StoreDecoder decoder;
    private final OpenActions actions = new OpenActions();
    private final Set<String> unreadable = new HashSet<>();
    private final Map<String, Integer> told = new LinkedHashMap<>() { // path of a rejected node -> its version
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                    return size() > MAX_TOLD;
                }
            };
    private static final long FIRST_TOLD = 20;

    private final Consumer<Rejected> rejected;
    private long said;

    StoreBridge(GroupId group, Inbox inbox) {
        this(group, inbox, node -> {});
    }

    /** @param rejected is told once of each version of an action or another member's record that is not believed; must not block */
    StoreBridge(GroupId group, Inbox inbox, Consumer<Rejected> rejected) {
        this.group = group;
        this.inbox = inbox;
        this.rejected = rejected;
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
                if (decoder.foreign(node.path())) {
                    reject(node, String.valueOf(e.getMessage()));
                } else {
                    unreadable.add(node.path());
                    inbox.put(group, new Input.NodeCorrupt(node.path(), String.valueOf(e.getMessage())));
                }
            }
        } else if (event instanceof StoreEvent.Connection c) {
            inbox.put(group, new Input.StoreLink(c.connected(), c.total()));
        }
    }

    /** The core does without it, so this is all that is ever said of it. */
    private void reject(StoreEvent.Node node, String what) {
        Integer before = told.put(node.path(), node.version());
        if (before == null || before != node.version()) {
            said++;
            // Whoever may create nodes could fill the log: each power of two of them is told, and the audit has them
            // all.
            if ((said & (said - 1)) == 0 || said <= FIRST_TOLD) {
                LOG.warn("not believed, the {}. of this life, version {}: {}", said, node.version(), what);
            }
            rejected.accept(new Rejected(node.path(), what));
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
