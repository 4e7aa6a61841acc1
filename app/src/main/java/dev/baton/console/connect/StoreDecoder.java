package dev.baton.console.connect;

import dev.baton.model.ActionRecord;
import dev.baton.model.Activation;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.EpochRecord;
import dev.baton.model.Event;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.Json.MalformedException;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.OpenAction;
import dev.baton.model.Policy;
import dev.baton.model.StoreLayout;
import dev.baton.port.StoreEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns nodes of the store into events. A node that is not what it should be gives {@link Event.Corrupt}, and never stops the others.
 * Remembers the epochs, whose record and activation are two nodes, and the zxids of the ephemerals. Not thread-safe.
 */
final class StoreDecoder {
    static final String SOURCE = "console";
    private static final int MAX_EPOCHS = 10_000;

    private final Map<String, EpochRecord> epochs = bounded();
    private final Map<String, Activation> activations = bounded();
    private final Map<String, Long> liveZxids = new HashMap<>();
    /** What was told to be corrupt: some of it goes, taken away by hand or once it is audited. */
    private final Set<String> corrupt = new HashSet<>();

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MAX_EPOCHS;
            }
        };
    }

    /** The event of one node, or null where it means nothing to a console. */
    @Nullable
    Event node(StoreEvent.Node node, Hlc at) {
        String[] parts = node.path().split("/", -1);
        if (parts.length < 3 || !node.path().startsWith(StoreLayout.GROUPS + "/")) {
            return null;
        }
        GroupId group = StoreLayout.groupOf(node.path());
        if (group == null) {
            return parts.length == 3
                    ? new Event.Corrupt(at, SOURCE, null, node.path(), "illegal group name: rename or remove the node")
                    : null;
        }
        try {
            return parts.length == 4
                    ? single(group, parts[3], node, at)
                    : parts.length == 5
                            ? item(group, parts[3], parts[4], node, at)
                            : parts.length == 6 && parts[3].equals("epochs") && parts[5].equals("active")
                                    ? activation(group, node, at)
                                    : null;
        } catch (MalformedException | IllegalArgumentException bad) {
            if (corrupt.size() < MAX_EPOCHS) {
                corrupt.add(node.path());
            }
            return new Event.Corrupt(at, SOURCE, group, node.path(), problem(bad, node.path()));
        }
    }

    private static String problem(Exception bad, String path) {
        String text = String.valueOf(bad.getMessage());
        return text.startsWith(path + ": ") ? text.substring(path.length() + 2) : text;
    }

    private static @Nullable Event single(GroupId group, String kind, StoreEvent.Node node, Hlc at)
            throws MalformedException {
        return switch (kind) {
            case "policy" ->
                new Event.PolicySeen(at, SOURCE, group, read(node, Policy.class), node.version(), node.zxid());
            case "leadership" ->
                new Event.LeadershipSeen(at, SOURCE, group, read(node, Leadership.class), node.version(), node.zxid());
            case "lease" ->
                new Event.LeaseSeen(at, SOURCE, group, read(node, Lease.class), node.version(), node.zxid());
            case "open-action" ->
                new Event.OpenActionSeen(
                        at, SOURCE, group, read(node, OpenAction.class).id(), node.version(), node.zxid());
            case "alerts" ->
                new Event.AlertsSeen(
                        at, SOURCE, group, read(node, AlertAcknowledgements.class), node.version(), node.zxid());
            default -> null;
        };
    }

    private @Nullable Event item(GroupId group, String kind, String name, StoreEvent.Node node, Hlc at)
            throws MalformedException {
        return switch (kind) {
            case "members" -> {
                MemberRecord record = read(node, MemberRecord.class);
                same("member", name, record.member());
                yield new Event.MemberSeen(at, SOURCE, group, record, node.version(), node.zxid());
            }
            case "live" -> {
                liveZxids.put(node.path(), node.zxid());
                Live live = read(node, Live.class);
                same("member", name, live.member());
                yield new Event.LiveSeen(at, SOURCE, group, live.member(), live, node.zxid());
            }
            case "actions" -> {
                ActionRecord record = read(node, ActionRecord.class);
                same("action", name, record.request().id());
                yield new Event.ActionSeen(at, SOURCE, group, record, node.version(), node.zxid());
            }
            case "epochs" -> {
                EpochRecord record = read(node, EpochRecord.class);
                same("node", StoreLayout.epoch(group, record.epoch()), node.path());
                epochs.put(node.path(), record);
                yield new Event.EpochSeen(at, SOURCE, group, record, activations.get(node.path()), node.zxid());
            }
            default -> null;
        };
    }

    private @Nullable Event activation(GroupId group, StoreEvent.Node node, Hlc at) throws MalformedException {
        Activation activation = read(node, Activation.class);
        String epoch = node.path().substring(0, node.path().lastIndexOf('/'));
        same("node", StoreLayout.activation(group, activation.epoch()), node.path());
        activations.put(epoch, activation);
        EpochRecord record = epochs.get(epoch);
        return record == null ? null : new Event.EpochSeen(at, SOURCE, group, record, activation, node.zxid());
    }

    /** The event of a node that went, or null: an ephemeral, or one that was corrupt. Others that leave the store stay on the screen. */
    @Nullable
    Event gone(StoreEvent.Gone gone, Hlc at) {
        String[] parts = gone.path().split("/", -1);
        GroupId group = StoreLayout.groupOf(gone.path());
        if (group != null && corrupt.remove(gone.path())) {
            return new Event.Corrupt(at, SOURCE, group, gone.path(), ""); // What was wrong there is wrong no longer.
        }
        Long zxid = liveZxids.remove(gone.path());
        if (group == null || zxid == null || parts.length != 5) {
            return null;
        }
        try {
            return new Event.LiveSeen(at, SOURCE, group, new MemberId(parts[4]), null, zxid);
        } catch (IllegalArgumentException illegal) {
            return null;
        }
    }

    private static <T> T read(StoreEvent.Node node, Class<T> type) throws MalformedException {
        return Json.read(node.data(), type, node.path());
    }

    private static void same(String what, Object expected, Object found) throws MalformedException {
        if (!expected.toString().equals(found.toString())) {
            throw new MalformedException("expected the " + what + " " + expected + ", found " + found);
        }
    }
}
