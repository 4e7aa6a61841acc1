package dev.baton.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that was observed. Everything the console shows is a fold of these, live or replayed.
 *
 * <p>Each carries when ({@code at}, a hybrid timestamp of the observer) and by whom ({@code source}: a member id, {@code console}, or a
 * command). The {@code ...Seen} events are reads of the coordination store and carry the znode's version and the zxid that wrote it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Heartbeat.class, name = "heartbeat"),
    @JsonSubTypes.Type(value = Event.Transition.class, name = "transition"),
    @JsonSubTypes.Type(value = Event.VerdictChanged.class, name = "verdict"),
    @JsonSubTypes.Type(value = Event.Blocked.class, name = "blocked"),
    @JsonSubTypes.Type(value = Event.Recovered.class, name = "recovered"),
    @JsonSubTypes.Type(value = Event.Reached.class, name = "reached"),
    @JsonSubTypes.Type(value = Event.StoreLink.class, name = "store-link"),
    @JsonSubTypes.Type(value = Event.Corrupt.class, name = "corrupt"),
    @JsonSubTypes.Type(value = Event.PolicySeen.class, name = "policy"),
    @JsonSubTypes.Type(value = Event.LeaseSeen.class, name = "lease"),
    @JsonSubTypes.Type(value = Event.LeadershipSeen.class, name = "leadership"),
    @JsonSubTypes.Type(value = Event.EpochSeen.class, name = "epoch"),
    @JsonSubTypes.Type(value = Event.MemberSeen.class, name = "member"),
    @JsonSubTypes.Type(value = Event.LiveSeen.class, name = "live"),
    @JsonSubTypes.Type(value = Event.ActionSeen.class, name = "action"),
    @JsonSubTypes.Type(value = Event.OpenActionSeen.class, name = "open-action"),
    @JsonSubTypes.Type(value = Event.AlertsSeen.class, name = "alerts"),
})
public sealed interface Event {
    Hlc at();

    String source();

    /** The group that it is about, or null for those about a connection of the observer. */
    @Nullable
    GroupId group();

    /** A member's word on itself. {@code seq} counts the heartbeats of this incarnation, so that gaps are seen. */
    record Heartbeat(Hlc at, String source, long seq, MemberStatus status) implements Event {
        public Heartbeat {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(status, "status is missing");
        }

        @Override
        public GroupId group() {
            return status.group();
        }
    }

    /** A member changed its role; every change goes through one funnel, which emits this. */
    record Transition(
            Hlc at, String source, GroupId group, MemberId member, Role from, Role to, Epoch epoch, String reason)
            implements Event {
        public Transition {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
            Objects.requireNonNull(member, "member is missing");
            Objects.requireNonNull(from, "from is missing");
            Objects.requireNonNull(to, "to is missing");
            Objects.requireNonNull(epoch, "epoch is missing");
            Objects.requireNonNull(reason, "reason is missing");
        }
    }

    /** An observer changed its mind about a member. */
    record VerdictChanged(
            Hlc at, String source, GroupId group, MemberId about, Verdict verdict, List<Evidence> evidence)
            implements Event {
        public VerdictChanged {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
            Objects.requireNonNull(about, "about is missing");
            Objects.requireNonNull(verdict, "verdict is missing");
            evidence = List.copyOf(evidence);
        }
    }

    /** A decision that a member would have taken, and what stopped it. */
    record Blocked(Hlc at, String source, GroupId group, MemberId member, String decision, String blocker)
            implements Event {
        public Blocked {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
            Objects.requireNonNull(member, "member is missing");
            Objects.requireNonNull(decision, "decision is missing");
            Objects.requireNonNull(blocker, "blocker is missing");
        }
    }

    /** A takeover is over: the first effect of the epoch is committed. Where the time went, and what was lost. */
    record Recovered(Hlc at, String source, GroupId group, MemberId member, Epoch epoch, Cause cause, Recovery recovery)
            implements Event {
        public Recovered {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
            Objects.requireNonNull(member, "member is missing");
            Objects.requireNonNull(epoch, "epoch is missing");
            Objects.requireNonNull(cause, "cause is missing");
            Objects.requireNonNull(recovery, "recovery is missing");
        }
    }

    /** The observer's own direct link to a member changed or was measured. */
    record Reached(Hlc at, String source, GroupId group, MemberId about, Reach reach, long rttMicros, String detail)
            implements Event {
        public Reached {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
            Objects.requireNonNull(about, "about is missing");
            Objects.requireNonNull(reach, "reach is missing");
            Objects.requireNonNull(detail, "detail is missing");
        }
    }

    /** The observer's connection to the store changed. {@code connected} of {@code total} are up. */
    record StoreLink(Hlc at, String source, int connected, int total, long zxid, String detail) implements Event {
        public StoreLink {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(detail, "detail is missing");
        }

        @Override
        public @Nullable GroupId group() {
            return null;
        }
    }

    /** A znode that cannot be read. The group keeps what was known of it; other groups are not touched. */
    record Corrupt(Hlc at, String source, @Nullable GroupId group, String path, String problem) implements Event {
        public Corrupt {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(path, "path is missing");
            Objects.requireNonNull(problem, "problem is missing");
        }
    }

    record PolicySeen(Hlc at, String source, GroupId group, Policy policy, int version, long zxid) implements Event {
        public PolicySeen {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
            Objects.requireNonNull(policy, "policy is missing");
        }
    }

    record LeaseSeen(Hlc at, String source, GroupId group, Lease lease, int version, long zxid) implements Event {
        public LeaseSeen {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
            Objects.requireNonNull(lease, "lease is missing");
        }
    }

    record LeadershipSeen(Hlc at, String source, GroupId group, Leadership leadership, int version, long zxid)
            implements Event {
        public LeadershipSeen {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
            Objects.requireNonNull(leadership, "leadership is missing");
        }
    }

    /** {@code activation} is absent until the epoch serves. */
    record EpochSeen(
            Hlc at,
            String source,
            GroupId group,
            EpochRecord epoch,
            @Nullable Activation activation,
            long zxid) implements Event {
        public EpochSeen {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
            Objects.requireNonNull(epoch, "epoch is missing");
        }
    }

    record MemberSeen(Hlc at, String source, GroupId group, MemberRecord member, int version, long zxid)
            implements Event {
        public MemberSeen {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
            Objects.requireNonNull(member, "member is missing");
        }
    }

    /** {@code live} is absent once the ephemeral is gone. */
    record LiveSeen(
            Hlc at,
            String source,
            GroupId group,
            MemberId member,
            @Nullable Live live,
            long zxid) implements Event {
        public LiveSeen {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
            Objects.requireNonNull(member, "member is missing");
        }
    }

    record ActionSeen(Hlc at, String source, GroupId group, ActionRecord action, int version, long zxid)
            implements Event {
        public ActionSeen {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
            Objects.requireNonNull(action, "action is missing");
        }
    }

    record OpenActionSeen(
            Hlc at, String source, GroupId group, @Nullable String action, int version, long zxid) implements Event {
        public OpenActionSeen {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
        }
    }

    /** Which alerts of the group are acknowledged. */
    record AlertsSeen(Hlc at, String source, GroupId group, AlertAcknowledgements acknowledged, int version, long zxid)
            implements Event {
        public AlertsSeen {
            Objects.requireNonNull(at, "at is missing");
            Objects.requireNonNull(source, "source is missing");
            Objects.requireNonNull(group, "group is missing");
            Objects.requireNonNull(acknowledged, "acknowledged is missing");
        }
    }
}
