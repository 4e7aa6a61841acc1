package dev.baton.console.identity;

import dev.baton.model.Json;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.StoreLayout;
import dev.baton.port.StoreEvent;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The operators of a cluster as its store holds them. Immutable.
 *
 * @param read whether all of them were read once
 * @param entries by key id, with the version of each node
 * @param broken what is wrong with nodes that are no record, by path: they are counted as operators, since the cluster is not without
 */
public record OperatorBook(boolean read, SortedMap<String, Entry> entries, SortedMap<String, String> broken) {
    public static final OperatorBook EMPTY = new OperatorBook(false, new TreeMap<>(), new TreeMap<>());

    /** One record, and the version of its node. */
    public record Entry(OperatorRecord record, int version) {}

    public OperatorBook {
        entries = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        broken = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(broken));
    }

    /** Whether requests must be signed here: a cluster that has once had operators takes no others. */
    public boolean signed() {
        return !entries.isEmpty() || !broken.isEmpty();
    }

    public @Nullable OperatorRecord record(String keyId) {
        Entry entry = entries.get(keyId);
        return entry == null ? null : entry.record();
    }

    /** Whether a key is one of this cluster's, and not revoked. */
    public boolean good(String keyId) {
        OperatorRecord known = record(keyId);
        return known != null && !known.revoked();
    }

    /** As those take it who verify signatures; one whose record cannot be read can sign nothing. */
    public dev.baton.authority.Operators known() {
        if (!signed()) {
            return read ? dev.baton.authority.Operators.OPEN : dev.baton.authority.Operators.UNREAD;
        }
        Map<String, OperatorRecord> byKey = new TreeMap<>();
        entries.forEach((keyId, entry) -> byKey.put(keyId, entry.record()));
        return dev.baton.authority.Operators.of(byKey);
    }

    /** How many admins there would be without those of that key. */
    public long adminsBeside(@Nullable String keyId) {
        return entries.values().stream()
                .map(Entry::record)
                .filter(each -> !each.revoked() && each.role() == OperatorRole.ADMIN)
                .filter(each -> !each.keyId().equals(keyId))
                .count();
    }

    /** The book after one more event of the store. */
    public OperatorBook after(StoreEvent event) {
        return switch (event) {
            case StoreEvent.Node node -> node(node.path(), node.data(), node.version());
            case StoreEvent.Gone gone -> without(gone.path());
            case StoreEvent.Synced _ -> new OperatorBook(true, entries, broken);
            case StoreEvent.Connection _ -> this;
        };
    }

    /** With what a node holds. */
    public OperatorBook node(String path, byte[] data, int version) {
        if (!path.startsWith(StoreLayout.OPERATORS + "/")) {
            return this;
        }
        String keyId = path.substring(StoreLayout.OPERATORS.length() + 1);
        SortedMap<String, Entry> good = new TreeMap<>(entries);
        SortedMap<String, String> bad = new TreeMap<>(broken);
        good.remove(keyId);
        bad.remove(path);
        try {
            OperatorRecord record = Json.read(data, OperatorRecord.class, path);
            if (record.keyId().equals(keyId)) {
                good.put(keyId, new Entry(record, version));
            } else {
                bad.put(path, record.keyId());
            }
        } catch (Json.MalformedException nonsense) {
            bad.put(path, String.valueOf(nonsense.getMessage()));
        }
        return new OperatorBook(read, good, bad);
    }

    private OperatorBook without(String path) {
        Map<String, Entry> good = new TreeMap<>(entries);
        Map<String, String> bad = new TreeMap<>(broken);
        good.keySet().removeIf(keyId -> StoreLayout.operator(keyId).equals(path));
        bad.remove(path);
        return new OperatorBook(read, new TreeMap<>(good), new TreeMap<>(bad));
    }
}
