package dev.baton.client;

import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Incarnation;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.StoreLayout;
import dev.baton.port.StoreEvent;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is primary of one group, as a fold of what the store shows: pure and immutable.
 *
 * <ul>
 *   <li>Only an epoch whose state is PRIMARY has one: during PROMOTING, HANDOVER and VACANT nobody may serve.
 *   <li>An epoch below one that was seen is refused and counted: a server of the ensemble that is behind may show it.
 *   <li>An endpoint counts only from the record of the very life that holds the epoch, and then for the whole epoch. Until that record is seen
 *       there is no primary to be given.
 * </ul>
 */
public final class PrimaryView {
    private record Registered(
            int version, Incarnation incarnation, @Nullable String endpoint) {}

    private final GroupId group;
    private final Map<MemberId, Registered> members;
    private final @Nullable Leadership leadership;
    private final int leadershipVersion;
    private final @Nullable Primary primary;
    private final long refused;
    private final String trouble;

    private PrimaryView(
            GroupId group,
            Map<MemberId, Registered> members,
            @Nullable Leadership leadership,
            int leadershipVersion,
            @Nullable Primary before,
            long refused,
            String trouble) {
        this.group = group;
        this.members = members;
        this.leadership = leadership;
        this.leadershipVersion = leadershipVersion;
        this.refused = refused;
        this.trouble = trouble;
        this.primary = derive(group, members, leadership, before);
    }

    /** Nothing seen yet. */
    public static PrimaryView of(GroupId group) {
        return new PrimaryView(group, Map.of(), null, -1, null, 0, "");
    }

    private static @Nullable Primary derive(
            GroupId group, Map<MemberId, Registered> members, @Nullable Leadership now, @Nullable Primary before) {
        if (now == null || now.state() != LeadershipState.PRIMARY) {
            return null;
        }
        MemberId holder = now.holder();
        if (holder == null) {
            return null;
        }
        boolean known = before != null && before.epoch().equals(now.epoch());
        Registered record = members.get(holder);
        if (record != null && record.incarnation().equals(now.incarnation())) {
            return new Primary(
                    group, holder, now.epoch(), record.endpoint(), now.since().instant());
        }
        return known ? before : null;
    }

    /** The primary, where there is one and its record is known. */
    public Optional<Primary> primary() {
        return Optional.ofNullable(primary);
    }

    /** The highest epoch seen. */
    public Epoch epoch() {
        return leadership == null ? Epoch.NONE : leadership.epoch();
    }

    /** How often an epoch below one that was seen has been refused. */
    public long refused() {
        return refused;
    }

    /** Whoever holds the epoch and whose record is missing or is of another life; null where nothing is missing. */
    public @Nullable MemberId missing() {
        return leadership != null && leadership.state() == LeadershipState.PRIMARY && primary == null
                ? leadership.holder()
                : null;
    }

    /** Why there is no primary, or what is odd about it, in words. */
    public String detail() {
        if (!trouble.isEmpty()) {
            return trouble;
        }
        if (primary != null) {
            return primary.member() + " serves epoch " + primary.epoch();
        }
        if (leadership == null) {
            return "the store has shown no leadership of group " + group + " yet";
        }
        MemberId missing = missing();
        return missing == null
                ? "epoch " + epoch() + " is " + leadership.state()
                : "the record of " + missing + ", who holds epoch " + epoch() + ", has not been seen";
    }

    /** What is known after {@code event}. What is not about the group's leadership or members changes nothing. */
    public PrimaryView after(StoreEvent event) {
        if (!(event instanceof StoreEvent.Node node)) {
            return this; // Neither record is ever deleted, and a lost connection takes no knowledge away.
        }
        try {
            if (node.path().equals(StoreLayout.leadership(group))) {
                return led(Json.read(node.data(), Leadership.class, node.path()), node.version());
            }
            if (node.path().startsWith(StoreLayout.members(group) + "/")) {
                return registered(Json.read(node.data(), MemberRecord.class, node.path()), node.version());
            }
            return this;
        } catch (Json.MalformedException e) {
            return new PrimaryView(
                    group, members, leadership, leadershipVersion, primary, refused, String.valueOf(e.getMessage()));
        }
    }

    private PrimaryView led(Leadership next, int version) {
        if (next.epoch().isBefore(epoch())) {
            String why = "epoch " + next.epoch() + " refused: epoch " + epoch() + " has been seen";
            return new PrimaryView(group, members, leadership, leadershipVersion, primary, refused + 1, why);
        }
        if (next.epoch().equals(epoch()) && version <= leadershipVersion) {
            return this; // An older state of the same epoch, or the same once more.
        }
        return new PrimaryView(group, members, next, version, primary, refused, "");
    }

    private PrimaryView registered(MemberRecord record, int version) {
        Registered before = members.get(record.member());
        if (before != null && version <= before.version()) {
            return this;
        }
        Map<MemberId, Registered> all = new TreeMap<>(members);
        String endpoint = record.tags().get(MemberRecord.ENDPOINT);
        all.put(record.member(), new Registered(version, record.incarnation(), endpoint));
        return new PrimaryView(group, Map.copyOf(all), leadership, leadershipVersion, primary, refused, "");
    }
}
