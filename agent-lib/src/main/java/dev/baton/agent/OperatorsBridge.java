package dev.baton.agent;

import dev.baton.authority.Operators;
import dev.baton.model.Json;
import dev.baton.model.OperatorRecord;
import dev.baton.model.StoreLayout;
import dev.baton.port.ChildrenResult;
import dev.baton.port.CoordinationStore;
import dev.baton.port.StoreEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads who may ask for actions. Until the store has said that there is no operator, or which there are, nothing is taken: an agent that may not
 * read them takes no action at all. A cluster that was seen to have an operator never counts as open again in this life, and a record that cannot
 * be read is nobody's key.
 *
 * <p>Called by the store's threads.
 */
final class OperatorsBridge {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorsBridge.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String BELOW = StoreLayout.OPERATORS + "/";

    private final CoordinationStore store;
    private final Consumer<Operators> sink;
    private final Map<String, OperatorRecord> byKey = new HashMap<>(); // guarded by this
    private boolean closed; // guarded by this
    private boolean read; // guarded by this
    private boolean warm; // guarded by this
    private volatile boolean stopped;
    private Operators told = Operators.UNREAD; // guarded by this

    OperatorsBridge(CoordinationStore store, Consumer<Operators> sink) {
        this.store = store;
        this.sink = sink;
    }

    void start() {
        store.watch(StoreLayout.OPERATORS, path -> true, this::accept);
    }

    private void accept(StoreEvent event) {
        if (event instanceof StoreEvent.Node node && node.path().startsWith(BELOW)) {
            operator(node);
        } else if (event instanceof StoreEvent.Synced) {
            // A walk that was not allowed to look looks like one that found nothing: the list itself tells.
            list();
        }
    }

    private void list() {
        store.children(StoreLayout.OPERATORS, TIMEOUT).whenComplete((listed, failed) -> {
            if (listed instanceof ChildrenResult.Found found) {
                listed(found);
            } else {
                LOG.warn(
                        "who may ask for actions cannot be read, so none is taken: {}",
                        listed == null ? failed : listed);
                if (!stopped) {
                    CompletableFuture.delayedExecutor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                            .execute(this::list);
                }
            }
        });
    }

    void stop() {
        stopped = true;
    }

    private synchronized void operator(StoreEvent.Node node) {
        closed = true;
        String keyId = node.path().substring(BELOW.length());
        try {
            OperatorRecord record = Json.read(node.data(), OperatorRecord.class, node.path());
            if (!record.keyId().equals(keyId)) {
                throw new Json.MalformedException(
                        node.path() + ": expected the record of that key, found that of " + record.keyId());
            }
            byKey.put(keyId, record);
        } catch (Json.MalformedException e) {
            byKey.remove(keyId);
            LOG.warn("an operator's record counts for nobody: {}", e.getMessage());
        }
        tell();
    }

    private synchronized void listed(ChildrenResult.Found found) {
        closed |= !found.names().isEmpty();
        read = true; // A record that is listed and has not come by the watch yet is nobody's key so far.
        tell();
    }

    private void tell() {
        if (!read) {
            return;
        }
        Operators next = closed ? Operators.of(byKey) : Operators.OPEN;
        if (!next.equals(told)) {
            if (!warm && closed) {
                warm = true;
                WarmSignatures.start();
            }
            told = next;
            sink.accept(next);
        }
    }
}
