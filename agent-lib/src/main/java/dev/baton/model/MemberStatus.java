package dev.baton.model;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member says of itself in each heartbeat, on the link and in the telemetry.
 *
 * @param epoch the member's own epoch while it holds one, else the last it has seen
 * @param guardMillis how long its guard stays open without another renewal; -1 while shut
 * @param position the next offset of its state's log: everything below is applied
 * @param lag records behind the end of that log, or -1 where unknown
 * @param committed results committed by this process since its start
 * @param ready whether the resource could be promoted now
 * @param health in words: {@code ready}, or what is missing
 * @param eligible whether it would ask for a grant if the primary were gone now
 * @param reason why it would succeed, or would not: "would succeed: rank 1", "lag 12400 > 1000 records"
 * @param storeConnections how many of its store connections are up
 * @param peers how it sees the other members
 * @param action id of the open action that it has seen
 * @param ask set while it holds an epoch and the store is silent: it asks every elector for a promise
 * @param promise its answer to the last ask that it heard
 * @param standby how much of the state it holds while it is a standby; hot where an older version does not say it
 * @param recoveryMillis how long a takeover by it would take now, by what it measured; 0 while it is promoted, -1 where unknown
 */
@JsonDeserialize(using = StatusReader.class)
@JsonSerialize(using = StatusWriter.class)
public record MemberStatus(
        MemberId member,
        Incarnation incarnation,
        Role role,
        Epoch epoch,
        long guardMillis,
        long position,
        long lag,
        long committed,
        int priority,
        boolean ready,
        String health,
        boolean eligible,
        String reason,
        int storeConnections,
        List<PeerView> peers,
        @Nullable String action,
        @Nullable PromiseAsk ask,
        @Nullable PromiseWord promise,
        StandbyKind standby,
        long recoveryMillis) {
    /** Among eligible standbys: who should take over first. */
    public static final Comparator<MemberStatus> BEST_FIRST = Comparator.comparing(
                    (MemberStatus s) -> s.standby().type())
            .thenComparing(Comparator.comparingLong(MemberStatus::position).reversed())
            .thenComparingInt(MemberStatus::priority)
            .thenComparing(MemberStatus::member);

    public MemberStatus {
        standby = standby == null ? StandbyKind.hot() : standby;
        peers = List.copyOf(peers);
    }

    /** Of one that is always hot and predicts nothing. */
    public MemberStatus(
            MemberId member,
            Incarnation incarnation,
            Role role,
            Epoch epoch,
            long guardMillis,
            long position,
            long lag,
            long committed,
            int priority,
            boolean ready,
            String health,
            boolean eligible,
            String reason,
            int storeConnections,
            List<PeerView> peers,
            @Nullable String action,
            @Nullable PromiseAsk ask,
            @Nullable PromiseWord promise) {
        this(
                member,
                incarnation,
                role,
                epoch,
                guardMillis,
                position,
                lag,
                committed,
                priority,
                ready,
                health,
                eligible,
                reason,
                storeConnections,
                peers,
                action,
                ask,
                promise,
                StandbyKind.hot(),
                -1);
    }

    /** The same word with other views of the peers. */
    public MemberStatus seeing(List<PeerView> views) {
        return new MemberStatus(
                member,
                incarnation,
                role,
                epoch,
                guardMillis,
                position,
                lag,
                committed,
                priority,
                ready,
                health,
                eligible,
                reason,
                storeConnections,
                views,
                action,
                ask,
                promise,
                standby,
                recoveryMillis);
    }

    public GroupId group() {
        return member.group();
    }
}
