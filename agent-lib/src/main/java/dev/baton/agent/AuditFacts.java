package dev.baton.agent;

import dev.baton.model.ActionRecord;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.OpenAction;
import dev.baton.model.StoreLayout;
import dev.baton.port.StoreEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the watch of one group tells its auditor: whose turn it is, and what may have to be audited. Thread-safe; nothing in it waits, and what it holds
 * is bounded: when more comes, {@link #overflown} says that the store must be looked through.
 */
final class AuditFacts {
    private static final int MOST = 4_096;
    private static final int LONGEST = 300;

    /** A node under actions that is none, or that nobody opened. {@code sinceNanos}: when this process saw it first. */
    record Suspect(String path, String what, long sinceNanos) {}

    /** An action that was asked for but is not the open one. */
    record Unopened(String id, long expiresAt, long sinceNanos) {}

    private final String root;
    private final String actions;
    private final String lives;
    private final GroupId group;
    private final TreeSet<String> alive = new TreeSet<>();
    private final Map<String, Long> ended = new LinkedHashMap<>();
    private final Map<String, Suspect> suspects = new LinkedHashMap<>();
    private final Map<String, Unopened> unopened = new LinkedHashMap<>();
    private StoreEvent.@Nullable Node policy;
    private StoreEvent.@Nullable Node acknowledged;
    private @Nullable Leadership leadership;
    private @Nullable String open;
    private boolean overflown;

    AuditFacts(GroupId group) {
        this.group = group;
        root = StoreLayout.group(group) + "/";
        actions = StoreLayout.actions(group) + "/";
        lives = StoreLayout.lives(group) + "/";
    }

    /** Whether the auditor should look. */
    synchronized boolean accept(StoreEvent event) {
        if (event instanceof StoreEvent.Node node) {
            return node(node);
        }
        return event instanceof StoreEvent.Gone gone && gone(gone.path());
    }

    private boolean node(StoreEvent.Node node) {
        String path = node.path();
        if (path.startsWith(actions)) {
            return path.indexOf('/', actions.length()) < 0 && action(node);
        }
        if (path.startsWith(lives)) {
            return alive.add(path.substring(lives.length()));
        }
        if (!path.startsWith(root)) {
            return false;
        }
        switch (path.substring(root.length())) {
            case "policy" -> policy = node;
            case "acknowledged" -> acknowledged = node;
            case "leadership" -> {
                Leadership read = read(node, Leadership.class);
                leadership = read == null ? leadership : read;
            }
            case "open-action" -> {
                OpenAction read = read(node, OpenAction.class);
                open = read == null ? null : read.id();
                return false; // What it opens is news of its own.
            }
            default -> {
                return false; // The lease, some times a second.
            }
        }
        return true;
    }

    private boolean action(StoreEvent.Node node) {
        String id = node.path().substring(actions.length());
        suspects.remove(node.path());
        try {
            ActionRecord record = Json.read(node.data(), ActionRecord.class, node.path());
            String named = StoreLayout.action(
                    record.request().group(), record.request().id());
            if (!named.equals(node.path())) {
                return suspect(node.path(), "expected the action of that path, found that of " + named, node);
            }
            if (!record.ended()) {
                if (node.version() == 0) {
                    keep(unopened, id, new Unopened(id, record.request().expiresAt(), node.receivedNanos()));
                } else {
                    unopened.remove(id);
                }
                return node.version() == 0;
            }
            unopened.remove(id);
            keep(ended, id, node.zxid());
            return true;
        } catch (Json.MalformedException e) {
            return suspect(node.path(), String.valueOf(e.getMessage()), node);
        }
    }

    private boolean suspect(String path, String what, StoreEvent.Node node) {
        unopened.remove(path.substring(actions.length()));
        rejected(path, what, node.receivedNanos());
        return true;
    }

    /** A node under actions that others found to be no action. */
    synchronized void rejected(String path, String what, long nowNanos) {
        if (path.startsWith(actions) && path.indexOf('/', actions.length()) < 0) {
            String said = what.length() <= LONGEST ? what : what.substring(0, LONGEST) + "...";
            if (!suspects.containsKey(path)) {
                keep(suspects, path, new Suspect(path, said, nowNanos));
            }
        }
    }

    private <T> void keep(Map<String, T> map, String key, T value) {
        if (map.size() >= MOST && !map.containsKey(key)) {
            overflown = true;
        } else {
            map.put(key, value);
        }
    }

    private boolean gone(String path) {
        if (path.startsWith(actions)) {
            ended.remove(path.substring(actions.length()));
            unopened.remove(path.substring(actions.length()));
            suspects.remove(path);
            return false;
        }
        return path.startsWith(lives) && alive.remove(path.substring(lives.length()));
    }

    private static <T> @Nullable T read(StoreEvent.Node node, Class<T> type) {
        try {
            return Json.read(node.data(), type, node.path());
        } catch (Json.MalformedException told) {
            return null; // The bridge tells of it.
        }
    }

    /** The holder's while it is alive, else that of the first by name who is. Two may think so for a moment, which does no harm. */
    synchronized boolean turnOf(MemberId member) {
        MemberId holder =
                leadership == null || leadership.state() == LeadershipState.VACANT ? null : leadership.holder();
        if (holder != null && alive.contains(holder.value())) {
            return holder.equals(member);
        }
        return !alive.isEmpty() && alive.first().equals(member.value());
    }

    synchronized List<Map.Entry<String, Long>> ended() {
        return ended.entrySet().stream()
                .map(each -> Map.entry(each.getKey(), each.getValue()))
                .toList();
    }

    synchronized List<Suspect> suspects() {
        return List.copyOf(suspects.values());
    }

    synchronized List<Unopened> unopened() {
        return unopened.values().stream()
                .filter(each -> !each.id().equals(open))
                .toList();
    }

    synchronized boolean opens(String id) {
        return id.equals(open);
    }

    synchronized StoreEvent.@Nullable Node policy() {
        return policy;
    }

    synchronized StoreEvent.@Nullable Node acknowledged() {
        return acknowledged;
    }

    synchronized @Nullable Leadership leadership() {
        return leadership;
    }

    synchronized boolean overflown() {
        return overflown;
    }

    /** The store is looked through from here on. */
    synchronized void lookedThrough() {
        overflown = false;
    }

    /** That action is audited as of that transaction. */
    synchronized void audited(String id, long zxid) {
        ended.remove(id, zxid);
    }

    synchronized void settled(String path) {
        suspects.remove(path);
        unopened.remove(path.substring(Math.min(path.length(), actions.length())));
    }

    GroupId group() {
        return group;
    }
}
