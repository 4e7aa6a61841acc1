package dev.baton.console.model;

import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.GroupId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that a console remembers: a fold of what it finds, look by look. An alert whose cause is gone stays until it is acknowledged; one
 * that is acknowledged stays until its cause is gone. Immutable, bounded, pure.
 *
 * @param entries by id
 * @param pending when those that must last for a while were first found, by id
 * @param own acknowledgements of what only this console sees
 * @param beganMillis the first look at a store that could be read; -1 before it
 */
public record AlertBook(
        Map<String, AlertEntry> entries, Map<String, Long> pending, AlertAcknowledgements own, long beganMillis) {
    public static final AlertBook EMPTY = new AlertBook(Map.of(), Map.of(), AlertAcknowledgements.NONE, -1);
    static final int MAX = 2_000;
    /** A console that has just begun has not heard everybody yet: what goes within so long is not remembered. */
    static final long WARM_UP_MILLIS = 5_000;
    /** Acknowledgements that are older count for nothing. */
    public static final long ACKNOWLEDGED_MILLIS = 7L * 24 * 3_600_000;

    private static final Comparator<AlertEntry> ORDER = Comparator.comparing((AlertEntry e) -> e.acknowledged() != null)
            .thenComparing(e -> !e.active())
            .thenComparing(e -> e.alert().severity(), Comparator.reverseOrder())
            .thenComparing(e -> e.alert().kind())
            .thenComparing(AlertEntry::id);

    public AlertBook {
        entries = Map.copyOf(entries);
        pending = Map.copyOf(pending);
    }

    /**
     * Begins with what was kept from an earlier run: nobody has acknowledged it, so it is still there.
     *
     * @param own what was acknowledged of what only this console sees, and stood when that run ended
     */
    public static AlertBook restored(List<AlertEntry> kept, List<AlertAcknowledgements.One> own, long nowMillis) {
        Map<String, AlertEntry> all = new HashMap<>();
        for (AlertEntry entry : kept) {
            if (nowMillis - entry.clearedMillis() < ACKNOWLEDGED_MILLIS) {
                all.put(entry.id(), entry);
            }
        }
        AlertAcknowledgements acknowledged = AlertAcknowledgements.NONE;
        for (AlertAcknowledgements.One one : own) {
            if (nowMillis - one.at().millis() < ACKNOWLEDGED_MILLIS) {
                acknowledged = acknowledged.with(one);
            }
        }
        return new AlertBook(all, Map.of(), acknowledged, -1);
    }

    /** The book after one more look. */
    public AlertBook after(ClusterView view, OwnState state, long nowMillis) {
        return after(view, Incidents.of(view, Alerts.of(view, state, nowMillis)), nowMillis);
    }

    /** The same, of incidents that were found already in {@code view}. */
    public AlertBook after(ClusterView view, List<Alert> incidents, long now) {
        return after(view, incidents, now, false);
    }

    /** A single look at a view whose members were waited for: all that is found in it is raised. */
    public static AlertBook once(ClusterView settled, long nowMillis) {
        List<Alert> incidents = Incidents.of(settled, Alerts.of(settled, OwnState.WELL, nowMillis));
        return EMPTY.after(settled, incidents, nowMillis, true);
    }

    private AlertBook after(ClusterView view, List<Alert> incidents, long now, boolean settled) {
        long began = beganMillis < 0 && view.storeReadable() ? now : beganMillis;
        boolean warm = began >= 0 && now - began > WARM_UP_MILLIS;
        Map<String, AlertAcknowledgements.One> standing = standing(view, now);
        Map<String, AlertEntry> next = new HashMap<>();
        Map<String, Long> waiting = new HashMap<>();
        Set<String> inside = new HashSet<>();
        Set<GroupId> undecided = warm || settled ? Set.of() : Undecided.groups(view);
        for (Alert alert : incidents) {
            String id = alert.id();
            if (!undecided.isEmpty() && Undecided.about(alert, undecided)) {
                continue;
            }
            alert.under().forEach(below -> inside.add(below.id()));
            AlertEntry known = entries.get(id);
            // Kept from before this console began, and there still or again: the same one.
            boolean goesOn = known != null && !warm && known.alert().mark().equals(alert.mark());
            if (known != null && (known.active() || goesOn)) {
                next.put(id, known.found(alert, standing.get(id)));
                continue;
            }
            long first = pending.getOrDefault(id, now);
            if (warm && now - first < lasting(alert.kind())) {
                waiting.put(id, first);
                if (known != null) {
                    next.put(id, known);
                }
                continue;
            }
            int times = known == null ? 1 : known.times() + 1;
            next.put(
                    id,
                    AlertEntry.raised(alert, now, warm, times, standing.get(id)).found(alert, standing.get(id)));
        }
        boolean blind = !view.storeReadable();
        for (AlertEntry known : entries.values()) {
            if (!next.containsKey(known.id())) {
                AlertEntry left = gone(known, view, warm) ? null : left(known, inside, standing, blind, warm, now);
                if (left != null) {
                    next.put(left.id(), left);
                }
            }
        }
        return new AlertBook(bounded(next), waiting, own, began);
    }

    /** Whether it is about a group that is there no more: nobody could acknowledge it. */
    private static boolean gone(AlertEntry known, ClusterView view, boolean warm) {
        GroupId home = known.alert().home();
        return warm && view.storeReadable() && home != null && !view.groups().containsKey(home);
    }

    /** What becomes of one that was not found in this look by itself; null where it is over for good. */
    private static @Nullable AlertEntry left(
            AlertEntry known,
            Set<String> inside,
            Map<String, AlertAcknowledgements.One> standing,
            boolean blind,
            boolean warm,
            long now) {
        AlertEntry entry = known.acknowledgedBy(standing.get(known.id()));
        if (inside.contains(known.id())) {
            return known.active() ? entry.within() : null;
        }
        // Without the store nobody can tell whether its cause is gone.
        if (entry.active() && blind && !entry.alert().kind().withoutStore()) {
            return entry;
        }
        boolean remembered = warm || entry.alert().kind() == Alert.Kind.SPLIT_BRAIN;
        // One that was under another goes with that one.
        if (entry.active() && (entry.inside() || !remembered)) {
            return null;
        }
        if (entry.acknowledged() != null) {
            return null;
        }
        return entry.active() ? entry.cleared(now) : entry;
    }

    /** With an acknowledgement of what only this console sees. */
    public AlertBook acknowledged(AlertAcknowledgements.One one) {
        return new AlertBook(entries, pending, own.with(one), beganMillis);
    }

    /** All that are shown by themselves: what nobody has looked at first, in it what is there, in it the gravest. */
    public List<AlertEntry> shown() {
        return entries.values().stream()
                .filter(entry -> !entry.inside())
                .sorted(ORDER)
                .toList();
    }

    public @Nullable AlertEntry entry(String id) {
        return entries.get(id);
    }

    private Map<String, AlertAcknowledgements.One> standing(ClusterView view, long now) {
        Map<String, AlertAcknowledgements.One> all = new HashMap<>();
        for (GroupView group : view.groups().values()) {
            Stored<AlertAcknowledgements> stored = group.acknowledged();
            if (stored != null) {
                for (AlertAcknowledgements.One one : stored.value().all()) {
                    if (now - one.at().millis() < ACKNOWLEDGED_MILLIS) {
                        all.merge(one.alert(), one, (a, b) -> a.at().compareTo(b.at()) >= 0 ? a : b);
                    }
                }
            }
        }
        own.all().forEach(one -> all.put(one.alert(), one));
        return all;
    }

    /** For how long it must be found before it is raised: passing states of an ordinary takeover are no alerts. */
    private static long lasting(Alert.Kind kind) {
        return switch (kind) {
            case SPLIT_BRAIN, SPLIT_BRAIN_POSSIBLE, STALE_PRIMARY, STORE_LOST, OWN_CLOCK, STORE_SILENT -> 0;
            case FLAPPING, TELEMETRY_LOST, CORRUPT, CERTIFICATE -> 0;
            case NO_PRIMARY -> 500;
            case MEMBER_DOWN, SERVICE_DOWN, AGENTS_LOST, STORE_STALL, FENCE_UNCONFIRMED, QUORUM -> 1_000;
            case NO_STANDBY, LAG -> 2_000;
            case CLOCK_SKEW -> 3_000;
        };
    }

    /** The last in order go first. */
    private static Map<String, AlertEntry> bounded(Map<String, AlertEntry> all) {
        if (all.size() <= MAX) {
            return all;
        }
        List<AlertEntry> ordered = new ArrayList<>(all.values());
        ordered.sort(ORDER);
        Map<String, AlertEntry> kept = new HashMap<>();
        ordered.subList(0, MAX).forEach(entry -> kept.put(entry.id(), entry));
        return kept;
    }
}
